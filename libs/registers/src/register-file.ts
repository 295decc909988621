import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Position } from '#event-store/port.js';
import { clearOld } from './clearing.js';
import { forEver, type Value } from './tables.js';

/** "Minr", by which `file` and this library know the file. */
const applicationId = 0x4d69_6e72;
const format = 1;
const busyTimeoutMs = 5_000;
const mostCacheKb = 16_000;
/** Rows are some hundred bytes long: of twice as many on a page fewer are made and filled, and a file is a tenth smaller. */
const pageBytes = 8_192;
const mostJournalBytes = 16 * 1024 * 1024;

export class RegistersUnavailable extends Error {
  readonly code = 'register.unavailable';
  constructor(
    readonly sentence: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${sentence} ${remedy}`, options);
    this.name = 'RegistersUnavailable';
  }
}

/** When a question is asked: as known at a position (the newest without one), as true on a day. */
export type Moment = { readonly at: Position | null; readonly on: string };

const schema = `
  CREATE TABLE checkpoint (
    register TEXT NOT NULL,
    stage    TEXT NOT NULL CHECK (stage IN ('live', 'building')),
    version  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event    TEXT NOT NULL,
    PRIMARY KEY (register, stage)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE upkeep (to_wipe TEXT NOT NULL CHECK (to_wipe IN ('file', 'journal'))) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${format};
`;

const mostQuestions = 500;

/** `registers.sqlite` beside the log. It holds nothing that the log does not, and may be deleted at any time. */
export class RegisterFile {
  private moment: Moment = { at: null, on: '' };
  private readonly questions = new Map<string, StatementSync>();

  private constructor(readonly db: DatabaseSync) {
    const options = { directOnly: false, deterministic: false };
    db.function('asked', options, () => BigInt(this.moment.at ?? forEver - 1));
    db.function('asked_on', options, () => this.moment.on);
  }

  /** Opens the file, and makes it and its folder where they are missing. @param cacheKb pages that it keeps in memory. @throws RegistersUnavailable */
  static open(dir: string, cacheKb = mostCacheKb): RegisterFile {
    mkdirSync(dir, { recursive: true });
    const db = new DatabaseSync(join(dir, 'registers.sqlite'), { timeout: busyTimeoutMs });
    try {
      prepare(db);
      db.exec(`PRAGMA cache_size = -${cacheKb}`);
      return new RegisterFile(db);
    } catch (error) {
      db.close();
      throw unavailable(error);
    }
  }

  /** Rows of one question, all as of one moment. */
  rows(moment: Moment, sql: string, ...values: readonly SQLInputValue[]): readonly Readonly<Record<string, Value>>[] {
    this.moment = moment;
    return this.prepared(sql).all(...values) as Record<string, Value>[];
  }
  /** Preparing a question takes as long as answering it, and the same ones come again and again. */
  private prepared(sql: string): StatementSync {
    const known = this.questions.get(sql) ?? this.db.prepare(sql);
    if (this.questions.size >= mostQuestions) this.questions.clear();
    this.questions.set(sql, known);
    return known;
  }

  /** All that is read within it is of one state of the file. */
  reading<T>(work: () => T): T {
    if (this.db.isTransaction) return work();
    this.db.exec('BEGIN');
    try {
      return work();
    } finally {
      this.db.exec('COMMIT');
    }
  }

  /** One transaction under the file's write lock. @throws RegistersUnavailable where another program holds it for too long */
  writing<T>(work: () => T): T {
    return writing(this.db, work);
  }

  /** As `writing`, for whoever sorts: a million ids take 100 MB in memory, and no words are among them. */
  sorting<T>(work: () => T): T {
    this.db.exec('PRAGMA temp_store = FILE');
    try {
      return this.writing(work);
    } finally {
      this.db.exec('PRAGMA temp_store = MEMORY');
    }
  }

  /** The rows of erased words are deleted already: here what SQLite leaves of them between its pages is deleted, too. */
  wipe(): void {
    try {
      if (this.toWipe === 'file') {
        // What waits to be cleared away may hold them still.
        clearOld(this.db);
        this.db.exec("VACUUM; UPDATE upkeep SET to_wipe = 'journal'");
      }
      if (this.toWipe !== 'journal') return;
      const { busy } = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
      if (busy === 0) this.db.exec('DELETE FROM upkeep');
    } catch (error) {
      // Another program is reading or writing: it is done again at the next turn, and `wipePending` says so.
      if (!isBusy(error)) throw unavailable(error);
    }
  }
  mustWipe(): void {
    this.db.exec("DELETE FROM upkeep; INSERT INTO upkeep (to_wipe) VALUES ('file')");
  }
  get wipePending(): boolean {
    return this.toWipe !== undefined;
  }
  private get toWipe(): string | undefined {
    return (this.db.prepare('SELECT to_wipe FROM upkeep').get() as { to_wipe: string } | undefined)?.to_wipe;
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

const prepare = (db: DatabaseSync): void => {
  mustBeOurs(db);
  // A file keeps the pages that it was made with. What is lost when the power fails is read from the log again.
  db.exec(`
    PRAGMA page_size = ${pageBytes};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = ${mostJournalBytes / pageBytes};
  `);
  writing(db, () => {
    if (pragma(db, 'application_id') === 0) db.exec(schema);
  });
};

const mustBeOurs = (db: DatabaseSync): void => {
  const isNew = pragma(db, 'application_id') === 0 && pragma(db, 'schema_version') === 0;
  if (isNew) return;
  if (pragma(db, 'application_id') !== applicationId)
    throw new RegistersUnavailable('The file registers.sqlite was made by another program.', 'Move it away: it is made anew from the log.');
  if (pragma(db, 'user_version') !== format)
    throw new RegistersUnavailable(
      'The file registers.sqlite has another format than this version reads.',
      'Delete it, and it is made anew from the log.',
    );
};

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

const writing = <T>(db: DatabaseSync, work: () => T): T => {
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw unavailable(error);
  }
};

const errcodeOf = (error: unknown): number | undefined => (error as { errcode?: number }).errcode;
// Primary result codes of SQLite: the upper bits only say where it happened.
const [busy, locked, corrupt, full, notADatabase] = [5, 6, 11, 13, 26];
const isBusy = (error: unknown): boolean => [busy, locked].includes((errcodeOf(error) ?? 0) & 0xff);

const unavailable = (error: unknown): unknown => {
  const code = errcodeOf(error);
  if (code === undefined) return error;
  return new RegistersUnavailable(...inWords(code & 0xff, (error as Error).message), { cause: error });
};

const inWords = (code: number, message: string): readonly [sentence: string, remedy: string] => {
  const cannot = `registers.sqlite cannot be used: ${message}.`;
  switch (code) {
    case busy:
    case locked:
      return ['Another program holds registers.sqlite.', 'It is tried again by itself.'];
    case full:
      return ['The disk is full: registers.sqlite cannot be written.', 'Make room: the registers go on from where they are.'];
    case corrupt:
    case notADatabase:
      return [cannot, 'Delete the file: it is made anew from the log.'];
    default:
      return [cannot, 'Check the disk and the rights of the folder.'];
  }
};
