import type { DatabaseSync } from 'node:sqlite';

/** Rows that are deleted in one transaction, at least those of one stream. */
const rowsAtOnce = 2_000;

/** What was read from before a newer one took its place, by the names of the tables. */
const oldTables = (db: DatabaseSync): readonly string[] =>
  db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'old\\_%' ESCAPE '\\' ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC`,
    )
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !shadows.test(name));
/** In these an index of words keeps itself: they go with it. */
const shadows = /_words_(data|idx|docsize|config)$/;

export const isOldThere = (db: DatabaseSync): boolean => oldTables(db).length > 0;

/** The next piece of what is old, in one transaction: nobody else waits for a table of a million rows. False where nothing was left. */
export const clearNext = (db: DatabaseSync): boolean => {
  const [table] = oldTables(db);
  if (table === undefined) return false;
  const index = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?`).get(table);
  if (index) db.exec(`DROP INDEX ${String(index['name'])}`);
  else if (table.endsWith('_words') || !deleteSome(db, table)) db.exec(`DROP TABLE ${table}`);
  return true;
};

const deleteSome = (db: DatabaseSync, table: string): boolean => {
  const first = db.prepare(`SELECT stream FROM ${table} LIMIT 1`);
  const gone = db.prepare(`DELETE FROM ${table} WHERE stream = ?`);
  let rows = 0;
  for (let stream = first.get(); stream && rows < rowsAtOnce; stream = first.get()) rows += Number(gone.run(stream['stream']!).changes);
  return rows > 0;
};

/** All of it at once. */
export const clearOld = (db: DatabaseSync, table?: string): void => {
  for (const one of oldTables(db)) if (table === undefined || one === table || one === `${table}_words`) db.exec(`DROP TABLE ${one}`);
};
