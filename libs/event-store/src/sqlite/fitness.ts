import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../port.js';

/** Before it, two connections at work at the same moment could damage the file: https://sqlite.org/wal.html#walresetbug. */
const leastSqlite = [3, 51, 3] as const;

const firstTables = ['blobs', 'erased', 'events', 'texts'] as const;
export const tables = [...firstTables, 'ids', 'places', 'sorted', 'streams'] as const;

export const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

/** Of the file: what it holds is the same in each. */
export const formatOf = (db: DatabaseSync): number => Number(pragma(db, 'user_version'));

/** @throws StoreUnavailable where this SQLite is older than the log may be trusted to. */
export const mustBeFit = (db: DatabaseSync): void => {
  const found = String(db.prepare('SELECT sqlite_version() AS version').get()!['version']);
  const parts = found.split('.').map(Number);
  const differs = leastSqlite.findIndex((least, place) => parts[place] !== least);
  if (differs < 0 || (parts[differs] ?? 0) > leastSqlite[differs]!) return;
  throw new StoreUnavailable(
    `This is SQLite ${found}, and before ${leastSqlite.join('.')} two programs on one log could damage it.`,
    'Start Minutebook with the Node that comes with it (`npm run setup`), or with a newer one.',
  );
};

/** Sets what makes a commit durable, and looks whether it took. @throws StoreUnavailable */
export const makeDurable = (db: DatabaseSync): void => {
  // fullfsync: on macOS an ordinary fsync leaves the bytes in the drive's cache.
  db.exec('PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON');
  // No checkpoint of SQLite's own: it would keep an error of the disk to itself.
  db.exec('PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0');
  const must = { journal_mode: 'wal', synchronous: 2, fullfsync: 1, secure_delete: 1, foreign_keys: 1 };
  for (const [name, value] of Object.entries(must)) {
    const found = pragma(db, name);
    if (found !== value)
      throw new StoreUnavailable(
        `SQLite does not keep ${name} at ${String(value)} here (it says ${String(found)}), and without it the log is not safe.`,
        'Keep the log on a local disk.',
      );
  }
};

/** What holds of a log that is open, for the operator. */
export const keptIn = (db: DatabaseSync): readonly string[] => {
  const version = String(db.prepare('SELECT sqlite_version() AS version').get()!['version']);
  const names = ['journal_mode', 'synchronous', 'fullfsync', 'secure_delete', 'foreign_keys'];
  const kept = names.map((name) => `${name} ${inWords[`${name} ${String(pragma(db, name))}`] ?? String(pragma(db, name))}`);
  return [`SQLite ${version} keeps ${kept.join(', ')}, and its tables STRICT.`];
};
const inWords: Readonly<Record<string, string>> = {
  'synchronous 2': 'full',
  'fullfsync 1': 'on',
  'secure_delete 1': 'on',
  'foreign_keys 1': 'on',
};

/** @throws StoreUnavailable where a table is missing, or would take a value of another kind. */
export const mustBeStrict = (db: DatabaseSync): void => {
  const found = db.prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main'`).all();
  const strict = new Map(found.map((row) => [row['name'], row['strict']]));
  for (const table of formatOf(db) === 0 ? firstTables : tables) {
    if (strict.get(table) === 1) continue;
    throw new StoreUnavailable(
      strict.has(table) ? `The table ${table} of the log is not STRICT: another program made it.` : `The log has no table ${table}.`,
      'Keep the file as it is and restore the last backup.',
    );
  }
};
