import { setImmediate as turn } from 'node:timers/promises';
import { kindOf } from '#domain/catalogues.js';
import type { EventStore, Position } from '#event-store/port.js';
import type { Entry } from './batches.js';
import { type Batch, History } from './history.js';
import { StreamSoFar } from './stream-facts.js';
import type { FactOf } from './projection.js';
import type { Track } from './track.js';
import { digestsOf, opening, Words } from './words.js';

/** How long it keeps the event loop to itself. */
const sliceMs = 8;
/** Entries of streams that were followed lately stay folded: about 30 MB. */
const mostEntries = 2_000;
/** The last ones stay however long they are: read anew for each batch, a long meeting would cost its length again and again. */
const fewestStreams = 4;

type Live = { readonly soFar: StreamSoFar; readonly words: Words; readonly histories: Map<Track, History> };

/** What a batch changes in one register. */
export type Folded = Batch & { readonly track: Track };
export type Failure = { readonly track: Track; readonly error: Error; readonly position: Position };

export type Taken = { readonly folded: readonly Folded[]; readonly failures: readonly Failure[] };

/** Folds the log into what it changes in the registers, stream by stream, without writing anything. */
export class Folding {
  private readonly streams = new Map<string, Live>();
  /** Up to where it has folded for each. */
  private readonly reached = new Map<Track, Position>();

  constructor(
    private readonly store: EventStore,
    private readonly factOf: FactOf,
  ) {}

  /** What is held was not written, or somebody else has written: it is read anew. */
  forget(): void {
    this.streams.clear();
    this.reached.clear();
  }

  /** In the order of the log. A register that throws is left out from there on. @throws what the store throws, and what `factOf` throws */
  async take(entries: readonly Entry[], tracks: readonly Track[]): Promise<Taken> {
    const failures: Failure[] = [];
    // Rows that somebody else has written meanwhile are not those that are held.
    if ([...this.reached].some(([track, position]) => track.checkpoint?.position !== position)) this.forget();
    for (;;) {
      const going = tracks.map((track) => ({
        track,
        from: track.checkpoint?.position ?? Infinity,
        before: failures.find((one) => one.track === track)?.position ?? Infinity,
      }));
      const run = new Run(going, entries);
      const failure = (await this.prepare(run)) ?? (await this.walk(run));
      if (!failure) return { folded: this.folded(run), failures };
      // What it has made of the entry at which it failed is in between: the rest is folded without it.
      failures.push(failure);
      this.forget();
    }
  }

  private async prepare(run: Run): Promise<Failure | null> {
    const fresh = new Map<string, readonly Entry[]>();
    for (const [stream, its] of run.streams) {
      const [first] = its as [Entry];
      const isHeld = (this.streams.get(stream)?.soFar.position ?? Infinity) < first.recorded.position;
      if (isHeld && !run.erased.has(stream)) continue;
      this.streams.delete(stream);
      fresh.set(stream, first.fact.entry.revision === 0 ? [] : await this.earlier(stream, first.recorded.position));
    }
    const earlier = [...fresh.values()].flat();
    const digests = new Map([...earlier, ...run.entries].map((entry) => [entry, digestsOf(entry.fact)]));
    const held = await opening(this.store, [...digests.values()].flat());
    for (const [stream, its] of run.streams) {
      const before = fresh.get(stream);
      const live = before ? begun(stream) : this.streams.get(stream)!;
      const missing = take(live.words, [...(before ?? []), ...its], (entry) => digests.get(entry)!, held);
      if (missing) live.words.erase(await this.erasedLater(stream));
      this.streams.delete(stream);
      this.streams.set(stream, live);
      for (const entry of before ?? []) {
        live.soFar.add(entry.recorded, entry.fact);
        const failure = run.again(live, entry);
        if (failure) return { ...failure, position: its[0]!.recorded.position };
      }
    }
    return null;
  }

  private async earlier(stream: string, position: Position): Promise<readonly Entry[]> {
    const { events } = await this.store.read(stream);
    return events.filter((one) => one.position < position).map((recorded) => ({ recorded, fact: this.factOf(recorded) }));
  }

  /** The erasure is on record before the words are gone from the store: what is on record counts, also what comes later. */
  private async erasedLater(stream: string): Promise<readonly string[]> {
    const { events } = await this.store.read(stream);
    return events.flatMap(({ envelope }) => (envelope.type === 'TextsErased' ? (envelope.data as { digests: string[] }).digests : []));
  }

  private async walk(run: Run): Promise<Failure | null> {
    let since = performance.now();
    for (const entry of run.entries) {
      const live = this.streams.get(entry.recorded.envelope.stream)!;
      live.soFar.add(entry.recorded, entry.fact);
      const failure = run.follow(live, entry);
      if (failure) return failure;
      if (performance.now() - since < sliceMs) continue;
      await turn();
      since = performance.now();
    }
    return null;
  }

  private folded(run: Run): readonly Folded[] {
    const folded = run.going.flatMap((going): Folded[] => {
      const { track, from, before } = going;
      const upTo = run.entries.findLast(({ recorded }) => recorded.position > from && recorded.position < before)?.recorded;
      if (!upTo || from < run.entries[0]!.recorded.position - 1) return [];
      const streams = [...run.streams.keys()].flatMap((stream) => {
        const history = this.streams.get(stream)!.histories.get(track);
        return history ? [{ stream, erased: run.forgets(going, stream), changes: history.changes() }] : [];
      });
      this.reached.set(track, upTo.position);
      return [{ track, from, upTo, streams }];
    });
    let entries = [...this.streams.values()].reduce((sum, { soFar }) => sum + soFar.size, 0);
    for (const [stream, { soFar }] of this.streams) {
      if (entries <= mostEntries || this.streams.size <= fewestStreams) break;
      entries -= soFar.size;
      this.streams.delete(stream);
    }
    return folded;
  }
}

type Going = { readonly track: Track; readonly from: Position; readonly before: Position };

/** One batch, and who follows it from where. */
class Run {
  readonly streams: ReadonlyMap<string, readonly Entry[]>;
  /** Streams of which words are erased, and the position of the last erasure. */
  readonly erased: ReadonlyMap<string, Position>;

  constructor(
    readonly going: readonly Going[],
    readonly entries: readonly Entry[],
  ) {
    this.streams = Map.groupBy(entries, ({ recorded }) => recorded.envelope.stream);
    const erasures = entries.filter(({ fact }) => fact.type === 'TextsErased');
    this.erased = new Map(erasures.map(({ recorded }) => [recorded.envelope.stream, recorded.position]));
  }

  /** After an erasure each row is as it would be if it had never held the words, at every position. */
  forgets({ from, before }: Going, stream: string): boolean {
    const position = this.erased.get(stream) ?? -1;
    return position > from && position < before;
  }

  /** What came before the batch, for whoever forgets it. */
  again(live: Live, entry: Entry): Failure | null {
    return this.all(live, entry, (going) => this.forgets(going, live.soFar.stream));
  }

  follow(live: Live, entry: Entry): Failure | null {
    const { position } = entry.recorded;
    return this.all(live, entry, (going) => position < going.before && (position > going.from || this.forgets(going, live.soFar.stream)));
  }

  private all(live: Live, entry: Entry, follows: (going: Going) => boolean): Failure | null {
    for (const going of this.going)
      try {
        if (follows(going)) this.one(going, live, entry);
      } catch (error) {
        return { track: going.track, error: error as Error, position: entry.recorded.position };
      }
    return null;
  }

  private one(going: Going, { soFar, histories }: Live, { recorded, fact }: Entry): void {
    const { track } = going;
    const rowsOf = track.projection.of[soFar.kind];
    if (!rowsOf) return;
    const held = histories.get(track);
    // Of a stream that begins here the file holds nothing.
    const isNew = fact.entry.revision === 0 || this.forgets(going, soFar.stream);
    const history = held ?? new History(track.projection, isNew ? () => [] : (table) => track.openRows(table, soFar.stream));
    if (!held) histories.set(track, history);
    history.at(recorded.position, rowsOf(soFar as never));
  }
}

const begun = (stream: string): Live => {
  const words = new Words();
  return { words, soFar: new StreamSoFar(stream, kindOf(stream)!, words), histories: new Map() };
};

/** True where a text is missing, and no erasure of it is known so far. */
const take = (
  words: Words,
  entries: readonly Entry[],
  digestsOf: (entry: Entry) => readonly string[],
  held: Parameters<Words['take']>[1],
): boolean => {
  for (const { fact } of entries) if (fact.type === 'TextsErased') words.erase(fact.data.digests as readonly string[]);
  const digests = entries.flatMap(digestsOf);
  words.take(digests, held);
  return digests.some((digest) => words.lacks(digest));
};
