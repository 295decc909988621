import { kindOf } from '#domain/catalogues.js';
import type { EventStore, Position } from '#event-store/port.js';
import { type Entry, entryOf } from './batches.js';
import { type Batch, History } from './history.js';
import { Lately } from './lately.js';
import { type Pace, Sliced } from './pace.js';
import { StreamSoFar } from './stream-facts.js';
import type { FactOf, RowsOf, Tables } from './projection.js';
import type { RegisterFile } from './register-file.js';
import type { Track } from './track.js';
import { opening, Words } from './words.js';

type Live = { readonly soFar: StreamSoFar; readonly words: Words; readonly histories: Map<Track, History> };

/** What a batch changes in one register. */
export type Folded = Batch & { readonly track: Track };
export type Failure = { readonly track: Track; readonly error: Error; readonly position: Position };

type Opening = Awaited<ReturnType<typeof opening>>;

/** `most`: entries of streams that stay folded. After the signal nothing more comes of what is being folded. */
export type How = { readonly most?: number | undefined; readonly pace?: Pace; readonly signal: AbortSignal };

export type Taken = { readonly folded: readonly Folded[]; readonly failures: readonly Failure[] };

const nothing: Taken = { folded: [], failures: [] };

/** Folds the log into what it changes in the registers, without writing anything. */
export class Folding {
  private readonly lately: Lately<Live>;
  /** Up to where it has folded for each. */
  private readonly reached = new Map<Track, Position>();

  private readonly pace: Pace;
  private readonly signal: AbortSignal;

  constructor(
    private readonly store: EventStore,
    private readonly factOf: FactOf,
    { most, pace = new Sliced(), signal }: How,
  ) {
    this.lately = new Lately(most);
    [this.pace, this.signal] = [pace, signal];
  }

  /** What is held was not written, or somebody else has written: it is read anew. */
  forget(): void {
    this.lately.clear();
    this.reached.clear();
  }

  /**
   * Stream by stream, each in the order of the log: of those that are not held no more than one is in memory at a time. A register that
   * throws is left out from there on.
   * @throws what the store throws, and what `factOf` throws
   */
  async take(entries: readonly Entry[], tracks: readonly Track[]): Promise<Taken> {
    if (entries.length === 0) return nothing;
    // Rows that somebody else has written meanwhile are not those that are held.
    if ([...this.reached].some(([track, position]) => track.checkpoint?.position !== position)) this.forget();
    const held = await opening(
      this.store,
      entries.flatMap(({ digests }) => digests),
    );
    const failures = new Map<Track, Failure>();
    for (;;) {
      const run = new Run(
        tracks.map((track) => ({ track, from: track.checkpoint?.position ?? Infinity, before: failures.get(track)?.position ?? Infinity })),
        entries,
      );
      await this.follow(run, held);
      if (this.signal.aborted) {
        this.forget();
        return nothing;
      }
      if (run.failures.size === 0) return { folded: this.folded(run), failures: [...failures.values()] };
      // What it has made of the entries up to where it failed is in between: all is folded without what comes after.
      for (const [track, failure] of run.failures) failures.set(track, failure);
      this.forget();
    }
  }

  private async follow(run: Run, held: Opening): Promise<void> {
    const staying = this.lately.chosen(run.sizes());
    for (const [stream, its] of run.streams) {
      const live = await this.live(run, stream, its, held);
      for (const entry of its) {
        run.before(live, entry);
        live.soFar.add(entry.recorded, entry.fact);
        run.follow(live, entry);
        const turn = this.pace.turn();
        if (turn) await turn;
        if (this.signal.aborted) return;
      }
      run.changed(live);
      if (staying.has(stream)) this.lately.keep(stream, live);
      else this.lately.letGo(stream);
    }
  }

  /** The stream as it was before these entries, with the words of all. */
  private async live(run: Run, stream: string, its: readonly Entry[], held: Opening): Promise<Live> {
    const [first] = its as readonly [Entry];
    const kept = this.lately.get(stream);
    const goesOn = kept !== undefined && kept.soFar.position < first.recorded.position && !run.erased.has(stream);
    const before = goesOn || first.fact.entry.revision === 0 ? [] : await this.earlier(stream, first.recorded.position);
    const live = goesOn ? kept : begun(stream);
    for (const { fact } of [...before, ...its]) if (fact.type === 'TextsErased') live.words.erase(fact.data.digests as readonly string[]);
    const earlier = before.flatMap(({ digests }) => digests);
    const lacking = [
      live.words.take(earlier, await opening(this.store, earlier)),
      live.words.take(
        its.flatMap(({ digests }) => digests),
        held,
      ),
    ];
    if (lacking.includes(true)) live.words.erase(await this.erasedLater(stream));
    for (const entry of before) {
      live.soFar.add(entry.recorded, entry.fact);
      run.again(live, entry, first.recorded.position);
    }
    return live;
  }

  private async earlier(stream: string, position: Position): Promise<readonly Entry[]> {
    const { events } = await this.store.read(stream);
    return events.filter((one) => one.position < position).map((recorded) => entryOf(recorded, this.factOf));
  }

  /** The erasure is on record before the words are gone from the store: what is on record counts, also what comes later. */
  private async erasedLater(stream: string): Promise<readonly string[]> {
    const { events } = await this.store.read(stream);
    return events.flatMap(({ envelope }) => (envelope.type === 'TextsErased' ? (envelope.data as { digests: string[] }).digests : []));
  }

  private folded(run: Run): readonly Folded[] {
    return run.going.flatMap(({ track, from, before }): Folded[] => {
      const failed = before < Infinity;
      const upTo = failed ? run.entries.findLast(({ recorded }) => recorded.position < before)?.recorded : run.entries.at(-1)!.recorded;
      if (!upTo || upTo.position <= from) return [];
      this.reached.set(track, upTo.position);
      return [{ track, from, upTo, streams: run.changes.get(track) ?? [] }];
    });
  }
}

type Going = { readonly track: Track; readonly from: Position; readonly before: Position };

/** One batch, and who follows it from where. */
class Run {
  readonly streams: ReadonlyMap<string, readonly Entry[]>;
  /** Streams of which words are erased, and the position of the last erasure. */
  readonly erased: ReadonlyMap<string, Position>;
  readonly changes = new Map<Track, Folded['streams'][number][]>();
  /** The first entry at which each has thrown. */
  readonly failures = new Map<Track, Failure>();

  readonly going: readonly Going[];

  constructor(
    going: readonly Going[],
    readonly entries: readonly Entry[],
  ) {
    // Where somebody else has gone back behind these entries, what lies between is missing.
    this.going = going.filter(({ from }) => from >= entries[0]!.recorded.position - 1);
    this.streams = Map.groupBy(entries, ({ recorded }) => recorded.envelope.stream);
    const erasures = entries.filter(({ fact }) => fact.type === 'TextsErased');
    this.erased = new Map(erasures.map(({ recorded }) => [recorded.envelope.stream, recorded.position]));
  }

  /** How long each stream is after the batch, the one that was recorded last at the end. */
  sizes(): readonly (readonly [stream: string, size: number])[] {
    return [...this.streams.values()]
      .map((its) => its.at(-1)!)
      .sort((one, other) => one.recorded.position - other.recorded.position)
      .map(({ recorded: { envelope }, fact }) => [envelope.stream, fact.entry.revision + 1]);
  }

  /** What came before the batch, for whoever forgets it. @param due where the stream goes on in the batch */
  again(live: Live, entry: Entry, due: Position): void {
    this.each(due, forgotten, live, entry);
  }

  /** What the file holds of a stream that was not looked at lately is what its entries make, up to this one. */
  before(live: Live, entry: Entry): void {
    if (live.soFar.size > 0) this.each(entry.recorded.position, goesOnFrom, live, entry);
  }

  follow(live: Live, entry: Entry): void {
    this.each(entry.recorded.position, followed, live, entry);
  }

  /** What became of the rows of a stream. */
  changed({ soFar: { stream }, histories }: Live): void {
    for (const going of this.going) {
      const history = histories.get(going.track);
      if (!history) continue;
      const all = this.changes.get(going.track) ?? [];
      this.changes.set(going.track, all);
      all.push({ stream, erased: this.forgets(going, stream), changes: history.changes() });
    }
  }

  /** After an erasure each row is as it would be if it had never held the words, at every position. */
  forgets({ from, before }: Going, stream: string): boolean {
    const position = this.erased.get(stream) ?? -1;
    return position > from && position < before;
  }

  /** Once one has thrown, the others go on, and it goes on with what was recorded before that: perhaps it throws there, too. */
  private each(at: Position, step: Step, live: Live, entry: Entry): void {
    for (const going of this.going) {
      const before = this.failures.size === 0 ? going.before : (this.failures.get(going.track)?.position ?? going.before);
      try {
        if (at < before) step(this, going, live, entry);
      } catch (error) {
        this.failures.set(going.track, { track: going.track, error: error as Error, position: at });
      }
    }
  }
}

/** What one register does with an entry of a stream. */
type Step = (run: Run, going: Going, live: Live, entry: Entry) => void;

const forgotten: Step = (run, going, live, entry) => {
  if (run.forgets(going, live.soFar.stream)) foldIn(going, live, entry);
};
const followed: Step = (run, going, live, entry) => {
  if (entry.recorded.position > going.from || run.forgets(going, live.soFar.stream)) foldIn(going, live, entry);
};
const goesOnFrom: Step = (run, going, live, { recorded: { position } }) => {
  const { soFar, histories } = live;
  const { track, from } = going;
  if (position <= from || histories.has(track) || run.forgets(going, soFar.stream)) return;
  const rowsOf = rowsOfIn(going, live);
  const rows = rowsOf && soFar.unlessAsBefore(track, rowsOf);
  if (!rows) return;
  const history = new History(track.projection);
  history.goOnFrom(rows);
  histories.set(track, history);
};

const foldIn = (going: Going, live: Live, { recorded }: Entry): void => {
  const rowsOf = rowsOfIn(going, live);
  if (!rowsOf) return;
  const { soFar, histories } = live;
  let history = histories.get(going.track);
  if (!history) histories.set(going.track, (history = new History(going.track.projection)));
  const rows = soFar.unlessAsBefore(going.track, rowsOf);
  if (rows) history.at(recorded.position, rows);
};

const rowsOfIn = ({ track }: Going, { soFar }: Live): ((stream: never) => RowsOf<Tables>) | undefined => track.projection.of[soFar.kind];

const begun = (stream: string): Live => {
  const words = new Words();
  return { words, soFar: new StreamSoFar(stream, kindOf(stream)!, words), histories: new Map() };
};

/** Belongs into a transaction. */
export const writeFolded = (file: RegisterFile, folded: Folded, folding: Folding): void => {
  // Somebody else follows into this file: what is held here is not what it holds.
  if (!folded.track.write(folded)) return folding.forget();
  if (folded.streams.some(({ erased }) => erased)) file.mustWipe();
};
