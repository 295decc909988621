import { kindOf } from '#domain/catalogues.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { type Entry, entriesIn } from './batches.js';
import { type Changes, History } from './history.js';
import type { Pace } from './pace.js';
import type { FactOf, Projection, RowsOf, Tables } from './projection.js';
import { StreamSoFar } from './stream-facts.js';
import { opening, Words } from './words.js';

/** All rows of one stream, of each register in their order. */
export type Whole = { readonly stream: string; readonly entries: number; readonly changes: readonly (readonly Changes[])[] };

type Follower = { readonly by: Projection; readonly rowsOf: (stream: never) => RowsOf<Tables>; readonly history: History };

/** Folds streams as wholes, for registers that hold nothing of them yet. */
export class WholeFolding {
  constructor(
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
    private readonly factOf: FactOf,
    private readonly pace: Pace,
    private readonly signal: AbortSignal,
  ) {}

  /** Up to a position. Null where nothing was recorded until then, or the signal aborts. @throws what a register throws, and what `factOf` throws */
  async fold(stream: string, upTo: Position): Promise<Whole | null> {
    const { events } = await this.store.read(stream);
    const [entries, because] = entriesIn(
      events.filter(({ position }) => position <= upTo),
      this.factOf,
    );
    if (because) throw because;
    const kind = kindOf(stream);
    if (entries.length === 0 || !kind) return null;
    const words = await this.wordsOf(
      stream,
      events,
      entries.flatMap(({ digests }) => digests),
    );
    const soFar = new StreamSoFar(stream, kind, words);
    const following = this.projections.map((by): Follower | null => {
      const rowsOf = by.of[kind] as Follower['rowsOf'] | undefined;
      return rowsOf ? { by, rowsOf, history: new History(by) } : null;
    });
    const followers = following.filter((one) => one !== null);
    for (const entry of entries) {
      follow(soFar, entry, followers);
      const turn = this.pace.turn();
      if (turn) await turn;
      if (this.signal.aborted) return null;
    }
    return { stream, entries: entries.length, changes: following.map((one) => one?.history.changes() ?? []) };
  }

  /** An erasure counts that is on record, also where it comes later. */
  private async wordsOf(stream: string, events: readonly Recorded[], digests: readonly string[]): Promise<Words> {
    const words = new Words();
    words.erase(erasedIn(events));
    if (words.take(digests, await opening(this.store, digests))) words.erase(erasedIn((await this.store.read(stream)).events));
    return words;
  }
}

const follow = (soFar: StreamSoFar, { recorded, fact }: Entry, followers: readonly Follower[]): void => {
  soFar.add(recorded, fact);
  for (const { by, rowsOf, history } of followers) {
    const rows = soFar.unlessAsBefore(by, rowsOf);
    if (rows) history.at(recorded.position, rows);
  }
};

const erasedIn = (events: readonly Recorded[]): readonly string[] =>
  events.flatMap(({ envelope }) => (envelope.type === 'TextsErased' ? (envelope.data as { digests: string[] }).digests : []));
