import { setTimeout as wait } from 'node:timers/promises';
import { type EventStore, StoreUnavailable } from '#event-store/port.js';

/** In milliseconds. */
const pause = 1_000;

/**
 * Again and again while the store does not answer and this may pass; only for what may be done twice.
 * @param isOver asked before each new attempt: then the error stands
 * @throws what the work throws otherwise, and what the signal says when it aborts
 */
export const onceItAnswers = async (
  work: () => Promise<void>,
  { store, isOver, signal }: { readonly store: EventStore; readonly isOver: () => boolean; readonly signal: AbortSignal },
): Promise<void> => {
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || error.lasts || store.stopped || isOver() || signal.aborted) throw error;
      await wait(pause, undefined, { signal });
    }
};
