import { setTimeout as wait } from 'node:timers/promises';
import { type Appended, type Envelope, type EventStore, type SealedText, StoreUnavailable, WrongRevision } from '#event-store/port.js';

const firstPauseMs = 10;
const longestPauseMs = 1_000;

/** What is asked of the store. */
export type Append = {
  readonly stream: string;
  readonly expected: number;
  readonly envelopes: readonly Uint8Array[];
  readonly texts: readonly SealedText[];
  readonly read?: readonly Envelope[];
};

/**
 * Appends. Where nobody can tell whether it is done, the same bytes are sent again at the same revision until they are in the
 * log or that revision is seen filled by others.
 * @param patienceMs how long it is tried where the store may come back
 * @throws WrongRevision, TextWasErased, InvalidEnvelope: nothing was kept
 * @throws StoreUnavailable where it is still not known
 */
export const appendUntilKnown = async (
  store: EventStore,
  { stream, expected, envelopes, texts, read }: Append,
  patienceMs: number,
): Promise<Appended> => {
  const giveUp = performance.now() + patienceMs;
  let pause = firstPauseMs;
  for (let unknown = false; ; unknown = true) {
    try {
      return await store.append(stream, expected, envelopes, texts, read);
    } catch (error) {
      const ours = unknown && error instanceof WrongRevision ? await ourOwn(store, stream, expected, envelopes) : error;
      if (!(ours instanceof Error)) return ours as Appended;
      if (!(ours instanceof StoreUnavailable) || ours.lasts || store.stopped || performance.now() > giveUp) throw ours;
    }
    await wait(pause);
    pause = Math.min(2 * pause, longestPauseMs);
  }
};

/** Where these very bytes stand at that revision, or the error that says otherwise. */
const ourOwn = async (
  store: EventStore,
  stream: string,
  expected: number,
  envelopes: readonly Uint8Array[],
): Promise<Appended | WrongRevision | StoreUnavailable> => {
  try {
    const { events, revision } = await store.read(stream);
    const there = events.slice(expected + 1, expected + 1 + envelopes.length);
    const same = there.length === envelopes.length && there.every(({ bytes }, n) => Buffer.compare(bytes, envelopes[n]!) === 0);
    return same
      ? { revision: expected + envelopes.length, position: there.at(-1)!.position }
      : new WrongRevision(stream, expected, revision);
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
};
