import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Position } from '#event-store/port.js';
import type { Batch, Changes, Known } from './history.js';
import type { Projection } from './projection.js';
import { createIndexes, createTable, createWords, dropWords, forEver, rebuildWords, searchedIn, tablesOf, type Value } from './tables.js';

export type Stage = 'live' | 'building';
export type Checkpoint = { readonly version: number; readonly position: Position; readonly event: string };

const building = (table: string) => `building_${table}`;

/** One register in the file, as it is read from or as it is built beside that. Every method belongs into a transaction. */
export class Track {
  private readonly statements = new Map<string, StatementSync>();

  constructor(
    private readonly db: DatabaseSync,
    readonly projection: Projection,
    readonly stage: Stage,
  ) {}

  get checkpoint(): Checkpoint | undefined {
    const sql = 'SELECT version, position, event FROM checkpoint WHERE register = ? AND stage = ?';
    return this.sql(sql).get(this.projection.name, this.stage) as Checkpoint | undefined;
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

  /** Begins from nothing; what this stage held is gone. */
  begin(): void {
    this.drop();
    const searched = new Map(searchedIn(this.projection));
    for (const [table, columns] of tablesOf(this.projection)) this.db.exec(createTable(this.named(table), columns, searched.has(table)));
    if (this.stage === 'live') this.index();
    this.keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** Writes what was folded, and its checkpoint. False where somebody else has written since: then nothing is. */
  write({ from, upTo, streams }: Batch): boolean {
    if (this.checkpoint?.position !== from) return false;
    for (const { stream, erased, changes } of streams) {
      if (erased) this.forget(stream);
      for (const change of changes) this.change(stream, change);
    }
    const isIndexed = this.stage === 'live' && streams.some(({ erased }) => erased);
    if (isIndexed) for (const [table] of searchedIn(this.projection)) this.db.exec(rebuildWords(table));
    this.keep({ version: this.projection.version, position: upTo.position, event: upTo.envelope.id });
    return true;
  }

  /** What was built takes the place of what is read from. */
  swap(): void {
    const live = new Track(this.db, this.projection, 'live');
    const { position, event } = this.checkpoint!;
    live.drop();
    for (const [table] of tablesOf(this.projection)) this.db.exec(`ALTER TABLE ${building(table)} RENAME TO ${table}`);
    live.index();
    live.keep({ version: this.projection.version, position, event });
    this.drop();
  }

  drop(): void {
    this.statements.clear();
    if (this.stage === 'live') for (const [table] of searchedIn(this.projection)) this.db.exec(dropWords(table));
    for (const [table] of tablesOf(this.projection)) this.db.exec(`DROP TABLE IF EXISTS ${this.named(table)}`);
    this.sql('DELETE FROM checkpoint WHERE register = ? AND stage = ?').run(this.projection.name, this.stage);
  }

  openRows(table: string, stream: string): readonly Omit<Known, 'to'>[] {
    const rows = this.sql(`SELECT * FROM ${this.named(table)} WHERE stream = ? AND known_to = ${forEver}`).all(stream);
    return rows.map((row) => {
      const { stream: _, key, known_from, known_to: __, docid: ___, ...columns } = row as Record<string, Value>;
      return { key: key as string, from: known_from as number, values: Object.values(columns) };
    });
  }

  private forget(stream: string): void {
    for (const [table] of tablesOf(this.projection)) this.sql(`DELETE FROM ${this.named(table)} WHERE stream = ?`).run(stream);
  }

  private change(stream: string, { table, closed, added }: Changes): void {
    const name = this.named(table);
    const close = this.sql(`UPDATE ${name} SET known_to = ? WHERE stream = ? AND key = ? AND known_from = ?`);
    for (const { key, from, to } of closed) close.run(to, stream, key, from);
    if (added.length === 0) return;
    const columns = ['stream', 'key', 'known_from', 'known_to', ...Object.keys(this.projection.tables[table]!)];
    const add = this.sql(
      `INSERT INTO ${name} (${columns.map((one) => `"${one}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const { key, values, from, to } of added) add.run(stream, key, from, to, ...values);
  }

  private keep({ version, position, event }: Checkpoint): void {
    const sql = 'INSERT OR REPLACE INTO checkpoint (register, stage, version, position, event) VALUES (?, ?, ?, ?, ?)';
    this.sql(sql).run(this.projection.name, this.stage, version, position, event);
  }

  private index(): void {
    for (const sql of createIndexes(this.projection)) this.db.exec(sql);
    for (const [table, columns] of searchedIn(this.projection)) this.db.exec(createWords(table, columns));
  }

  private named(table: string): string {
    return this.stage === 'live' ? table : building(table);
  }

  private sql(source: string): StatementSync {
    const prepared = this.statements.get(source) ?? this.db.prepare(source);
    this.statements.set(source, prepared);
    return prepared;
  }
}
