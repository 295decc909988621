import type { DatabaseSync } from 'node:sqlite';
import type { Recorded } from '#event-store/port.js';
import { clearOld } from './clearing.js';
import { forgetWords, indexNext } from './indexing.js';
import type { Projection } from './projection.js';
import { sharesOf, sum } from './shares.js';
import { ShareTrack } from './share-track.js';
import { buildingName, createTable, leaveWords, oldName, searchedIn, tablesOf, wordsOf } from './tables.js';
import { type Checkpoint, Track } from './track.js';

/** As many as a small computer has cores: more would take the memory of another thread each. */
export const hands = 2;
/** With no more rows than these a table goes at once. */
const few = 100;

/** A register as it is built beside what is read from. Every method belongs into a transaction. */
export class Built {
  readonly track: Track;
  /** While shares of the streams are folded apart: up to where in the log, and how far each is. */
  private readonly whole: Track;
  private readonly shares: readonly ShareTrack[];

  constructor(
    private readonly db: DatabaseSync,
    readonly projection: Projection,
  ) {
    this.track = new Track(db, projection, 'building');
    this.whole = new Track(db, projection, 'building', 'shares');
    this.shares = sharesOf(hands).map((share) => new ShareTrack(db, projection, share));
  }

  /** Begins from nothing; what was built so far is gone. */
  begin(): void {
    this.drop();
    for (const [table] of tablesOf(this.projection)) this.db.exec(createTable(this.projection, table, buildingName(table)));
    this.track.keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** From here on each share of the streams has a place of its own. @param upTo the last event that is folded so */
  part(upTo: Recorded): void {
    this.whole.keep({ version: this.projection.version, position: upTo.position, event: upTo.envelope.id });
    for (const share of this.shares) share.begin();
  }
  /** Up to where it is folded in shares; undefined where it is not. */
  get partedTo(): Checkpoint | undefined {
    return this.whole.checkpoint;
  }
  /** An earlier version has folded shares as far as positions: with these nobody goes on. */
  get isPartedByPosition(): boolean {
    return !this.partedTo && this.shares.some(({ place }) => place);
  }
  /** How many entries of each share are folded. */
  get folded(): readonly number[] {
    return this.shares.map(({ place }) => place?.entries ?? 0);
  }
  /** Once all shares are folded, so is the whole. False where something is left. */
  join(): boolean {
    const to = this.partedTo;
    if (!to) return true;
    if (sum(this.folded) !== to.position + 1) return false;
    this.track.keep(to);
    for (const one of [this.whole, ...this.shares]) one.drop();
    return true;
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
    for (const [table] of words) this.rename(wordsOf(buildingName(table)), wordsOf(table));
    new Track(this.db, this.projection, 'live').keep({ version: this.projection.version, position, event });
    this.drop();
  }

  /** It is built no longer. */
  drop(): void {
    forgetWords(this.db, this.projection);
    for (const [table] of tablesOf(this.projection)) this.db.exec(`DROP TABLE IF EXISTS ${buildingName(table)}`);
    for (const one of [this.track, this.whole, ...this.shares]) one.drop();
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
