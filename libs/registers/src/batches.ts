import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { StreamRead, type FactOf } from './stream-facts.js';
import type { Batch } from './track.js';

/** How many events share one transaction. */
const size = 256;

/** The log after a position: as many events at once as are there, then each as it is appended. @throws where a position is missing */
export async function* batches(store: EventStore, after: Position, signal: AbortSignal): AsyncGenerator<readonly Recorded[]> {
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

/** The events up to the first that this version does not know, with their streams, and why there are no more. */
export const readBatch = async (
  store: EventStore,
  factOf: FactOf,
  events: readonly Recorded[],
): Promise<{ readonly batch: Batch; readonly newer: Error | null }> => {
  const [known, newer] = knownOf(events, factOf);
  const last = new Map(known.map(({ envelope, position }) => [envelope.stream, position]));
  const streams = new Map<string, StreamRead>();
  for (const [stream, position] of last) streams.set(stream, await StreamRead.from(store, factOf, stream, position));
  return { batch: { events: known, streams }, newer };
};

const knownOf = (events: readonly Recorded[], factOf: FactOf): readonly [readonly Recorded[], Error | null] => {
  for (const [n, recorded] of events.entries())
    try {
      factOf(recorded);
    } catch (error) {
      if (isNewer(error)) return [events.slice(0, n), error];
      throw error;
    }
  return [events, null];
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
