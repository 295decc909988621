import { canonical } from '#kernel/canonical.js';
import type { Column, Columns, Index, Projection, RowOf } from './projection.js';

/** While a row is known, it is known to here: 2^53 - 1. */
export const forEver = Number.MAX_SAFE_INTEGER;

const types: Readonly<Record<Column, string>> = {
  text: 'TEXT NOT NULL',
  'text?': 'TEXT',
  integer: 'INTEGER NOT NULL',
  'integer?': 'INTEGER',
  json: 'TEXT',
};

/**
 * Whether its rows have a number, by which indexes know them: an index of words always does, and others would hold the key of a row once
 * more, with the name of its stream. It is in no dump: it may be another one after a rebuild.
 */
const isNumbered = ({ indexes = {}, searched = {} }: Projection, table: string): boolean =>
  table in searched || (indexes[table]?.length ?? 0) > 1;

/** @param name the table's own, or that under which it is built. */
export const createTable = (projection: Projection, table: string, name = table): string => `
  CREATE TABLE ${name} (
    stream TEXT NOT NULL,
    key TEXT NOT NULL,
    known_from INTEGER NOT NULL,
    known_to INTEGER NOT NULL,
    ${Object.entries(projection.tables[table]!)
      .map(([column, type]) => `"${column}" ${types[type]},`)
      .join('\n    ')}
    ${isNumbered(projection, table) ? 'docid INTEGER PRIMARY KEY, UNIQUE' : 'PRIMARY KEY'} (stream, key, known_from)
  ) STRICT${isNumbered(projection, table) ? '' : ', WITHOUT ROWID'}`;

/** What is built has no indexes, also of words, until all of it is there. */
export const indexesOf = ({ indexes = {} }: Projection): readonly [table: string, index: Index][] =>
  Object.entries(indexes).flatMap(([table, its]) => (its ?? []).map((index): [string, Index] => [table, index]));

export const columnsOf = (index: Index): readonly string[] => {
  if (typeof index === 'string') return [index];
  return 'stated' in index ? [index.stated] : index;
};

export const createIndex = (name: string, table: string, index: Index): string => {
  const columns = columnsOf(index).map((column) => `"${column}"`);
  const isPartial = typeof index === 'object' && 'stated' in index;
  return `CREATE INDEX ${name} ON ${table} (${columns.join(', ')})${isPartial ? ` WHERE ${columns[0]} IS NOT NULL` : ''}`;
};

export const searchedIn = ({ searched = {} }: Projection): readonly [table: string, columns: readonly string[]][] =>
  Object.entries(searched).map(([table, columns]) => [table, columns ?? []]);

/** The index of a table's words. Accents and case do not count. @param table of which the words are, when they are asked for */
export const createWords = (name: string, table: string, columns: readonly string[]): string => `
  CREATE VIRTUAL TABLE ${name} USING fts5(
    ${columns.map((column) => `"${column}"`).join(', ')}, content = '${table}', content_rowid = 'docid',
    tokenize = 'unicode61 remove_diacritics 2');
  INSERT INTO ${name} (${name}, rank) VALUES ('secure-delete', 1);`;

/**
 * The words of rows whose numbers lie behind one and go up to another. All in one statement: FTS5 writes what it has at the beginning of
 * each that could fail in the middle, which cost more for a row than all else of it.
 */
export const takeWords = (words: string, table: string, columns: readonly string[]): string => {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `INSERT INTO ${words} (rowid, ${names}) SELECT docid, ${names} FROM ${table} WHERE docid > ? AND docid <= ?`;
};
/** In files of earlier versions the index followed each row by itself. */
export const leaveWords = (table: string): string => `DROP TRIGGER IF EXISTS ${table}_added; DROP TRIGGER IF EXISTS ${table}_gone;`;

/** Reads all rows anew: after `secure-delete` the head of a word may still part two pages of the index. */
export const rebuildWords = (table: string): string => `INSERT INTO ${table}_words (${table}_words) VALUES ('rebuild');`;

export const wordsOf = (table: string): string => `${table}_words`;
/** Under which a table is built, and under which it waits to be cleared away. */
export const buildingName = (table: string): string => `building_${table}`;
export const oldName = (table: string): string => `old_${table}`;

/** The table as known at the position that is asked for. */
export const createThen = (table: string): string =>
  `CREATE VIEW ${table}_then AS SELECT * FROM ${table} WHERE known_from <= (SELECT asked()) AND known_to > (SELECT asked())`;

export const tablesOf = ({ tables }: Projection): readonly [table: string, columns: Columns][] => Object.entries(tables);

export type Value = string | number | null;

/** How the rows of one table are written. */
export class Valuing {
  private static readonly made = new WeakMap<Columns, Valuing>();
  private readonly names: readonly string[];
  private readonly types: readonly Column[];
  /** The last value of each column and its spelling: many rows in turn say who was there, and nobody changes what a row holds. */
  private readonly spelt: ({ readonly value: unknown; readonly spelling: string } | undefined)[] = [];

  private constructor(columns: Columns) {
    this.names = Object.keys(columns);
    this.types = Object.values(columns);
  }

  static by(columns: Columns): Valuing {
    const valuing = Valuing.made.get(columns) ?? new Valuing(columns);
    Valuing.made.set(columns, valuing);
    return valuing;
  }

  /** The values of a row in the order of its columns. @throws TypeError where the row is not as its table says. */
  of(row: RowOf<Columns>): readonly Value[] {
    const values: Value[] = [];
    for (let n = 0; n < this.names.length; n++) values.push(this.valueOf(this.names[n]!, n, row[this.names[n]!]));
    // All of its columns are there: more names than those and its key are others.
    let named = 0;
    for (const _ in row) named++;
    if (named > values.length + 1) this.mustBeNamed(row);
    return values;
  }

  private mustBeNamed(row: RowOf<Columns>): void {
    for (const name in row) if (name !== 'key' && !this.names.includes(name)) throw new TypeError(`there is no column ${name}`);
  }

  private valueOf(name: string, n: number, value: unknown): Value {
    const type = this.types[n]!;
    if (type !== 'json' || typeof value !== 'object' || value === null) return valueOf(name, type, value);
    const last = this.spelt[n];
    if (last?.value === value) return last.spelling;
    const spelling = canonical(value);
    this.spelt[n] = { value, spelling };
    return spelling;
  }

  /** Whether a row says what another one of its table said. @throws TypeError as `of` */
  isSame(row: RowOf<Columns>, other: RowOf<Columns>): boolean {
    if (row === other) return true;
    for (let n = 0; n < this.names.length; n++) {
      const name = this.names[n]!;
      const [now, before] = [row[name], other[name]];
      if (now === before) continue;
      if (typeof now === 'string' || valueOf(name, this.types[n]!, now) !== valueOf(name, this.types[n]!, before)) return false;
    }
    return true;
  }
}

// node:sqlite binds what is missing as NULL without a word, so each value is looked at here.
const valueOf = (name: string, type: Column, value: unknown): Value => {
  if (value === undefined) throw new TypeError(`the column ${name} is left out`);
  if (value === null && type !== 'text' && type !== 'integer') return null;
  if (type === 'json') return canonical(value);
  if (typeof value === 'string' ? isText(type) : Number.isSafeInteger(value) && !isText(type)) return value as string | number;
  throw new TypeError(`the column ${name} holds ${type}, not ${JSON.stringify(value)}`);
};
const isText = (type: Column): boolean => type === 'text' || type === 'text?';
