import type { Position } from '#event-store/port.js';
import type { Columns, Parts, Projection, RowsOf, Tables } from './projection.js';
import { forEver, tablesOf, valuesOf, type Value } from './tables.js';

export type Known = { readonly key: string; readonly values: readonly Value[]; readonly from: Position; readonly to: Position };
/** `row` is what the projection gave last; null where it was read from the file. */
type Open = { readonly row: AnyRow | null; readonly values: readonly Value[]; readonly from: Position; kept: boolean };

/** What became of the rows of one stream in one table: those to close, and those to add. */
export type Changes = {
  readonly table: string;
  readonly closed: readonly { readonly key: string; readonly from: Position; readonly to: Position }[];
  readonly added: readonly Known[];
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
  private open: Map<string, Open>;
  private last: readonly Part[] | null = null;
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
    const parts = 'parts' in given ? given.parts : [given];
    if (this.hasGrown(parts)) {
      parts.forEach((rows, n) => {
        for (let next = this.last![n]!.length; next < rows.length; next++) this.begin(position, rows[next]!, this.open);
      });
    } else this.compare(position, parts);
    this.last = parts.map((rows) => ({ rows, length: rows.length }));
  }

  private hasGrown(parts: readonly (readonly AnyRow[])[]): boolean {
    const { last } = this;
    return (
      last !== null && last.length === parts.length && parts.every((rows, n) => last[n]!.rows === rows && last[n]!.length <= rows.length)
    );
  }

  private compare(position: Position, parts: readonly (readonly AnyRow[])[]): void {
    const next = new Map<string, Open>();
    for (const rows of parts) for (const row of rows) this.goOn(position, row, next);
    for (const [key, row] of this.open) if (next.get(key)?.from !== row.from) this.close(key, row, position);
    this.open = next;
  }

  /** The row as it is open already, where it says the same. */
  private goOn(position: Position, row: AnyRow, next: Map<string, Open>): void {
    const before = this.open.get(row.key);
    if (before === undefined) return this.begin(position, row, next);
    if (before.row === row && !next.has(row.key)) return void next.set(row.key, before);
    const values = valuesOf(this.columns, row as never);
    if (!before.values.every((value, n) => value === values[n])) return this.begin(position, row, next, values);
    this.mustBeNew(row, next);
    next.set(row.key, Object.assign(before, { row }));
  }

  private begin(position: Position, row: AnyRow, open: Map<string, Open>, values = valuesOf(this.columns, row as never)): void {
    this.mustBeNew(row, open);
    const begun: Open = { row, values, from: position, kept: false };
    open.set(row.key, begun);
    this.fresh.push([row.key, begun]);
  }

  private mustBeNew({ key }: AnyRow, open: ReadonlyMap<string, Open>): void {
    if (open.has(key)) throw new TypeError(`two rows of ${this.name} have the key ${key}`);
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
