import { binaryEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { LogMoved } from '../closing.js';
import { checkAppend } from '../envelope.js';
import {
  type About,
  type Appended,
  type Blobs,
  type CopyOf,
  EventStore,
  type Held,
  type Looked,
  lookedIn,
  type Position,
  type Recorded,
  type SealedText,
  TextWasErased,
  type Texts,
  type Witnesses,
} from '../port.js';
import { aboutServer } from './about-server.js';
import { Appending } from './appending.js';
import { CatchUp, type Reached } from './catch-up.js';
import { closed, Connection, ordinaryTimers, type Timers } from './connection.js';
import { connectionString } from './connection-string.js';
import { away, Behind, meaningOf } from './failures.js';
import { type Copying, found, type Founded, sayAgreed } from './founding.js';
import { LogFollower } from './log-follower.js';
import { foundingStream, namesFor, type Names } from './names.js';
import { jsonBytes, onServer } from './on-server.js';
import { Papers } from './papers.js';
import { SideTexts } from './side-texts.js';

const pageSize = 256;
const erasedAtOnce = 5_000;
const openingsKept = 32;

/**
 * `name` is that of the stream which names the log; another one only where specs keep several logs on one server.
 * `copying` says of which log in which store this one is to be a copy.
 */
export type Opening = {
  readonly url: string;
  readonly timers?: Partial<Timers>;
  readonly name?: string;
  readonly copying?: Copying | null;
};

/** A log on an EventStoreDB or KurrentDB server, single or cluster, that several servers of ours follow at once. */
export class KurrentStore extends EventStore {
  private readonly appending: Appending;
  private readonly catchUp: CatchUp;
  private readonly sides: SideTexts;
  private readonly papers: Papers;
  private readonly running: Promise<void>;
  private closing: NodeJS.Timeout | undefined;

  private constructor(
    private readonly connection: Connection,
    private readonly name: string,
    private founded: Founded,
    private readonly names: Names,
    private readonly log: LogFollower,
  ) {
    super();
    this.sides = new SideTexts(connection, names, log);
    this.appending = new Appending(connection, names, log, this.sides);
    this.papers = new Papers(connection, names, log, this.sides);
    this.catchUp = new CatchUp(connection, names, log);
    log.moved = (successor) => this.stop(new LogMoved(successor));
    this.running = log.run();
  }

  /** Resolves when it has followed to where the log ends now. @throws ConnectionStringWrong, StoreUnavailable */
  static async open({ url, timers, name = foundingStream, copying = null }: Opening): Promise<KurrentStore> {
    const to = connectionString(url);
    const connection = new Connection(to, { ...ordinaryTimers, ...timers });
    try {
      const founded = await found(connection, name, copying);
      const names = namesFor(founded.log);
      const log = new LogFollower(connection, names, founded);
      const store = new KurrentStore(connection, name, founded, names, log);
      await store.reachEnd();
      return store;
    } catch (error) {
      await connection.end();
      throw error;
    }
  }

  override get logId(): string {
    return this.founded.log;
  }
  override get storeId(): string {
    return this.founded.store;
  }
  override get copyOf(): CopyOf | null {
    return this.founded.copyOf;
  }
  override get witnesses(): Witnesses {
    return this.log.sayings;
  }

  override async agree(held: Held): Promise<void> {
    if (!this.copyOf) return super.agree(held);
    await sayAgreed(this.connection, this.name, held);
    this.founded = await found(this.connection, this.name);
  }

  async read(stream: string): Promise<{ events: readonly Recorded[]; revision: number }> {
    this.mustBeOpen();
    const { connection, log } = this;
    const bytes = await connection.again('The log cannot be read', async (client) => {
      const found: Uint8Array[] = [];
      const seen = log.entries.revisionOf(stream);
      try {
        const read = client.readStream(this.names.entries + stream, { requiresLeader: true });
        for await (const resolved of connection.patiently(read)) found.push(onServer(resolved)?.bytes ?? new Uint8Array());
      } catch (error) {
        if (meaningOf(error) !== 'no stream') throw error;
      }
      if (found.length <= seen) throw new Behind();
      return found;
    });
    // Another server may have appended a moment ago what is not counted here yet.
    const { entries } = log;
    await log.mustSee('The log cannot be read', () => entries.revisionOf(stream) >= bytes.length - 1 || entries.successor !== null);
    this.mustBeOpen();
    const events = bytes
      .slice(0, entries.revisionOf(stream) + 1)
      .map((one, revision) => entries.recorded(entries.positionOf(stream, revision)!, one));
    return { events, revision: events.length - 1 };
  }

  async append(stream: string, expected: number, envelopes: readonly Uint8Array[], texts: readonly SealedText[]): Promise<Appended> {
    this.mustBeOpen();
    const checked = checkAppend(stream, expected, envelopes);
    for (const { digest } of texts) this.mustNotBeErased(digest);
    const fresh = new Map<string, SealedText>();
    for (const text of texts) if (!this.log.texts.placeOf(text.digest) && !fresh.has(text.digest)) fresh.set(text.digest, text);
    const sent = envelopes.map((bytes) => new Uint8Array(bytes));
    const appended = await this.appending.append({ stream, expected, envelopes: sent, checked }, [...fresh.values()]);
    this.wrote(1);
    this.mustBeOpen();
    return appended;
  }

  async *all(after: Position, { signal }: { readonly signal: AbortSignal }): AsyncGenerator<Recorded, void, undefined> {
    const { tail, entries } = this.log;
    const reached: Reached = { from: null, counted: 0 };
    let seen = after;
    while (!signal.aborted && !tail.ended) {
      const page = entries.after(seen, pageSize);
      for await (const recorded of page ?? this.catchUp.after(seen, signal, reached)) {
        if (signal.aborted || tail.ended) return;
        seen = recorded.position;
        yield recorded;
      }
      if (page?.length === 0) {
        if (this.log.stopped) throw this.log.stopped;
        await tail.more(signal);
      } else await turn();
    }
  }

  async head(): Promise<Position> {
    this.mustBeOpen();
    return this.log.entries.head;
  }

  readonly texts: Texts = {
    get: async (digests) => {
      this.mustBeOpen();
      return this.sides.get(digests);
    },
    erased: async () => {
      this.mustBeOpen();
      return this.log.texts.allErased;
    },
    erase: async (digests) => this.erase(digests),
  };

  override async lookedAt(digests: readonly string[]): Promise<readonly Looked[]> {
    this.mustBeOpen();
    const garbled = new Set<string>();
    const found = await this.sides.get(digests, garbled);
    return digests.map((digest) => (garbled.has(digest) ? 'garbled' : lookedIn(found.get(digest))));
  }

  readonly blobs: Blobs = {
    put: async (digest, salt, bytes) => {
      this.mustBeOpen();
      if (this.stopped) throw this.stopped;
      await this.papers.put(digest, salt, bytes);
    },
    get: async (digest) => {
      this.mustBeOpen();
      return this.papers.get(digest);
    },
    erase: async (digests) => this.erase(digests),
  };

  override about(): Promise<About> {
    return aboutServer(this.connection, this.founded, this.log);
  }

  override closeWithin(ms: number): void {
    this.closing ??= setTimeout(() => void this.close(), ms);
  }

  async close(): Promise<void> {
    clearTimeout(this.closing);
    if (this.log.tail.ended) return;
    this.log.tail.end();
    await this.connection.end();
    await this.running;
  }

  override async atEnd(): Promise<void> {
    this.mustBeOpen();
    const { log, connection } = this;
    const opening = await this.mark('The end of the log cannot be found');
    await log.mustSee('The end of the log cannot be found', () => log.opened(opening));
    if (connection.ended.aborted) throw closed();
  }

  private async reachEnd(): Promise<void> {
    const { connection, log } = this;
    const opening = await this.mark('The log cannot be opened');
    // A long log takes its time: only a silent one is given up.
    for (let before = -2; !(await log.until(() => log.opened(opening), connection.timers.call)); before = log.entries.head)
      if (log.entries.head === before) throw away('The log cannot be opened', connection.to.shown, undefined);
    log.reachedEnd();
    this.mustBeOpen();
    for (const side of log.texts.sidesWithLosses) this.sides.sweepLater(side);
  }

  /** A mark of our own is written at the end: when it is seen, everything before it was. */
  private async mark(doing: string): Promise<string> {
    const opening = randomUUID();
    const { connection, names } = this;
    const event = binaryEvent({ type: 'LogOpened', data: jsonBytes({ opening, at: new Date().toISOString() }) });
    const deadline = connection.timers.attempt;
    const { nextExpectedRevision } = await connection.again(doing, (client) =>
      client.appendToStream(names.openings, event, { requiresLeader: true, deadline }),
    );
    if (nextExpectedRevision === 0n)
      await connection.again(doing, (client) =>
        client.setStreamMetadata(names.openings, { maxCount: openingsKept }, { requiresLeader: true, deadline }),
      );
    return opening;
  }

  private async erase(digests: readonly string[]): Promise<void> {
    this.mustBeOpen();
    const { connection, log, names } = this;
    const fresh = [...new Set(digests)].filter((digest) => !log.texts.isErased(digest));
    for (let from = 0; from < fresh.length; from += erasedAtOnce) {
      const event = binaryEvent({ type: 'TextsErased', data: jsonBytes({ digests: fresh.slice(from, from + erasedAtOnce) }) });
      await connection.again('The words cannot be erased', (client) =>
        client.appendToStream(names.erased, event, { requiresLeader: true, deadline: connection.timers.attempt }),
      );
    }
    await log.mustSee('The words cannot be erased', () => fresh.every((digest) => log.texts.isErased(digest)));
    await this.sides.remove(digests);
    await this.papers.remove(digests);
  }

  private mustNotBeErased(digest: string): void {
    if (this.log.texts.isErased(digest)) throw new TextWasErased(digest);
  }

  private mustBeOpen(): void {
    if (this.log.tail.ended) throw closed();
    if (this.log.stopped) throw this.log.stopped;
  }
}
