import type { DatabaseSync } from 'node:sqlite';
import { clearOld } from './clearing.js';
import { forgetWords, indexNext } from './indexing.js';
import type { Projection } from './projection.js';
import { buildingName, createTable, followWords, leaveWords, oldName, searchedIn, tablesOf, wordsOf } from './tables.js';
import { Track } from './track.js';

/** With no more rows than these a table goes at once. */
const few = 100;

/** A register as it is built beside what is read from. Every method belongs into a transaction. */
export class Built {
  readonly track: Track;

  constructor(
    private readonly db: DatabaseSync,
    readonly projection: Projection,
  ) {
    this.track = new Track(db, projection, 'building');
  }

  /** Begins from nothing; what was built so far is gone. */
  begin(): void {
    this.drop();
    const searched = new Map(searchedIn(this.projection));
    for (const [table, columns] of tablesOf(this.projection)) this.db.exec(createTable(buildingName(table), columns, searched.has(table)));
    this.track.keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** The next piece of its indexes. False where nothing was left. */
  indexNext(): boolean {
    return indexNext(this.db, this.projection);
  }

  /** It takes the place of what is read from, which waits under another name to be cleared away. */
  swap(): void {
    while (this.indexNext());
    const { position, event } = this.track.checkpoint!;
    const words = searchedIn(this.projection);
    for (const [table] of tablesOf(this.projection)) clearOld(this.db, oldName(table));
    for (const [table] of words) {
      this.db.exec(leaveWords(table));
      this.rename(wordsOf(table), wordsOf(oldName(table)));
    }
    for (const [table] of tablesOf(this.projection)) {
      // Renaming one reads the names of all.
      if (this.isSmall(table)) this.db.exec(`DROP TABLE ${table}`);
      else this.rename(table, oldName(table));
      this.rename(buildingName(table), table);
    }
    for (const [table, columns] of words) {
      this.rename(wordsOf(buildingName(table)), wordsOf(table));
      this.db.exec(followWords(table, columns));
    }
    new Track(this.db, this.projection, 'live').keep({ version: this.projection.version, position, event });
    this.drop();
  }

  private drop(): void {
    forgetWords(this.db, this.projection);
    for (const [table] of tablesOf(this.projection)) this.db.exec(`DROP TABLE IF EXISTS ${buildingName(table)}`);
    this.track.drop();
  }

  private rename(from: string, to: string): void {
    if (this.holds(from)) this.db.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
  }

  private isSmall(table: string): boolean {
    return this.holds(table) && this.db.prepare(`SELECT 1 FROM ${table} LIMIT 1 OFFSET ${few}`).get() === undefined;
  }
  private holds(table: string): boolean {
    return this.db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table) !== undefined;
  }
}
