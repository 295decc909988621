import type { Position, Recorded } from '#event-store/port.js';
import type { Columns, Parts, Projection, RowsOf, Tables } from './projection.js';
import { forEver, tablesOf, valuesOf, type Value } from './tables.js';

export type Known = { readonly key: string; readonly values: readonly Value[]; readonly from: Position; readonly to: Position };
/** `row` is what the projection gave last; null where it was read from the file. */
type Open = { row: AnyRow | null; readonly values: readonly Value[]; readonly from: Position; kept: boolean };

/** What became of the rows of one stream in one table: those to close, and those to add. */
export type Changes = {
  readonly table: string;
  readonly closed: readonly { readonly key: string; readonly from: Position; readonly to: Position }[];
  readonly added: readonly Known[];
};

/** What a batch of entries changes in the rows of one register. */
export type Batch = {
  /** The checkpoint that it goes on from: where it is another one by now, somebody else has written. */
  readonly from: Position;
  /** The last event that is in it. */
  readonly upTo: Recorded;
  readonly streams: readonly { readonly stream: string; readonly erased: boolean; readonly changes: readonly Changes[] }[];
};

/** The rows of one stream through the positions, from the rows that are open now. */
export class History {
  private readonly tables: readonly TableHistory[];

  /** @param open the open rows of a table; none where the history is written from its beginning. */
  constructor(projection: Projection, open: (table: string) => readonly Omit<Known, 'to'>[]) {
    this.tables = tablesOf(projection).map(([table, columns]) => new TableHistory(table, columns, open(table)));
  }

  /** All rows as they are from this position on. @throws TypeError where two have one key, or one is not as its table says. */
  at(position: Position, rows: RowsOf<Tables>): void {
    for (const table of this.tables) table.at(position, rows[table.name] ?? none);
  }

  /** What is to be written since this was asked last. */
  changes(): readonly Changes[] {
    return this.tables.flatMap((table) => table.changes() ?? []);
  }
}

type AnyRow = { readonly key: string } & Readonly<Record<string, unknown>>;
type Part = { readonly rows: readonly AnyRow[]; readonly length: number };
const none: readonly AnyRow[] = [];

class TableHistory {
  private readonly open: Map<string, Open>;
  private last: Part[] | null = null;
  private list: readonly (readonly AnyRow[])[] | null = null;
  private closed: { key: string; from: Position; to: Position }[] = [];
  private added: Known[] = [];
  private fresh: [key: string, row: Open][] = [];

  constructor(
    readonly name: string,
    private readonly columns: Columns,
    open: readonly Omit<Known, 'to'>[],
  ) {
    this.open = new Map(open.map(({ key, values, from }) => [key, { row: null, values, from, kept: true }]));
  }

  at(position: Position, given: readonly AnyRow[] | Parts<AnyRow>): void {
    const alone = this.last?.length === 1 ? this.last[0] : null;
    if ((given === none && this.open.size === 0) || (alone?.rows === given && alone.length === given.length)) return;
    const { parts, changed } = 'parts' in given ? given : { parts: [given], changed: undefined };
    const before = this.last;
    const isSame = changed !== undefined && before !== null && this.list === parts;
    const looked = isSame ? changed : [...Array.from({ length: Math.max(parts.length, before?.length ?? 0) }).keys()];
    const others = before === null ? looked : looked.filter((n) => !isGrown(before[n], parts[n]));
    if (others.length > 0)
      this.compare(
        position,
        before === null ? null : others.map((n) => before[n]),
        others.map((n) => parts[n]),
      );
    const last = isSame ? before : parts.map((_, n) => before?.[n]);
    for (const n of looked) {
      const [part, rows] = [last[n], parts[n]];
      if (rows === undefined) continue;
      if (part?.rows === rows) for (let next = part.length; next < rows.length; next++) this.begin(position, rows[next]!);
      last[n] = { rows, length: rows.length };
    }
    this.last = last as Part[];
    this.list = parts;
  }

  /** The open rows of parts that are given no more as they were, taken out; of all of them where nobody knows which. */
  private gone(before: readonly (Part | undefined)[] | null): ReadonlyMap<string, Open> {
    const keys = before ? before.flatMap((part) => (part ? keysOf(part.rows, part.length) : [])) : [...this.open.keys()];
    const gone = new Map(keys.map((key) => [key, this.open.get(key)!]));
    for (const key of keys) this.open.delete(key);
    return gone;
  }

  private compare(
    position: Position,
    before: readonly (Part | undefined)[] | null,
    parts: readonly (readonly AnyRow[] | undefined)[],
  ): void {
    const gone = this.gone(before);
    for (const rows of parts) for (const row of rows ?? []) this.goOn(position, row, gone.get(row.key));
    for (const [key, row] of gone) if (this.open.get(key)?.from !== row.from) this.close(key, row, position);
  }

  /** The row as it was open already, where it says the same. */
  private goOn(position: Position, row: AnyRow, before: Open | undefined): void {
    const isSame = before?.row === row;
    const values = isSame ? before.values : valuesOf(this.columns, row as never);
    if (!before || !(isSame || before.values.every((value, n) => value === values[n]))) return this.begin(position, row, values);
    this.mustBeNew(row);
    this.open.set(row.key, Object.assign(before, { row }));
  }

  private begin(position: Position, row: AnyRow, values = valuesOf(this.columns, row as never)): void {
    this.mustBeNew(row);
    const begun: Open = { row, values, from: position, kept: false };
    this.open.set(row.key, begun);
    this.fresh.push([row.key, begun]);
  }

  private mustBeNew({ key }: AnyRow): void {
    if (this.open.has(key)) throw new TypeError(`two rows of ${this.name} have the key ${key}`);
  }

  changes(): Changes | null {
    const { name: table, closed } = this;
    const open = this.fresh.filter(([key, row]) => this.open.get(key) === row);
    const added = [...this.added, ...open.map(([key, { values, from }]) => ({ key, values, from, to: forEver }))];
    for (const [, row] of open) row.kept = true;
    Object.assign(this, { closed: [], added: [], fresh: [] });
    return closed.length === 0 && added.length === 0 ? null : { table, closed, added };
  }

  private close(key: string, { kept, values, from }: Open, to: Position): void {
    if (kept) this.closed.push({ key, from, to });
    else this.added.push({ key, values, from, to });
  }
}

const isGrown = (part: Part | undefined, rows: readonly AnyRow[] | undefined): boolean =>
  rows !== undefined && part?.rows === rows && part.length <= rows.length;
const keysOf = (rows: readonly AnyRow[], length: number): readonly string[] => rows.slice(0, length).map(({ key }) => key);
