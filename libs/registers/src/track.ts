import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Position, Recorded } from '#event-store/port.js';
import { History, type Changes, type Known } from './history.js';
import type { Projection } from './projection.js';
import type { StreamRead } from './stream-facts.js';
import { createIndexes, createTable, createWords, dropWords, forEver, rebuildWords, searchedIn, tablesOf, type Value } from './tables.js';

export type Stage = 'live' | 'building';
export type Checkpoint = { readonly version: number; readonly position: Position; readonly event: string };

/** Events one after the other, and the streams that they belong to. */
export type Batch = { readonly events: readonly Recorded[]; readonly streams: ReadonlyMap<string, StreamRead> };

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

  /** Begins from nothing; what this stage held is gone. */
  begin(): void {
    this.drop();
    const searched = new Map(searchedIn(this.projection));
    for (const [table, columns] of tablesOf(this.projection)) this.db.exec(createTable(this.named(table), columns, searched.has(table)));
    if (this.stage === 'live') this.index();
    this.keep({ version: this.projection.version, position: -1, event: '' });
  }

  /** Writes what the events of a batch changed that come after the checkpoint. True where erased words were taken out. */
  apply({ events, streams }: Batch): boolean {
    const { position: from } = this.checkpoint!;
    const next = events.filter(({ position }) => position > from);
    if (next.length === 0) return false;
    let wiped = false;
    for (const [stream, positions] of byStream(next)) wiped = this.follow(streams.get(stream)!, positions) || wiped;
    if (wiped && this.stage === 'live') for (const [table] of searchedIn(this.projection)) this.db.exec(rebuildWords(table));
    const { position, envelope } = next.at(-1)!;
    this.keep({ version: this.projection.version, position, event: envelope.id });
    return wiped;
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

  private follow(stream: StreamRead, positions: readonly Position[]): boolean {
    const rowsOf = this.projection.of[stream.kind];
    if (!rowsOf) return false;
    const erases = positions.some((position) => isErasure(stream, position));
    const history = new History(this.projection, (table) => (erases ? [] : this.openRows(table, stream.stream)));
    // After an erasure each row is as it would be if it had never held the words, at every position.
    const moments = erases ? stream.entries.map((entry) => entry.position).filter((one) => one <= positions.at(-1)!) : positions;
    for (const position of moments) history.at(position, rowsOf(stream.at(position) as never));
    if (erases) this.forget(stream.stream);
    for (const changes of history.changes()) this.write(stream.stream, changes);
    return erases;
  }

  private openRows(table: string, stream: string): readonly Omit<Known, 'to'>[] {
    const rows = this.sql(`SELECT * FROM ${this.named(table)} WHERE stream = ? AND known_to = ${forEver}`).all(stream);
    return rows.map((row) => {
      const { stream: _, key, known_from, known_to: __, docid: ___, ...columns } = row as Record<string, Value>;
      return { key: key as string, from: known_from as number, values: Object.values(columns) };
    });
  }

  private forget(stream: string): void {
    for (const [table] of tablesOf(this.projection)) this.sql(`DELETE FROM ${this.named(table)} WHERE stream = ?`).run(stream);
  }

  private write(stream: string, { table, closed, added }: Changes): void {
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

const isErasure = (stream: StreamRead, position: Position): boolean =>
  stream.entries.some((entry) => entry.position === position && entry.fact.type === 'TextsErased');

const byStream = (events: readonly Recorded[]): ReadonlyMap<string, readonly Position[]> => {
  const streams = new Map<string, Position[]>();
  for (const { position, envelope } of events) streams.set(envelope.stream, [...(streams.get(envelope.stream) ?? []), position]);
  return streams;
};
