import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Position } from '#event-store/port.js';
import type { Batch, Changes, Known } from './history.js';
import type { Projection } from './projection.js';
import { forgetWords, freeName } from './indexing.js';
import {
  buildingName,
  createIndex,
  createTable,
  createWords,
  forEver,
  indexesOf,
  rebuildWords,
  searchedIn,
  tablesOf,
  takeWords,
  wordsOf,
} from './tables.js';

/** What is in the file is not what the entries that it stands for make. */
export class RowsDiffer extends Error {
  readonly code = 'register.differs';
  readonly remedy = 'Build the registers anew: `minutebook rebuild`.';
  constructor(table: string, stream: string) {
    super(`The rows of ${table} that are kept of ${stream} are not those of its entries.`);
    this.name = 'RowsDiffer';
  }
}

export type Stage = 'live' | 'building';
export type Checkpoint = { readonly version: number; readonly position: Position; readonly event: string };

/** One register in the file, as it is read from or as it is built beside that. Every method belongs into a transaction. */
export class Track {
  private readonly statements = new Map<string, StatementSync>();

  constructor(
    private readonly db: DatabaseSync,
    readonly projection: Projection,
    readonly stage: Stage,
    /** Of a part of what is built the place is kept apart. */
    private readonly part: string | null = null,
  ) {}

  get checkpoint(): Checkpoint | undefined {
    const sql = 'SELECT version, position, event FROM checkpoint WHERE register = ? AND stage = ?';
    return this.sql(sql).get(this.name, this.stage) as Checkpoint | undefined;
  }

  /** Whether the rows of an older version can answer what is asked today: they have all of its tables and columns. */
  canAnswer(): boolean {
    return tablesOf(this.projection).every(([table, columns]) => {
      const held = new Set(
        this.db
          .prepare(`PRAGMA table_info("${this.named(table)}")`)
          .all()
          .map(({ name }) => name),
      );
      const words = searchedIn(this.projection).find(([one]) => one === table);
      return Object.keys(columns).every((column) => held.has(column)) && (!words || held.has('docid'));
    });
  }

  /** Begins to be read from, with nothing in it; what was there is gone. What is built begins in `Built`. */
  begin(): void {
    this.statements.clear();
    const searched = searchedIn(this.projection);
    for (const [table] of searched) this.db.exec(`DROP TABLE IF EXISTS ${wordsOf(table)}`);
    for (const [table] of tablesOf(this.projection)) {
      this.db.exec(`DROP TABLE IF EXISTS ${table}`);
      this.db.exec(createTable(this.projection, table));
    }
    for (const [table, index] of indexesOf(this.projection)) this.db.exec(createIndex(freeName(this.db, table, index), table, index));
    for (const [table, columns] of searched) this.db.exec(createWords(wordsOf(table), table, columns));
    this.keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** Writes what was folded, and its checkpoint. False where somebody else has written since: then nothing is. */
  write({ from, upTo, streams }: Batch): boolean {
    if (this.checkpoint?.position !== from) return false;
    const searched = this.stage === 'live' ? searchedIn(this.projection) : [];
    const last = searched.map(([table]) => this.lastOf(table));
    for (const { stream, erased, changes } of streams) {
      if (erased) this.forget(stream);
      for (const change of changes) this.change(stream, change);
    }
    const isForgotten = streams.some(({ erased }) => erased);
    for (const [n, [table, columns]] of searched.entries()) {
      if (isForgotten) this.db.exec(rebuildWords(table));
      else this.sql(takeWords(wordsOf(table), table, columns)).run(last[n]!, forEver);
    }
    this.keep({ version: this.projection.version, position: upTo.position, event: upTo.envelope.id });
    return true;
  }

  /** Rows of a stream of which there are none, in their order in the file: there each is put behind the one before. */
  add(stream: string, changes: readonly Changes[]): void {
    for (const { table, added } of changes) this.insert(stream, table, [...added].sort(inOrder));
  }

  keep({ version, position, event }: Checkpoint): void {
    const sql = 'INSERT OR REPLACE INTO checkpoint (register, stage, version, position, event) VALUES (?, ?, ?, ?, ?)';
    this.sql(sql).run(this.name, this.stage, version, position, event);
  }

  /** It is built no longer, or its share not apart: its tables go with `Built`. */
  drop(): void {
    this.statements.clear();
    this.db.prepare('DELETE FROM checkpoint WHERE register = ? AND stage = ?').run(this.name, this.stage);
  }

  private forget(stream: string): void {
    if (this.stage === 'building') forgetWords(this.db, this.projection);
    for (const [table] of tablesOf(this.projection)) this.sql(`DELETE FROM ${this.named(table)} WHERE stream = ?`).run(stream);
  }

  private change(stream: string, { table, closed, added }: Changes): void {
    const name = this.named(table);
    const close = this.sql(`
      UPDATE ${name} SET known_to = ?1 WHERE stream = ?2 AND key = ?3 AND known_to = ${forEver}
        AND known_from = (SELECT max(known_from) FROM ${name} WHERE stream = ?2 AND key = ?3)`);
    for (const { key, to } of closed) if (close.run(to, stream, key).changes !== 1) throw new RowsDiffer(table, stream);
    this.insert(stream, table, added);
  }

  private insert(stream: string, table: string, added: Changes['added']): void {
    if (added.length === 0) return;
    const columns = ['stream', 'key', 'known_from', 'known_to', ...Object.keys(this.projection.tables[table]!)];
    const add = this.sql(
      `INSERT INTO ${this.named(table)} (${columns.map((one) => `"${one}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const { key, values, from, to } of added) add.run(stream, key, from, to, ...values);
  }

  /** Where none is deleted, rows that are added have greater numbers. */
  private lastOf(table: string): number {
    return (this.sql(`SELECT max(docid) AS last FROM ${table}`).get() as { last: number | null }).last ?? 0;
  }

  private get name(): string {
    const { part, projection } = this;
    return part === null ? projection.name : `${projection.name} ${part}`;
  }
  private named(table: string): string {
    return this.stage === 'live' ? table : buildingName(table);
  }

  private sql(source: string): StatementSync {
    const prepared = this.statements.get(source) ?? this.db.prepare(source);
    this.statements.set(source, prepared);
    return prepared;
  }
}

const inOrder = (one: Known, other: Known): number => (one.key === other.key ? one.from - other.from : one.key < other.key ? -1 : 1);

export const isCurrent = (track: Track): boolean => track.checkpoint?.version === track.projection.version;
/** What is not built yet has reached nothing. */
export const reachedBy = (track: Track): Position => {
  const { version, position } = track.checkpoint ?? { version: 0, position: -1 };
  return version === track.projection.version ? position : -1;
};
