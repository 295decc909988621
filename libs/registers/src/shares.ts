import type { Position } from '#event-store/port.js';

/** One of several parts of all streams: whoever folds it looks at no stream of another part. */
export type Share = { readonly nth: number; readonly of: number };

/** The name of a stream ends with a letter or digit of an id, each of which is as frequent as the next. */
export const isIn = ({ nth, of }: Share, stream: string): boolean => stream.charCodeAt(stream.length - 1) % of === nth;

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

export const sharesOf = (of: number): readonly Share[] => Array.from({ length: of }, (_, nth) => ({ nth, of }));

/** What another thread is asked to fold: a share of the streams, for these registers, up to a position. */
export type Asked = {
  readonly registers: readonly string[];
  readonly share: Share;
  readonly upTo: Position;
  readonly turns: SharedArrayBuffer;
};

/**
 * Folds a share in another thread, and resolves when it is folded or the signal aborts.
 * @param onFolded how many entries of the share are folded
 * @throws what a register throws there, and where the thread ends unasked
 */
export type Hand = (asked: Asked, signal: AbortSignal, onFolded: (entries: number) => void) => Promise<void>;

const longestMs = 1_000;

/**
 * Whose turn it is to write: SQLite lets whoever finds the file locked sleep for a while and look again. It is a courtesy: where a
 * thread ended while it wrote, the others go on after a second.
 */
export class Turns {
  private readonly taken: Int32Array;

  constructor(readonly buffer = new SharedArrayBuffer(4)) {
    this.taken = new Int32Array(buffer);
  }

  take<T>(work: () => T): T {
    const until = performance.now() + longestMs;
    while (!this.begin() && performance.now() < until) Atomics.wait(this.taken, 0, 1, longestMs);
    return this.during(work);
  }

  /** Null where it is another one's turn. */
  ifFree<T>(work: () => T): T | null {
    return this.begin() ? this.during(work) : null;
  }

  private begin(): boolean {
    return Atomics.compareExchange(this.taken, 0, 0, 1) === 0;
  }
  private during<T>(work: () => T): T {
    try {
      return work();
    } finally {
      Atomics.store(this.taken, 0, 0);
      Atomics.notify(this.taken, 0, 1);
    }
  }
}
