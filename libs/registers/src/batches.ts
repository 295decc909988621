import type { Fact } from '#kernel/entry.js';
import { recordedFrom } from '#event-store/envelope.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import type { FactOf } from './projection.js';
import { isIn, type Share } from './shares.js';
import { digestsOf } from './words.js';

/** How many events share one transaction. */
const together = 256;

/** The log after a position: as many events at once as are there, then each as it is appended. @throws where a position is missing */
export async function* batches(
  store: EventStore,
  after: Position,
  signal: AbortSignal,
  size = together,
): AsyncGenerator<readonly Recorded[]> {
  let batch: Recorded[] = [];
  let head = after;
  let due = after + 1;
  for await (const recorded of store.all(after, { signal })) {
    if (recorded.position !== due++) throw new Error(`Position ${due - 1} of the log is missing.`);
    batch.push(recorded);
    if (recorded.position >= head) head = await store.head();
    if (batch.length < size && recorded.position < head) continue;
    yield batch;
    batch = [];
  }
}

/** What entries are a part of: all that was recorded after a position, up to an event. */
export type Within = { readonly after: Position; readonly last: Recorded };

/**
 * Of a share of the streams what was recorded after a position and up to another one, some `size` events at once; what others fold is
 * not parsed. @throws where a position is missing
 */
export async function* batchesOf(
  share: Share,
  store: EventStore,
  [after, upTo]: readonly [Position, Position],
  signal: AbortSignal,
  size: number,
): AsyncGenerator<{ readonly events: readonly Recorded[]; readonly within: Within }> {
  let events: Recorded[] = [];
  let [begun, due] = [after, after + 1];
  for await (const page of store.unread(after, { signal }))
    for (const { position, bytes, filed } of page) {
      if (position > upTo) return;
      if (position !== due++) throw new Error(`Position ${due - 1} of the log is missing.`);
      const ends = position === upTo;
      // By what it is filed under, so that each entry is of one share, whatever somebody has made of its bytes.
      const isOurs = isIn(share, filed?.stream ?? recordedFrom(position, bytes).envelope.stream);
      if (isOurs) events.push(recordedFrom(position, bytes, filed));
      if (!ends && events.length < size) continue;
      yield { events, within: { after: begun, last: isOurs ? events.at(-1)! : recordedFrom(position, bytes, filed) } };
      [events, begun] = [[], position];
      if (ends) return;
    }
}

/** `digests`: of the texts that it cites. */
export type Entry = { readonly recorded: Recorded; readonly fact: Fact; readonly digests: readonly string[] };
export const entryOf = (recorded: Recorded, factOf: FactOf): Entry => {
  const fact = factOf(recorded);
  return { recorded, fact, digests: digestsOf(fact) };
};

/** The entries up to the first that cannot be read, and why there are no more. */
export const entriesIn = (events: readonly Recorded[], factOf: FactOf): readonly [entries: readonly Entry[], because: Error | null] => {
  const entries: Entry[] = [];
  for (const recorded of events)
    try {
      entries.push(entryOf(recorded, factOf));
    } catch (error) {
      return [entries, error as Error];
    }
  return [entries, null];
};
/** It is an entry that this version does not know. */
export const isNewer = (error: Error | null): boolean => (error as { code?: string } | null)?.code === 'log.newer';

/** Whether the log holds this event at this position: if not, it is another log than the one that was followed. */
export const holds = async (store: EventStore, position: Position, event: string): Promise<boolean> => {
  if (position < 0) return true;
  if ((await store.head()) < position) return false;
  const stop = new AbortController();
  for await (const recorded of store.all(position - 1, { signal: stop.signal })) {
    stop.abort();
    return recorded.envelope.id === event;
  }
  return false;
};
