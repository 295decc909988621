import type { DatabaseSync } from 'node:sqlite';
import { LogMoved } from '../closing.js';
import { checkAppend, recordedIn } from '../envelope.js';
import { follow, followPages, Tail } from '../follow.js';
import {
  type About,
  type Appended,
  type Blobs,
  type CopyOf,
  type Envelope,
  EventStore,
  type Held,
  type Looked,
  type OpenedBlob,
  type Position,
  type Recorded,
  type SealedText,
  StoreUnavailable,
  type Texts,
  type Unread,
} from '../port.js';
import { Newest } from '../newest.js';
import { failureOf } from './failures.js';
import { keptIn, pragma } from './fitness.js';
import { openLogFile } from './log-file.js';
import type { Asked } from './requests.js';
import { type Statements, statements } from './statements.js';
import { copyIn, movedTo, mustBeCopyOf } from './whose.js';
import { nothingMore } from './writer.js';
import { type LogWriter, WriterThread } from './writer-thread.js';

/** Bounds a page to 256 × 64 KiB. */
const pageSize = 256;

/**
 * `writer` is how it writes, told where it says that it has stopped, and how many appends became durable together; `copyOf` the
 * store that this one is to be a copy of.
 */
export type SqliteOptions = {
  readonly readOnly?: boolean;
  readonly copyOf?: string | null;
  readonly writer?: (dir: string, stopped: (why: StoreUnavailable) => void, wrote: (appends: number) => void) => LogWriter;
};

/** One SQLite file, read here and written by a thread; other processes may append to it and follow it at the same time. */
export class SqliteStore extends EventStore {
  private readonly sql: Statements;
  private readonly tail: Tail;
  private readonly newest: Newest;
  private readonly writer: LogWriter | null;
  private version: unknown;
  private id: string | null = null;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly db: DatabaseSync,
    writer: ((stopped: (why: StoreUnavailable) => void, wrote: (appends: number) => void) => LogWriter) | null,
  ) {
    super();
    this.sql = statements(db);
    this.tail = new Tail(() => this.grown());
    this.newest = new Newest(this.tail, pageSize, (seen) => this.pageAfter(seen).map(recordedIn));
    this.writer =
      writer &&
      writer(
        (why) => this.stop(why),
        (appends) => this.wrote(appends),
      );
  }

  /** Opens `log.sqlite` in the folder; for writing, makes both where they are missing. @throws StoreUnavailable */
  static async open(
    dir: string,
    { readOnly = false, copyOf = null, writer = (...given) => new WriterThread(...given) }: SqliteOptions = {},
  ): Promise<SqliteStore> {
    const db = openLogFile(dir, readOnly, copyOf);
    // Opened as the writer opens it, so that what is wrong with it is said now; from here on it only reads.
    if (!readOnly) db.exec('PRAGMA query_only = ON');
    const store = new SqliteStore(db, readOnly ? null : (...told) => writer(dir, ...told));
    try {
      if (copyOf !== null) mustBeCopyOf(store.sql.store(), copyOf, dir);
      store.lookIfMoved();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** A file has one for good; it may get it after it was opened. */
  override get storeId(): string | null {
    return (this.id ??= this.reading(() => this.sql.store()?.id ?? null));
  }

  override get copyOf(): CopyOf | null {
    return this.reading(() => copyIn(this.sql.store()));
  }

  override async agree(held: Held): Promise<void> {
    if (!this.copyOf) return super.agree(held);
    await this.writing({ do: 'agree', held });
    this.lookIfMoved();
  }

  async read(stream: string): Promise<{ events: readonly Recorded[]; revision: number }> {
    const events = this.reading(() => this.sql.ofStream(stream).map(recordedIn));
    return { events, revision: events.length - 1 };
  }

  async append(
    stream: string,
    expected: number,
    envelopes: readonly Uint8Array[],
    texts: readonly SealedText[],
    read?: readonly Envelope[],
  ): Promise<Appended> {
    const checked = checkAppend(stream, expected, envelopes, read);
    // Whoever gave them may change them from here on. Small ones share memory: each of its own is one more thing to collect.
    const own = envelopes.map((bytes) => Buffer.from(bytes));
    const entries = checked.map(({ id, command }, n) => ({ id, command, bytes: own[n]! }));
    const appended = (await this.writing({ do: 'append', stream, expected, entries, texts }))!;
    this.newest.add(appended.position, own, checked);
    if (stream === 'log') this.lookIfMoved();
    return appended;
  }

  all(after: Position, { signal }: { readonly signal: AbortSignal }): AsyncIterable<Recorded> {
    return follow(after, signal, this.tail, (seen) => this.reading(() => this.newest.after(seen)));
  }

  override pages(after: Position, { signal }: { readonly signal: AbortSignal }): AsyncIterable<readonly Recorded[]> {
    return followPages(after, signal, this.tail, (seen) => this.reading(() => this.newest.after(seen)));
  }

  override unread(after: Position, { signal }: { readonly signal: AbortSignal }): AsyncIterable<readonly Unread[]> {
    return followPages(after, signal, this.tail, (seen) => this.reading(() => this.looked(this.sql.pageInText(seen, pageSize))));
  }

  override async streamsAfter(name: string, limit: number): Promise<readonly string[]> {
    return this.reading(() => this.sql.streamsAfter(name, limit));
  }

  override async lookedAt(digests: readonly string[]): Promise<readonly Looked[]> {
    return this.reading(() => this.sql.lookedAt(digests));
  }

  /**
   * Whoever waits for more looks at once: another thread of this program has appended.
   * @param appends how many of them are counted as written here; those that this store has counted itself are not among them
   */
  lookAgain(appends = 0): void {
    this.tail.wake();
    if (appends > 0) this.wrote(appends);
  }

  /** Another thread of this program has found that nothing more may be written. */
  stopToo(why: StoreUnavailable): void {
    this.stop(why);
  }

  async head(): Promise<Position> {
    return this.reading(() => this.sql.head());
  }

  readonly texts: Texts = {
    get: async (digests) => this.reading(() => this.sql.texts(digests)),
    erased: async () => this.reading(() => this.sql.allErased()),
    erase: async (digests) => void (await this.writing({ do: 'erase', digests })),
  };

  readonly blobs: Blobs = {
    put: async (digest, salt, bytes) => void (await this.writing({ do: 'put', digest, salt, bytes })),
    get: async (digest): Promise<OpenedBlob> => this.reading(() => this.unlessErased(digest, this.sql.blob(digest))),
    erase: async (digests) => void (await this.writing({ do: 'erase', digests })),
  };

  override async about(): Promise<About> {
    return { kind: 'local', says: this.tail.ended ? [] : this.reading(() => keptIn(this.db)), alarms: [] };
  }

  close(): Promise<void> {
    this.closing ??= this.leave();
    return this.closing;
  }

  private async leave(): Promise<void> {
    this.tail.end();
    await this.writer?.close();
    this.db.close();
  }

  /** Asked after `held` was read: another process may have erased it in between. */
  private unlessErased<T>(digest: string, held: T): T | 'erased' {
    return this.sql.isErased(digest) ? 'erased' : held;
  }

  private async writing(asked: Asked): Promise<Appended | null> {
    this.mustBeOpen();
    if (!this.writer) throw new StoreUnavailable('The log was opened for reading only.', 'Open it for writing.', { lasts: true });
    if (this.stopped && !(asked.do === 'erase' && this.stopped instanceof LogMoved)) throw nothingMore(this.stopped);
    try {
      return await this.writer.ask(asked);
    } catch (error) {
      if (error instanceof LogMoved) this.stop(error);
      throw error;
    }
  }

  private pageAfter(seen: Position): readonly Unread[] {
    return this.looked(this.sql.page(seen, pageSize));
  }

  private looked(page: readonly Unread[]): readonly Unread[] {
    // Another process may have closed the log.
    if (page.at(-1)?.filed?.stream === 'log') this.lookIfMoved();
    return page;
  }

  private lookIfMoved(): void {
    const successor = this.reading(() => movedTo(this.sql.last()?.bytes ?? null, () => this.sql.store()));
    if (successor !== null) this.stop(new LogMoved(successor));
  }

  private reading<T>(work: () => T): T {
    this.mustBeOpen();
    try {
      return work();
    } catch (error) {
      const failure = failureOf(error);
      // A disk that cannot be read is not written to either.
      if (failure.lasts) this.stop(failure.error as StoreUnavailable);
      throw failure.error;
    }
  }

  private mustBeOpen(): void {
    if (this.tail.ended) throw new StoreUnavailable('The log is closed.', 'Open it again.', { lasts: true });
  }

  /** SQLite changes this number whenever another connection has committed. */
  private grown(): boolean {
    try {
      const version = pragma(this.db, 'data_version');
      const grown = version !== this.version;
      this.version = version;
      return grown;
    } catch {
      return true; // whoever is woken reads, and meets the error where it can be reported
    }
  }
}
