import type { EventStore, Position } from '#event-store/port.js';
import { factOf } from './facts.js';

/** Removes the words of every erasure on record up to a position; repeated at every start, so that one that was cut off is finished. */
export const finishErasures = async (store: EventStore, upTo: Position): Promise<number> => {
  if (upTo < 0) return 0;
  const digests: string[] = [];
  for await (const recorded of store.all(-1, { signal: AbortSignal.timeout(600_000) })) {
    if (recorded.envelope.type === 'TextsErased') digests.push(...factOf(recorded).data.digests);
    if (recorded.position >= upTo) break;
  }
  if (digests.length > 0) await store.texts.erase(digests);
  return digests.length;
};
