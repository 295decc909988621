import { EventStoreDBClient } from '@eventstore/db-client';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailable } from '../port.js';
import { ConnectionStringWrong, type ConnectionString } from './connection-string.js';
import { away, lasting, LineLeft, meaningOf, NothingHeard } from './failures.js';
import { readingPlainly } from './subscribing.js';
import { greetAddressesWithoutName, obstacleTo } from './tls.js';

/** In milliseconds. A line can be dead without a word. */
export type Timers = {
  /** For one attempt, or between two events of one answer. */
  readonly attempt: number;
  /** For all attempts of one call. */
  readonly call: number;
  /** Until our own follower should have seen what the server says it holds; then it connects again. */
  readonly seen: number;
  /** Until what was lost in a race is swept. */
  readonly sweep: number;
};
export const ordinaryTimers: Timers = { attempt: 5_000, call: 20_000, seen: 1_500, sweep: 5_000 };

/** The longest that the first pause between two attempts may be, and any. */
const pauses = [25, 1_000] as const;

/**
 * Milliseconds, by chance: attempts that come at even times can meet a line that fails at even times at its worst moment for ever,
 * and many servers that lost one line would all come back at once.
 * @param attempt 0 for the first
 */
export const pauseBefore = (attempt: number): number =>
  Math.min(pauses[1], pauses[0] * 2 ** Math.min(attempt, 10)) * (0.25 + 0.75 * Math.random());

/** The line to the server. It makes itself anew where an error leaves the client in doubt. */
export class Connection {
  private current: EventStoreDBClient;
  private hasAnswered = false;
  private readonly ending = new AbortController();
  /** What ends with the line. A signal with a listener for each event that is read would cost more than the reading. */
  private readonly underWay = new Set<() => void>();

  constructor(
    readonly to: ConnectionString,
    readonly timers: Timers,
  ) {
    this.current = clientFor(to);
  }

  get client(): EventStoreDBClient {
    return this.current;
  }
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /** One attempt, under our own timer. @throws what the client throws, NothingHeard, StoreUnavailable once it is closed */
  async once<T>(work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    const client = this.current;
    try {
      const answer = await this.within(work(client), this.timers.attempt);
      this.hasAnswered = true;
      return answer;
    } catch (error) {
      if (this.ended.aborted) throw closed();
      this.doubt(client, error);
      throw error;
    }
  }

  /** For what may be asked twice: again, with growing pauses, while waiting may help. @throws StoreUnavailable, and what does not pass */
  async again<T>(doing: string, work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    const until = performance.now() + this.timers.call;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning === 'wrong revision' || meaning === 'no stream') throw error;
        const forGood = lasting(error, this.to.shown);
        if (forGood) throw forGood;
        const obstacle = attempt === 1 && !this.hasAnswered ? await obstacleTo(this.to) : null;
        if (obstacle) throw obstacle;
        if (performance.now() > until) throw away(doing, this.to.shown, error);
        await this.pause(attempt);
      }
    }
  }

  /**
   * Each event as it comes, with the timer set anew for each: a reader that is slow holds the server back, and no memory.
   * @throws what the client throws, NothingHeard, LineLeft, StoreUnavailable once it is closed
   */
  async *patiently<T>(events: AsyncIterable<T> & Cancelled, ms: number = this.timers.attempt): AsyncGenerator<T, void, undefined> {
    const line = this.current;
    // The client emits errors also after nobody reads any more.
    events.on('error', () => undefined);
    let waiting = true;
    const late = () => (waiting ? events.destroy(new NothingHeard(ms)) : void timer?.refresh());
    const timer = ms === Infinity ? null : setTimeout(late, ms);
    const end = () => events.destroy(closed());
    this.underWay.add(end);
    try {
      for await (const event of events) {
        waiting = false;
        yield event;
        waiting = true;
        timer?.refresh();
      }
      this.mustBeWhole(line);
    } finally {
      if (timer) clearTimeout(timer);
      this.underWay.delete(end);
      stop(events);
    }
  }

  /** Until what comes on a line, and is taken elsewhere, has come to its end. @throws as `patiently` */
  async toEnd(events: Duplex & Cancelled): Promise<void> {
    const line = this.current;
    events.on('error', () => undefined);
    const end = () => events.destroy(closed());
    this.underWay.add(end);
    try {
      await finished(events.resume());
      this.mustBeWhole(line);
    } finally {
      this.underWay.delete(end);
      stop(events);
    }
  }

  async pause(attempt: number): Promise<void> {
    await wait(pauseBefore(attempt), undefined, { signal: this.ended }).catch(() => {
      throw closed();
    });
  }

  /** Leaves the old line and makes a new one, unless somebody has done so before. What was on its way there becomes uncertain. */
  renew(client: EventStoreDBClient): void {
    if (client !== this.current || this.ended.aborted) return;
    this.current = clientFor(this.to);
    void client.dispose().catch(() => undefined);
  }

  async end(): Promise<void> {
    if (this.ended.aborted) return;
    this.ending.abort();
    for (const end of [...this.underWay]) end();
    // A stream that nobody reads any more never tells the client that it has ended.
    await Promise.race([this.current.dispose().catch(() => undefined), wait(50)]);
  }

  /** The client finds its way back by itself from these; after any other error it may hold on to what failed. */
  doubt(client: EventStoreDBClient, error: unknown): void {
    const { code } = (error ?? {}) as { code?: unknown };
    const known = meaningOf(error) !== 'uncertain' || code === unavailable || code === cancelled;
    if (!known || error instanceof NothingHeard) this.renew(client);
  }

  /** The client ends what is read on a line that is given up as if all had been read. */
  private mustBeWhole(line: EventStoreDBClient): void {
    if (this.ended.aborted) throw closed();
    if (line !== this.current) throw new LineLeft();
  }

  private within<T>(work: Promise<T>, ms: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => over(() => reject(new NothingHeard(ms))), ms);
      const end = () => over(() => reject(closed()));
      const over = (settle: () => void) => {
        clearTimeout(timer);
        this.underWay.delete(end);
        settle();
      };
      this.underWay.add(end);
      work.then(
        (value) => over(() => resolve(value)),
        (error: Error) => over(() => reject(error)),
      );
    });
  }
}

/**
 * Makes each append a call of its own. What the client sends in batches it remembers once for the whole process: an error on one
 * connection makes it forget what is under way on another, and the answer to that ends the process.
 */
export const oneCallEach = (client: EventStoreDBClient): EventStoreDBClient =>
  Object.assign(client, { supports: (_method: unknown) => Promise.resolve(false) });

/** @throws ConnectionStringWrong where a file that it names cannot be read */
const clientFor = ({ url, tls }: ConnectionString): EventStoreDBClient => {
  if (tls) greetAddressesWithoutName();
  try {
    return readingPlainly(oneCallEach(EventStoreDBClient.connectionString(url)));
  } catch (error) {
    throw new ConnectionStringWrong((error as Error).message, 'Check what tlsCAFile, userCertFile and userKeyFile name.');
  }
};

const unavailable = 14;
const cancelled = 1;

export const closed = () => new StoreUnavailable('The log is closed.', 'Open it again.');

type Cancelled = {
  on(event: 'error', listener: (error: Error) => void): unknown;
  destroy(error?: Error): unknown;
  cancel?(): Promise<void>;
  unsubscribe?(): Promise<void>;
};
// Not waited for: on a dead line the client would never say that it has stopped.
const stop = (events: Cancelled): void => {
  void Promise.resolve(events.unsubscribe ? events.unsubscribe() : events.cancel?.()).catch(() => undefined);
  events.destroy();
};
