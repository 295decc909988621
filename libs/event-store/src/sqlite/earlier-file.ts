import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** For specs: a log as it was made before anything was sorted, its tables UNIQUE by id, stream and digest. */
export const makeEarlierFile = (dir: string): void => {
  mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(join(dir, 'log.sqlite'));
  db.exec(`
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream   TEXT NOT NULL,
      revision INTEGER NOT NULL,
      id       TEXT NOT NULL UNIQUE,
      command  TEXT NOT NULL,
      bytes    BLOB NOT NULL,
      UNIQUE (stream, revision)
    ) STRICT;
    CREATE TABLE texts (
      place  INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      worded INTEGER NOT NULL CHECK (worded IN (0, 1)),
      salt   BLOB NOT NULL,
      words  BLOB NOT NULL
    ) STRICT;
    CREATE TABLE blobs (place INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, salt BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE erased (digest TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
    PRAGMA application_id = ${0x4d69_6e75};
    PRAGMA user_version = 0;
  `);
  db.close();
};
