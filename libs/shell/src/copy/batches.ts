import { successorIn } from '#event-store/closing.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';

/** Entries that follow each other in the log and in one stream: they are appended together, and keep their order. */
export type Batch = readonly [Recorded, ...Recorded[]];

const mostEntries = 64;
/** Of envelopes, in bytes: every store takes as much in one append. */
const mostBytes = 256 * 1024;

/** What stands after one position up to another, in such batches. @throws StoreUnavailable */
export async function* batchesOf(store: EventStore, after: Position, upTo: Position): AsyncGenerator<Batch> {
  if (after >= upTo) return;
  const stop = new AbortController();
  let gathered: Recorded[] = [];
  let bytes = 0;
  try {
    for await (const recorded of store.all(after, { signal: stop.signal })) {
      if (gathered.length > 0 && !joins(gathered, bytes, recorded)) {
        yield gathered as unknown as Batch;
        [gathered, bytes] = [[], 0];
      }
      gathered.push(recorded);
      bytes += recorded.bytes.length;
      if (recorded.position >= upTo) break;
    }
    if (gathered.length > 0) yield gathered as unknown as Batch;
  } finally {
    stop.abort();
  }
}

const joins = (gathered: readonly Recorded[], bytes: number, { envelope, bytes: more }: Recorded): boolean => {
  const { envelope: last } = gathered.at(-1)!;
  const isFull = gathered.length >= mostEntries || bytes + more.length > mostBytes;
  return !isFull && last.stream === envelope.stream && successorIn(last) === null;
};
