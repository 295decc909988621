import type { Fact } from '#kernel/entry.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import type { FactOf } from './projection.js';

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

export type Entry = { readonly recorded: Recorded; readonly fact: Fact };

/** The entries up to the first that this version does not know, and why there are no more. @throws what else `factOf` throws */
export const entriesIn = (events: readonly Recorded[], factOf: FactOf): readonly [entries: readonly Entry[], newer: Error | null] => {
  const entries: Entry[] = [];
  for (const recorded of events)
    try {
      entries.push({ recorded, fact: factOf(recorded) });
    } catch (error) {
      if (isNewer(error)) return [entries, error];
      throw error;
    }
  return [entries, null];
};
const isNewer = (error: unknown): error is Error => error instanceof Error && (error as { code?: string }).code === 'log.newer';

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
