import type { DatabaseSync } from 'node:sqlite';
import { clearOld } from './clearing.js';
import { forgetWords, indexNext } from './indexing.js';
import type { Projection } from './projection.js';
import { alone, type Share, sharesOf } from './share.js';
import { buildingName, createTable, followWords, leaveWords, oldName, searchedIn, tablesOf, wordsOf } from './tables.js';
import { type Checkpoint, Track } from './track.js';

/** A register as it is built beside what is read from, by one or by several. Every method belongs into a transaction. */
export class Built {
  constructor(
    private readonly db: DatabaseSync,
    readonly projection: Projection,
  ) {}

  /** As many as build it; none where nothing is built, or what is there is of another version and cannot be gone on with. */
  get tracks(): readonly Track[] {
    const begun = this.db
      .prepare(`SELECT register FROM checkpoint WHERE stage = 'building' AND version = ? AND (register = ? OR register LIKE ? || ' %/%')`)
      .all(this.projection.version, this.projection.name, this.projection.name)
      .map(({ register }) => String(register));
    const of = Number(begun[0]?.split('/')[1]);
    const isWhole = begun.length === of && begun.every((one) => one.endsWith(`/${of}`));
    return isWhole && this.isThere() ? sharesOf(of).map((share) => this.track(share)) : [];
  }

  track(share: Share): Track {
    return new Track(this.db, this.projection, 'building', share);
  }

  /** Begins from nothing; what was built so far is gone. @param by as many as build it */
  begin(by: number): void {
    this.drop();
    const searched = new Map(searchedIn(this.projection));
    for (const [table, columns] of tablesOf(this.projection)) this.db.exec(createTable(buildingName(table), columns, searched.has(table)));
    for (const share of sharesOf(by)) this.track(share).keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** The next piece of its indexes. False where nothing was left. */
  indexNext(): boolean {
    return indexNext(this.db, this.projection);
  }

  /** It takes the place of what is read from, which waits under another name to be cleared away. Its indexes are there already. */
  swap({ position, event }: Checkpoint): void {
    while (this.indexNext());
    for (const [table] of tablesOf(this.projection)) clearOld(this.db, oldName(table));
    const words = searchedIn(this.projection);
    for (const [table] of words) {
      this.db.exec(leaveWords(table));
      this.rename(wordsOf(table), wordsOf(oldName(table)));
    }
    for (const [table] of tablesOf(this.projection)) {
      this.rename(table, oldName(table));
      this.rename(buildingName(table), table);
    }
    for (const [table, columns] of words) {
      this.rename(wordsOf(buildingName(table)), wordsOf(table));
      this.db.exec(followWords(table, columns));
    }
    new Track(this.db, this.projection, 'live', alone).keep({ version: this.projection.version, position, event });
    this.drop();
  }

  private drop(): void {
    forgetWords(this.db, this.projection);
    for (const [table] of tablesOf(this.projection)) this.db.exec(`DROP TABLE IF EXISTS ${buildingName(table)}`);
    this.db
      .prepare(`DELETE FROM checkpoint WHERE stage = 'building' AND (register = ? OR register LIKE ? || ' %')`)
      .run(this.projection.name, this.projection.name);
  }

  private rename(from: string, to: string): void {
    if (this.holds(from)) this.db.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
  }

  private isThere(): boolean {
    return tablesOf(this.projection).every(([table]) => this.holds(buildingName(table)));
  }
  private holds(table: string): boolean {
    return this.db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table) !== undefined;
  }
}
