import type { Fact } from '#kernel/entry.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import type { FactOf } from './projection.js';
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
