import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailable, type EventStore, type Position, type Recorded } from '#event-store/port.js';
import type { Alarm } from '#ledger/alarm.js';
import { againMs, textWatch } from '#ledger/text-watch.js';
import { misfiled, missing, typeIn } from './differs.js';
import { Leaves, type Signed } from './leaves.js';

/** So many entries are looked at, and then others have a turn: for as long as that took, or a multiple of it where something was recorded meanwhile. */
const slice = 64;
const besideRecording = 19;
const leastPauseMs = 1;
const awayMs = 5_000;

export type Checking = {
  readonly store: EventStore;
  /** Null where no checkpoint covered anything before the start. */
  readonly signed?: Signed | null;
  /** How many entries there were at the start. */
  readonly of: number;
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal;
  /** Until so many ms have passed, or the signal aborts. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In ms, from whenever. */
  readonly now?: () => number;
};

/**
 * Reads what was there before the start once more, entry by entry and text by text, and compares it with what was signed.
 * @returns the first thing that differs, or null where nothing does, or the signal was aborted
 */
export const checkInBackground = async (checking: Checking): Promise<Alarm | null> => {
  const { store, signal, signed = null, pause = pausing, now = () => performance.now() } = checking;
  const alarms: Alarm[] = [];
  const leaves = new Leaves(signed);
  const texts = textWatch(store, alarms);
  let recorded = false;
  const quiet = store.onWritten(() => (recorded = true));
  const rest = (took: number) => {
    const times = recorded ? besideRecording : 1;
    recorded = false;
    return pause(Math.max(leastPauseMs, times * took), signal);
  };
  try {
    for (let done = 0; !signal.aborted;) {
      try {
        return await checkFrom(done, { ...checking, leaves, pause, now, rest }, texts, alarms, (to) => checking.progress((done = to)));
      } catch (error) {
        if (signal.aborted) break;
        if (!(error instanceof StoreUnavailable)) throw error;
        // What was looked at stays looked at; the server may come back.
        await pause(awayMs, signal);
      }
    }
    return null;
  } finally {
    quiet();
  }
};

type Looking = Pick<Required<Checking>, 'store' | 'of' | 'signal' | 'pause' | 'now'> & {
  readonly leaves: Leaves;
  readonly rest: (took: number) => Promise<void>;
};

const checkFrom = async (
  from: number,
  { store, leaves, of, signal, pause, now, rest }: Looking,
  texts: ReturnType<typeof textWatch>,
  alarms: Alarm[],
  progress: (done: number) => void,
): Promise<Alarm | null> => {
  const look = async (): Promise<Alarm | null> => {
    await texts.look();
    await texts.again(() => pause(againMs, signal));
    return alarms[0] ?? null;
  };
  let began = now();
  for await (const recorded of upTo(store, from - 1, of - 1, signal)) {
    const wrong = differing(recorded, from, leaves);
    if (wrong) return wrong;
    if (typeIn(recorded) !== null) texts.see(recorded.position, recorded.envelope);
    from++;
    if (from % slice !== 0 && from !== of) continue;
    const found = await look();
    if (found) return found;
    progress(from);
    await rest(now() - began);
    began = now();
  }
  // An erasure stands after what it erases: what came since the start is read for them alone.
  for await (const recorded of upTo(store, of - 1, await store.head(), signal))
    if (typeIn(recorded) === 'TextsErased') texts.see(recorded.position, recorded.envelope);
  if (signal.aborted) return null;
  texts.end();
  return alarms[0] ?? null;
};

const differing = (recorded: Recorded, due: Position, leaves: Leaves): Alarm | null => {
  if (recorded.position !== due) return missing(due);
  return leaves.differing(recorded) ?? (recorded.misfiled ? misfiled(recorded) : null);
};

async function* upTo(store: EventStore, after: Position, last: Position, signal: AbortSignal): AsyncGenerator<Recorded> {
  if (last <= after) return;
  const stop = new AbortController();
  try {
    for await (const recorded of store.all(after, { signal: AbortSignal.any([signal, stop.signal]) })) {
      yield recorded;
      if (recorded.position >= last) return;
    }
  } finally {
    stop.abort();
  }
}

const pausing = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
