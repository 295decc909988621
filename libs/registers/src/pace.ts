import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';

/** In ms: how long whoever keeps registers has a thread to himself. */
const sliceMs = 8;
/** How many times as long as the work before it a rest is, for each time that something was recorded meanwhile. */
const times = 3;
/** In ms: a rest ends then, however long the work before it was. */
const longestRest = 1_000;
/** In ms: whoever is behind for as long rests no more until he has caught up. */
const lateMs = 10_000;

/** When whoever folds and writes lets others have their turn. */
export interface Pace {
  /** Asked between any two steps of the work; nothing where it is not time for others yet. */
  turn(): Promise<void> | undefined;
  /** How many wait for what is being done. */
  waitedForBy(count: number): void;
  /** Nothing is left to do. */
  caughtUp(): void;
}

/** The event loop is let go after each slice, and there is no rest. */
export class Sliced implements Pace {
  private since = performance.now();

  turn(): Promise<void> | undefined {
    return performance.now() - this.since < sliceMs ? undefined : this.letGo();
  }
  private async letGo(): Promise<void> {
    await turn();
    this.since = performance.now();
  }
  waitedForBy(): void {}
  caughtUp(): void {}
}

type Machine = {
  /** The processor time that this thread has taken, in ms. */
  readonly worked: () => number;
  readonly now: () => number;
  /** Until then, or until the signal aborts. */
  readonly rest: (ms: number, signal: AbortSignal) => Promise<void>;
};
const machine: Machine = {
  worked: () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  },
  now: () => performance.now(),
  rest: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};

/**
 * In a thread beside that in which entries are recorded: after a slice in which something was recorded it rests for a multiple of
 * its work, the longer the more was recorded, so that a few processors are there for whoever records; more is folded at once then,
 * which costs less for each. Nobody who waits for it waits for a rest.
 */
export class Resting implements Pace {
  private done: number;
  private recordedTimes = 0;
  private waiting = 0;
  /** Since when it is behind; null where it is not. */
  private behind: number | null = null;
  private waking = new AbortController();

  constructor(private readonly by: Machine = machine) {
    this.done = by.worked();
  }

  /** Told whenever something was recorded. */
  recorded(): void {
    this.recordedTimes++;
    this.behind ??= this.by.now();
  }

  turn(): Promise<void> | undefined {
    return this.by.worked() - this.done < sliceMs ? undefined : this.letGo();
  }
  private async letGo(): Promise<void> {
    // What was recorded meanwhile is told in this turn of the event loop.
    await turn();
    const rest = this.gives ? this.recordedTimes * times * (this.by.worked() - this.done) : 0;
    // What is recorded during a rest counts for the next one.
    this.recordedTimes = 0;
    if (rest > 0) await this.rest(Math.min(rest, longestRest));
    this.done = this.by.worked();
  }

  waitedForBy(count: number): void {
    this.waiting = count;
    if (count > 0) this.waking.abort();
  }

  caughtUp(): void {
    this.behind = null;
  }

  private get gives(): boolean {
    return this.recordedTimes > 0 && this.waiting === 0 && (this.behind === null || this.by.now() - this.behind < lateMs);
  }

  private rest(ms: number): Promise<void> {
    this.waking = new AbortController();
    return this.by.rest(ms, this.waking.signal);
  }
}
