import { setImmediate as turn } from 'node:timers/promises';
import type { Position, Recorded } from './port.js';

/** How often a store that cannot be told of an append looks for one. */
const everyMs = 50;

/** Those who have read to the end of the log and wait for more. */
export class Tail {
  private readonly waiting = new Set<() => void>();
  private timer: NodeJS.Timeout | undefined;
  private over = false;
  private woken = 0;

  /** `grown` says whether another process may have appended since it was last asked. */
  constructor(private readonly grown?: () => boolean) {}

  get ended(): boolean {
    return this.over;
  }

  /** Resolves at the next append, or when the signal aborts, or when the store closes. */
  more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        if (this.waiting.size === 0) this.rest();
        resolve();
      };
      signal.addEventListener('abort', done);
      this.waiting.add(done);
      if (this.grown) this.timer ??= setInterval(() => this.look(), everyMs);
    });
  }

  /** Rises whenever there may be more than there was. */
  get turns(): number {
    return this.woken;
  }

  wake(): void {
    this.woken++;
    for (const done of [...this.waiting]) done();
  }

  end(): void {
    this.over = true;
    this.wake();
  }

  private look(): void {
    if (this.grown?.()) this.wake();
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** Everything after `after`, in pages, and then whatever comes, until the signal aborts or the tail ends. */
export async function* follow(
  after: Position,
  signal: AbortSignal,
  tail: Tail,
  pageAfter: (position: Position) => readonly Recorded[],
): AsyncGenerator<Recorded, void, undefined> {
  let seen = after;
  while (!signal.aborted && !tail.ended) {
    const page = pageAfter(seen);
    for (const recorded of page) {
      if (signal.aborted) return;
      seen = recorded.position;
      yield recorded;
    }
    // Without this turn a long replay would hold the event loop: nothing else in it waits for anything.
    if (page.length > 0) await turn();
    // Nothing is awaited between the empty page and the wait, so no append falls between them.
    else await tail.more(signal);
  }
}
