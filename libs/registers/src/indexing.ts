import type { DatabaseSync } from 'node:sqlite';
import type { Index, Projection } from './projection.js';
import { buildingName, columnsOf, createIndex, createWords, indexesOf, searchedIn, takeWords, wordsOf } from './tables.js';

/** Rows whose words are indexed in one transaction: some 50 ms. */
const rowsAtOnce = 5_000;

/** Indexes are not renamed with their table: the one that is read from holds the name that this one would have. */
export const freeName = (db: DatabaseSync, table: string, index: Index): string => {
  const taken = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?');
  for (let n = 1; ; n++) {
    const name = `${table}_by_${columnsOf(index).join('_')}${n === 1 ? '' : `_${n}`}`;
    if (!taken.get(name)) return name;
  }
};

/** The next piece of the indexes of what is built, in one transaction. False where nothing was left. */
export const indexNext = (db: DatabaseSync, projection: Projection): boolean => {
  const missing = indexesOf(projection).find(([table, index]) => !isIndexed(db, buildingName(table), index));
  if (missing) {
    const [table, index] = missing;
    db.exec(createIndex(freeName(db, table, index), buildingName(table), index));
    return true;
  }
  return searchedIn(projection).some(([table, columns]) => takeSome(db, projection, table, columns) > 0);
};

const isIndexed = (db: DatabaseSync, table: string, index: Index): boolean =>
  db
    .prepare(
      `SELECT (SELECT group_concat(columns.name ORDER BY columns.seqno) FROM pragma_index_info(indexes.name) AS columns) AS names
       FROM pragma_index_list(?) AS indexes WHERE indexes.origin = 'c'`,
    )
    .all(table)
    .some(({ names }) => names === columnsOf(index).join());

/**
 * Up to which of the rows, in the order of their numbers, words are indexed is kept beside the checkpoints: whoever builds the same
 * goes on from there. The index is told of the table that will have its name by then.
 */
const takeSome = (db: DatabaseSync, projection: Projection, table: string, columns: readonly string[]): number => {
  const [name, from] = [wordsOf(buildingName(table)), buildingName(table)];
  const before = db.prepare(`SELECT position FROM checkpoint WHERE register = ? AND stage = 'building'`).get(markOf(projection, table));
  if (!before) db.exec(createWords(name, table, columns));
  const after = Number(before?.['position'] ?? 0);
  const { last, rows } = db
    .prepare(`SELECT max(docid) AS last, count(*) AS rows FROM (SELECT docid FROM ${from} WHERE docid > ? ORDER BY docid LIMIT ?)`)
    .get(after, rowsAtOnce) as { last: number | null; rows: number };
  db.prepare(takeWords(name, from, columns)).run(after, last ?? after);
  db.prepare(`INSERT OR REPLACE INTO checkpoint (register, stage, version, position, event) VALUES (?, 'building', ?, ?, '')`).run(
    markOf(projection, table),
    projection.version,
    last ?? after,
  );
  return rows;
};

/** Rows are deleted from what is built: the words of all of them are indexed anew. */
export const forgetWords = (db: DatabaseSync, projection: Projection): void => {
  for (const [table] of searchedIn(projection)) {
    db.exec(`DROP TABLE IF EXISTS ${wordsOf(buildingName(table))}`);
    db.prepare(`DELETE FROM checkpoint WHERE register = ? AND stage = 'building'`).run(markOf(projection, table));
  }
};

const markOf = ({ name }: Projection, table: string): string => `${name} words of ${table}`;
