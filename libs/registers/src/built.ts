import type { DatabaseSync } from 'node:sqlite';
import type { Position } from '#event-store/port.js';
import { clearOld } from './clearing.js';
import { forgetWords, indexNext } from './indexing.js';
import type { Projection } from './projection.js';
import { sharesOf } from './shares.js';
import { buildingName, createTable, followWords, leaveWords, oldName, searchedIn, tablesOf, wordsOf } from './tables.js';
import { reachedBy, Track } from './track.js';

/** As many as a small computer has cores: more would take the memory of another thread each. */
export const hands = 2;
/** With no more rows than these a table goes at once. */
const few = 100;

/** A register as it is built beside what is read from. Every method belongs into a transaction. */
export class Built {
  readonly track: Track;
  /** Where each share of the streams is, while they are folded apart. */
  readonly shares: readonly Track[];

  constructor(
    private readonly db: DatabaseSync,
    readonly projection: Projection,
  ) {
    this.track = new Track(db, projection, 'building');
    this.shares = sharesOf(hands).map((share) => new Track(db, projection, 'building', share));
  }

  /** Begins from nothing; what was built so far is gone. */
  begin(): void {
    this.drop();
    const searched = new Map(searchedIn(this.projection));
    for (const [table, columns] of tablesOf(this.projection)) this.db.exec(createTable(buildingName(table), columns, searched.has(table)));
    this.track.keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** From here on each share of the streams has a place of its own. */
  part(): void {
    for (const share of this.shares) share.keep(this.track.checkpoint!);
  }
  get isParted(): boolean {
    return this.shares.some(({ checkpoint }) => checkpoint);
  }
  /** Up to where each share is. */
  get places(): readonly Position[] {
    return this.shares.map(reachedBy);
  }
  /** Once all shares are equally far, so is the whole. */
  join(): void {
    const { checkpoint } = this.shares[0]!;
    if (!checkpoint || this.places.some((place) => place !== checkpoint.position)) return;
    this.track.keep(checkpoint);
    for (const share of this.shares) share.drop();
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
    for (const one of [this.track, ...this.shares]) one.drop();
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
