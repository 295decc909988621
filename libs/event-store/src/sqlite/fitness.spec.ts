import { describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { makeDurable, mustBeFit, mustBeStrict, tables } from './fitness.js';
import { openLogFile } from './log-file.js';

const newFolder = temporaryFolders();
const inFile = (work: (db: DatabaseSync) => void) => {
  const db = new DatabaseSync(join(newFolder(), 'log.sqlite'));
  try {
    work(db);
  } finally {
    db.close();
  }
};

describe('sqlite: a file that is not fit is refused', () => {
  it.each([
    ['3.51.2', /SQLite 3\.51\.2.*before 3\.51\.3.*npm run setup/s],
    ['3.9.0', /SQLite 3\.9\.0/],
    ['2.99.99', /SQLite 2\.99\.99/],
  ])('by SQLite %s', (version, sentence) =>
    inFile((db) => {
      db.function('sqlite_version', () => version);
      expect(() => mustBeFit(db)).toThrow(sentence);
    }),
  );

  it.each(['3.51.3', '3.52.0', '3.100.1', '4.0.0'])('and not by SQLite %s', (version) =>
    inFile((db) => {
      db.function('sqlite_version', () => version);
      mustBeFit(db);
    }),
  );

  it('by the SQLite of this Node it is not', () => inFile(mustBeFit));

  it('where it keeps no write-ahead log', () => {
    const db = new DatabaseSync(':memory:');
    expect(() => makeDurable(db)).toThrow(/does not keep journal_mode at wal here \(it says memory\).*local disk/s);
    db.close();
  });

  it.each(['synchronous', 'secure_delete', 'foreign_keys', 'fullfsync'])('where it does not do as it is told: %s', (name) =>
    inFile((db) => {
      db.exec(`PRAGMA ${name} = 0`);
      // As a build of SQLite that leaves this one out.
      db.setAuthorizer((action, pragma, value) =>
        action === constants.SQLITE_PRAGMA && pragma === name && value !== null ? constants.SQLITE_IGNORE : constants.SQLITE_OK,
      );
      expect(() => makeDurable(db)).toThrow(new RegExp(`does not keep ${name} at \\d here \\(it says 0\\)`));
    }),
  );

  it.each(tables)('whose table %s is missing, or takes anything', (table) => {
    const dir = newFolder();
    openLogFile(dir, false).close();
    const change = (sql: string) => {
      const db = new DatabaseSync(join(dir, 'log.sqlite'));
      db.exec(sql);
      db.close();
    };
    change(`DROP TABLE ${table}`);
    expect(() => openLogFile(dir, false)).toThrow(new RegExp(`has no table ${table}.*restore the last backup`, 's'));
    change(`CREATE TABLE ${table} (digest TEXT)`);
    for (const readOnly of [true, false])
      expect(() => openLogFile(dir, readOnly)).toThrow(new RegExp(`table ${table} of the log is not STRICT.*restore`, 's'));
    change(`DROP TABLE ${table}; CREATE TABLE ${table} (digest TEXT) STRICT`);
    const db = openLogFile(dir, false);
    mustBeStrict(db);
    db.close();
    rmSync(dir, { recursive: true });
  });
});
