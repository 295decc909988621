import { leafHash } from '../digests.js';
import { Tail } from '../follow.js';
import { StoreUnavailable } from '../port.js';
import { closed, type Connection } from './connection.js';
import { EntryIndex } from './entry-index.js';
import { away, lasting } from './failures.js';
import type { Founded } from './founding.js';
import { metadataOf, type Names } from './names.js';
import { jsonIn, settingsIn, type OnServer, type ServerPosition } from './on-server.js';
import { PassedOver } from './passed-over.js';
import { Sayings } from './sayings.js';
import { subscribed } from './subscribing.js';
import { TextIndex } from './text-index.js';

const openingsKnown = 1_024;

/** Follows what is written on the server, in the order of its `$all`, and knows from it what the server cannot be asked. */
export class LogFollower {
  readonly entries: EntryIndex;
  readonly texts = new TextIndex();
  readonly sayings: Sayings;
  readonly tail = new Tail();
  /** Told of the store in which the log goes on, when it is seen to be closed here. */
  moved: ((successor: string) => void) | null = null;
  /** The newest marks of those who looked for the end of the log. */
  private readonly openings = new Set<string>();
  private readonly passedOver = new PassedOver();
  /** Settings on the server that would take entries or words away, by the stream that they are of. */
  private readonly dangers = new Map<string, string>();
  private readonly awaited = new Set<(because: Error) => void>();
  private restarting = new AbortController();
  private last: ServerPosition | null = null;
  private caughtUp = false;
  private stoppedBy: StoreUnavailable | null = null;
  private outage: { readonly since: Date; readonly error: unknown } | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    { store, copyOf }: Founded,
  ) {
    this.entries = new EntryIndex(names.entries, store, copyOf === null);
    this.sayings = new Sayings(connection, names);
  }

  /** What is wrong for good: nothing is read or written any more. */
  get stopped(): StoreUnavailable | null {
    return this.stoppedBy;
  }
  get outageSince(): Date | null {
    return this.outage?.since ?? null;
  }
  get alarms(): readonly string[] {
    return [...this.entries.alarms, ...this.passedOver.sentences];
  }
  opened(id: string): boolean {
    return this.openings.has(id);
  }

  /** Until the line is closed, or what it meets stops it for good. It never rejects. */
  async run(): Promise<void> {
    for (let attempt = 0; !this.connection.ended.aborted && !this.stoppedBy; attempt++) {
      const { client } = this.connection;
      const before = this.last;
      try {
        await this.follow();
      } catch (error) {
        if (this.connection.ended.aborted) break;
        const forGood = lasting(error, this.connection.to.shown);
        if (forGood) this.stop(forGood as StoreUnavailable);
        else this.outage ??= { since: new Date(), error };
        this.connection.doubt(client, error);
      }
      if (this.last !== before) attempt = 0;
      if (!this.stoppedBy) await this.connection.pause(attempt).catch(() => undefined);
    }
    this.giveUp(this.stoppedBy ?? closed());
  }

  /** Leaves a line that has gone silent. It goes on from where it was. */
  restart(): void {
    this.outage ??= { since: new Date(), error: new Error('the line is silent') };
    this.restarting.abort();
  }

  /** Resolves when this holds, or with false when the time is over. @throws what stopped the following */
  async until(holds: () => boolean, ms: number): Promise<boolean> {
    const late = AbortSignal.timeout(ms);
    while (!holds()) {
      if (this.stoppedBy) throw this.stoppedBy;
      if (late.aborted || this.tail.ended) return false;
      await this.tail.more(late);
    }
    return true;
  }

  /** What this promises, as the follower will see it; on a line made anew where that stays silent. @throws StoreUnavailable */
  mustCome<T>(doing: string, promised: Promise<T>): Promise<T> {
    if (this.stoppedBy) return Promise.reject(this.stoppedBy);
    const { seen, call } = this.connection.timers;
    return new Promise<T>((resolve, reject) => {
      let ms = seen;
      let before = this.last;
      // A line that brings anything is alive; and a new one needs time to bring something, the more so the busier the machine is.
      const look = () => {
        if (this.last === before) this.restart();
        before = this.last;
        silent = setTimeout(look, (ms *= 2));
      };
      let silent = setTimeout(look, ms);
      const late = setTimeout(() => over(() => reject(away(doing, this.connection.to.shown, this.outage?.error))), call);
      const end = (because: Error) => over(() => reject(because));
      const over = (settle: () => void) => {
        clearTimeout(silent);
        clearTimeout(late);
        this.awaited.delete(end);
        settle();
      };
      this.awaited.add(end);
      void promised.then((value) => over(() => resolve(value)));
    });
  }

  /** As `until`, on a line made anew where it stays silent. @throws StoreUnavailable */
  async mustSee(doing: string, holds: () => boolean): Promise<void> {
    const { seen, call } = this.connection.timers;
    const end = performance.now() + call;
    for (let ms = seen; performance.now() < end; ms *= 2) {
      const before = this.last;
      if (await this.until(holds, Math.min(ms, Math.max(1, Math.ceil(end - performance.now()))))) return;
      if (this.tail.ended) break;
      if (this.last === before) this.restart();
    }
    throw away(doing, this.connection.to.shown, this.outage?.error);
  }

  /** From here on a danger stops it at once: what stands there at the end of the log is what counts. */
  reachedEnd(): void {
    this.caughtUp = true;
    for (const sentence of this.dangers.values()) this.stop(endangered(sentence));
  }

  private async follow(): Promise<void> {
    this.restarting = new AbortController();
    let taken = 0;
    const subscription = subscribed(this.connection.client, this.last, this.names.followed, (event, next) => {
      if (subscription.destroyed) return;
      this.outage = null;
      this.take(event);
      if (this.stoppedBy) subscription.destroy();
      else if (++taken % 256 === 0) setImmediate(next);
      else next();
    });
    subscription.on('confirmation', () => (this.outage = null));
    const leave = () => subscription.destroy();
    this.restarting.signal.addEventListener('abort', leave);
    this.connection.ended.addEventListener('abort', leave);
    try {
      await this.connection.toEnd(subscription);
    } catch (error) {
      if (!this.stoppedBy) throw error;
    } finally {
      this.connection.ended.removeEventListener('abort', leave);
    }
  }

  private take(event: OnServer): void {
    const { stream, bytes, revision } = event;
    const { names } = this;
    if (stream.startsWith(names.entries)) this.takeEntry(event);
    else if (stream.startsWith(metadataOf(''))) this.takeSettings(event);
    else if (stream.startsWith(names.checkpoints)) this.takeSaying(event);
    else if (revision === Infinity) this.stop(endangered(`The stream ${stream} was deleted`));
    else if (stream.startsWith(names.texts)) this.readable(event, () => this.takeTexts(event));
    else if (stream === names.erased) this.readable(event, () => this.texts.takeErased(event));
    else if (stream === names.openings) this.readable(event, () => this.takeOpening(bytes));
    this.last = event.at;
    this.tail.wake();
  }

  private takeEntry(event: OnServer): void {
    const otherwise = this.entries.take(event);
    if (otherwise !== null) return this.stop(endangered(otherwise));
    if (this.entries.tooLate > 0) return;
    if (this.entries.successor !== null) this.moved?.(this.entries.successor);
    const stream = event.stream.slice(this.names.entries.length);
    if (this.texts.isWaiting(stream))
      this.texts.takeEntry(stream, event.revision, Buffer.from(leafHash(event.bytes)).toString('base64url'));
  }

  private takeTexts(event: OnServer): void {
    const stream = event.stream.slice(this.names.texts.length);
    this.texts.takeTexts(stream, event, this.entries.revisionOf(stream));
  }

  private takeOpening(bytes: Uint8Array): void {
    this.openings.add((jsonIn(bytes) as { opening: string }).opening);
    if (this.openings.size > openingsKnown) this.openings.delete(this.openings.values().next().value!);
  }

  /** What was said stays known here where somebody deletes it there. */
  private takeSaying(event: OnServer): void {
    let take: (() => void) | null = null;
    if (event.revision !== Infinity) this.readable(event, () => (take = this.sayings.read(event, this.entries.head + 1)));
    (take as (() => void) | null)?.();
  }

  private readable({ stream, revision }: OnServer, take: () => void): void {
    try {
      take();
    } catch {
      this.passedOver.take(stream, revision);
    }
  }

  private takeSettings({ stream, bytes }: OnServer): void {
    const of = stream.slice(metadataOf('').length);
    const settings = settingsIn(bytes);
    const cut = settings['$tb'];
    const isSide = of.startsWith(this.names.texts);
    // Only Minutebook cuts a side stream, and never beyond its end; the mark of a deleted one lies beyond every end.
    const ours = isSide && Number.isSafeInteger(cut);
    if (ours) this.texts.takeCut(of.slice(this.names.texts.length), cut as number);
    const taking = ['$maxAge', '$maxCount', ...(ours ? [] : ['$tb'])].filter(
      (name) => settings[name] !== undefined && settings[name] !== null,
    );
    if (taking.length === 0) this.dangers.delete(of);
    else this.dangers.set(of, `On the stream ${of} is set ${taking.join(' and ')}, by which the server takes entries away`);
    if (taking.length > 0 && this.caughtUp) this.stop(endangered(this.dangers.get(of)!));
  }

  private giveUp(because: Error): void {
    for (const end of [...this.awaited]) end(because);
    this.tail.wake();
  }

  private stop(because: StoreUnavailable): void {
    this.stoppedBy ??= because;
    this.giveUp(this.stoppedBy);
  }
}

const endangered = (sentence: string) =>
  new StoreUnavailable(
    `${sentence}: nothing is read or written any more.`,
    'Take the setting away if nothing is lost yet; otherwise restore the server from a backup. Then start again.',
  );
