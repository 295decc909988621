import { setImmediate as turn } from 'node:timers/promises';
import type { Position } from './port.js';

/** How often a store that cannot be told of an append looks for one. */
const everyMs = 50;

/** Those who have read to the end of the log and wait for more. */
export class Tail {
  private waiting: { readonly signal: AbortSignal; readonly done: () => void }[] = [];
  /** Each is listened to once: whoever waits again and again does it under the same one. */
  private readonly heard = new WeakSet<AbortSignal>();
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
    if (signal.aborted) return Promise.resolve();
    if (!this.heard.has(signal)) {
      this.heard.add(signal);
      signal.addEventListener('abort', () => this.letGo((one) => one.signal === signal), { once: true });
    }
    if (this.grown) this.timer ??= setInterval(() => this.look(), everyMs);
    return new Promise((done) => this.waiting.push({ signal, done }));
  }

  /** Rises whenever there may be more than there was. */
  get turns(): number {
    return this.woken;
  }

  wake(): void {
    this.woken++;
    if (this.waiting.length > 0) this.letGo(() => true);
  }

  end(): void {
    this.over = true;
    this.wake();
    this.rest();
  }

  private letGo(these: (one: { readonly signal: AbortSignal }) => boolean): void {
    const { waiting } = this;
    this.waiting = waiting.filter((one) => !these(one));
    for (const one of waiting) if (these(one)) one.done();
  }

  private look(): void {
    if (this.waiting.length === 0) this.rest();
    else if (this.grown?.()) this.wake();
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

type Placed = { readonly position: Position };
type Following<E> = [after: Position, signal: AbortSignal, tail: Tail, pageAfter: (position: Position) => readonly E[]];

/** Everything after `after`, and then whatever comes, until the signal aborts or the tail ends. */
export async function* follow<E extends Placed>(...[after, signal, ...how]: Following<E>): AsyncGenerator<E, void, undefined> {
  for await (const page of followPages(after, signal, ...how))
    for (const one of page) {
      if (signal.aborted) return;
      yield one;
    }
}

/** The same in the pages in which it is read; none of them is empty. */
export async function* followPages<E extends Placed>(
  ...[after, signal, tail, pageAfter]: Following<E>
): AsyncGenerator<readonly E[], void, undefined> {
  let seen = after;
  while (!signal.aborted && !tail.ended) {
    const page = pageAfter(seen);
    seen = page.at(-1)?.position ?? seen;
    if (page.length > 0) yield page;
    // Without this turn a long replay would hold the event loop: nothing else in it waits for anything.
    if (page.length > 0) await turn();
    // Nothing is awaited between the empty page and the wait, so no append falls between them.
    else await tail.more(signal);
  }
}
