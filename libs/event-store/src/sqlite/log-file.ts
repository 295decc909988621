import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreUnavailable } from '../port.js';
import { cannotOpen, failureOf } from './failures.js';
import { formatOf, makeDurable, mustBeFit, mustBeStrict, pragma } from './fitness.js';

/** "Minu", by which `file` and this store know the file. */
const applicationId = 0x4d69_6e75;
/** A file of format 0, from before indices were sorted, is read and written as it is. */
const format = 1;
const busyTimeoutMs = 5_000;

/*
 * Words and salts stand in tables to which rows are only added, and an erasure writes zeros over them in place: a deleted
 * row would let SQLite move its neighbours between pages, and what it leaves behind there is outside every later erasure.
 */
/** Names are found through ids and places, by their beginning, and streams: of all up to the position and place in `sorted`. */
const schema = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id       TEXT NOT NULL,
    command  TEXT NOT NULL,
    bytes    BLOB NOT NULL
  ) STRICT;
  CREATE TABLE texts (
    place  INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    worded INTEGER NOT NULL CHECK (worded IN (0, 1)),
    salt   BLOB NOT NULL,
    words  BLOB NOT NULL
  ) STRICT;
  CREATE TABLE blobs (
    place  INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    salt   BLOB NOT NULL,
    bytes  BLOB NOT NULL
  ) STRICT;
  CREATE TABLE erased (digest TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE ids (id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (id, position)) STRICT, WITHOUT ROWID;
  CREATE TABLE streams (
    stream   TEXT NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (stream, revision, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE places (digest TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (digest, place)) STRICT, WITHOUT ROWID;
  CREATE TABLE sorted (events INTEGER NOT NULL, texts INTEGER NOT NULL) STRICT;
  INSERT INTO sorted (events, texts) VALUES (-1, 0);
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${format};
`;

/** Which of the stores that have held the log this is, and of which it was begun as a copy. A file from before there were any gets its id. */
const ownId = `
  CREATE TABLE IF NOT EXISTS store (
    id      TEXT PRIMARY KEY NOT NULL,
    copy_of TEXT,
    size    INTEGER,
    root    TEXT
  ) STRICT;
`;

/**
 * Opens `log.sqlite` in the folder, and makes both where they are missing.
 * @param copyOf the store that a new file is begun as a copy of
 * @throws StoreUnavailable
 */
export const openLogFile = (dir: string, readOnly: boolean, copyOf: string | null = null): DatabaseSync => {
  const path = join(dir, 'log.sqlite');
  if (readOnly) mustExist(path, dir);
  else makeFolder(dir);
  const onlyRead = isOnReadOnlyDisk(dir);
  if (onlyRead && !readOnly)
    throw new StoreUnavailable(`The disk of ${dir} can only be read.`, `${copyIt} \`minutebook verify\` reads it where it is.`, {
      lasts: true,
    });
  const beside = onlyRead && sizeOf(`${path}-wal`) > 0;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(onlyRead && !beside ? asItLies(path) : path, { readOnly, timeout: busyTimeoutMs });
    prepare(db, readOnly, copyOf);
    return db;
  } catch (error) {
    db?.close();
    if (beside && cannotOpen(error))
      throw new StoreUnavailable(`The newest entries of ${dir} lie in log.sqlite-wal. ${unread}`, copyIt, { cause: error });
    throw failureOf(error).error;
  }
};

/**
 * On a disk that can only be read, as evidence may lie on, SQLite cannot make the file by which programs at one log agree. It needs none
 * where it is told that nobody writes, and reads then what stands in the file alone: so there must be no entries beside it.
 */
const asItLies = (path: string): URL => {
  const file = pathToFileURL(path);
  file.searchParams.set('immutable', '1');
  return file;
};
const copyIt = 'Copy the folder to a disk that may be written, and name that one with --data.';
const unread = 'Nobody can read them on a disk that can only be read.';

const isOnReadOnlyDisk = (dir: string): boolean => {
  try {
    accessSync(dir, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
};
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const prepare = (db: DatabaseSync, readOnly: boolean, copyOf: string | null): void => {
  mustBeFit(db);
  mustBeOurs(db);
  if (readOnly && isNew(db)) throw new StoreUnavailable('The file log.sqlite is empty.', 'Open it for writing to begin a new log there.');
  if (!readOnly) {
    makeDurable(db);
    createOnce(db, copyOf);
  }
  mustBeStrict(db);
};

const createOnce = (db: DatabaseSync, copyOf: string | null): void => {
  db.exec('BEGIN IMMEDIATE');
  try {
    // Asked under the lock: another process may have made the tables since.
    const begun = isNew(db);
    if (begun) db.exec(schema);
    db.exec(ownId);
    const named = db.prepare('SELECT 1 FROM store').get() !== undefined;
    if (!named) db.prepare('INSERT INTO store (id, copy_of) VALUES (?, ?)').run(randomUUID(), begun ? copyOf : null);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
  mustBeOurs(db);
};

const isNew = (db: DatabaseSync) => pragma(db, 'application_id') === 0 && pragma(db, 'schema_version') === 0;

const mustBeOurs = (db: DatabaseSync): void => {
  if (isNew(db)) return;
  if (pragma(db, 'application_id') !== applicationId)
    throw new StoreUnavailable('The file log.sqlite was made by another program.', 'Choose another folder for the minute book.');
  const found = formatOf(db);
  if (found > format)
    throw new StoreUnavailable(
      `The file log.sqlite has format ${found}, and this program reads formats up to ${format}.`,
      'Use the newer version of the program that wrote it.',
    );
};

const mustExist = (path: string, dir: string): void => {
  if (existsSync(path)) return;
  const missing = existsSync(dir) ? `There is no log.sqlite in the folder ${dir}.` : `There is no folder ${dir}.`;
  throw new StoreUnavailable(missing, 'Check the name, or open it for writing to begin a new log there.');
};

const makeFolder = (dir: string): void => {
  try {
    mkdirSync(dir, { recursive: true });
  } catch (cause) {
    throw new StoreUnavailable(`The folder ${dir} cannot be made.`, 'Check its name and the rights of the folder above it.', { cause });
  }
};
