import type { DatabaseSync } from 'node:sqlite';
import { checkAppend, recordedFrom } from '../envelope.js';
import { follow, Tail } from '../follow.js';
import {
  type Appended,
  type Blobs,
  type Envelope,
  EventStore,
  InvalidEnvelope,
  type OpenedBlob,
  type Position,
  type Recorded,
  type SealedText,
  StoreUnavailable,
  TextWasErased,
  type Texts,
  WrongRevision,
} from '../port.js';
import { failureOf } from './failures.js';
import { openLogFile, pragma } from './log-file.js';
import { type Row, type Statements, statements } from './statements.js';

/** Bounds a page to 256 × 64 KiB. */
const pageSize = 256;

/** One SQLite file; other processes may append to it and follow it at the same time. */
export class SqliteStore extends EventStore {
  private readonly sql: Statements;
  private readonly tail: Tail;
  private version: unknown;
  /** Why nothing more is written. */
  private stopped: StoreUnavailable | undefined;

  private constructor(
    private readonly db: DatabaseSync,
    private readonly readOnly: boolean,
  ) {
    super();
    this.sql = statements(db);
    this.tail = new Tail(() => this.grown());
  }

  /** Opens `log.sqlite` in the folder; for writing, makes both where they are missing. @throws StoreUnavailable */
  static async open(dir: string, { readOnly = false }: { readonly readOnly?: boolean } = {}): Promise<SqliteStore> {
    return new SqliteStore(openLogFile(dir, readOnly), readOnly);
  }

  async read(stream: string): Promise<{ events: readonly Recorded[]; revision: number }> {
    const events = this.reading(() => this.sql.ofStream(stream).map(recordedIn));
    return { events, revision: events.length - 1 };
  }

  async append(stream: string, expected: number, envelopes: readonly Uint8Array[], texts: readonly SealedText[]): Promise<Appended> {
    const checked = checkAppend(stream, expected, envelopes);
    const position = this.writing(() => {
      const actual = this.sql.revision(stream);
      if (actual !== expected) throw new WrongRevision(stream, expected, actual);
      for (const text of texts) this.putText(text);
      const head = this.sql.head();
      checked.forEach((envelope, place) => this.putEvent(head + 1 + place, envelope, envelopes[place]!));
      return head + checked.length;
    });
    this.tail.wake();
    return { revision: expected + envelopes.length, position };
  }

  all(after: Position, { signal }: { readonly signal: AbortSignal }): AsyncIterable<Recorded> {
    return follow(after, signal, this.tail, (seen) => this.reading(() => this.sql.page(seen, pageSize).map(recordedIn)));
  }

  async head(): Promise<Position> {
    return this.reading(() => this.sql.head());
  }

  readonly texts: Texts = {
    get: async (digests) => new Map(this.reading(() => this.sql.texts(digests))),
    erase: async (digests) => this.erase(digests),
  };

  readonly blobs: Blobs = {
    put: async (digest, salt, bytes) =>
      this.writing(() => {
        this.mustNotBeErased(digest);
        this.sql.putBlob(digest, salt, bytes);
      }),
    get: async (digest): Promise<OpenedBlob> => this.reading(() => this.unlessErased(digest, this.sql.blob(digest))),
    erase: async (digests) => this.erase(digests),
  };

  async close(): Promise<void> {
    if (this.tail.ended) return;
    this.tail.end();
    this.db.close();
  }

  private putEvent(position: Position, envelope: Envelope, bytes: Uint8Array): void {
    if (this.sql.hasId(envelope.id)) throw new InvalidEnvelope('id', `${envelope.id} is in the log already`);
    this.sql.putEvent(position, envelope, bytes);
  }

  private putText(text: SealedText): void {
    this.mustNotBeErased(text.digest);
    this.sql.putText(text);
  }

  private mustNotBeErased(digest: string): void {
    if (this.sql.isErased(digest)) throw new TextWasErased(digest);
  }

  /** Asked after `held` was read: another process may have erased it in between. */
  private unlessErased<T>(digest: string, held: T): T | 'erased' {
    return this.sql.isErased(digest) ? 'erased' : held;
  }

  private erase(digests: readonly string[]): void {
    this.writing(() => digests.forEach((digest) => this.sql.erase(digest)));
    // The words are still in the WAL's older pages until it is cut.
    const { busy } = this.reading(() => this.sql.cutWal());
    if (busy)
      throw new StoreUnavailable(
        'The texts are marked erased, but another program is reading the log and their words are still in its files.',
        'Erase them again when that program is done.',
      );
  }

  /** One transaction under the file's write lock. Group commit, once it comes, is here and nowhere else. */
  private writing<T>(work: () => T): T {
    this.mustBeWritable();
    try {
      this.db.exec('BEGIN IMMEDIATE');
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.lasts) this.stopped = failure.error as StoreUnavailable;
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw failure.error;
    }
  }

  private reading<T>(work: () => T): T {
    this.mustBeOpen();
    try {
      return work();
    } catch (error) {
      throw failureOf(error).error;
    }
  }

  private mustBeWritable(): void {
    this.mustBeOpen();
    if (this.readOnly) throw new StoreUnavailable('The log was opened for reading only.', 'Open it for writing.');
    if (this.stopped)
      throw new StoreUnavailable(`Nothing more is written since an earlier failure: ${this.stopped.sentence}`, this.stopped.remedy, {
        cause: this.stopped,
      });
  }

  private mustBeOpen(): void {
    if (this.tail.ended) throw new StoreUnavailable('The log is closed.', 'Open it again.');
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

const recordedIn = ({ position, bytes, ...filed }: Row): Recorded => recordedFrom(position, bytes, filed);
