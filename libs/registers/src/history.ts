import type { Position } from '#event-store/port.js';
import type { Projection, RowsOf, Tables } from './projection.js';
import { forEver, tablesOf, valuesOf, type Value } from './tables.js';

export type Known = { readonly key: string; readonly values: readonly Value[]; readonly from: Position; readonly to: Position };
type Open = {
  readonly values: readonly Value[];
  readonly spelt: string;
  /** The row as the projection gave it last: most rows are given again unchanged, and comparing this is ten times cheaper. */
  readonly given: string | null;
  readonly from: Position;
  readonly kept: boolean;
};

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
    this.tables = tablesOf(projection).map(([table, columns]) => new TableHistory(table, (row) => valuesOf(columns, row), open(table)));
  }

  /** All rows as they are from this position on. @throws TypeError where two have one key, or one is not as its table says. */
  at(position: Position, rows: RowsOf<Tables>): void {
    for (const table of this.tables) table.at(position, rows[table.name] ?? []);
  }

  changes(): readonly Changes[] {
    return this.tables.map((table) => table.changes());
  }
}

type AnyRow = NonNullable<RowsOf<Tables>[string]>[number];

class TableHistory {
  private open: Map<string, Open>;
  private readonly closed: { key: string; from: Position; to: Position }[] = [];
  private readonly added: Known[] = [];

  constructor(
    readonly name: string,
    private readonly valuesOf: (row: AnyRow) => readonly Value[],
    open: readonly Omit<Known, 'to'>[],
  ) {
    this.open = new Map(
      open.map(({ key, values, from }) => [key, { values, spelt: JSON.stringify(values), given: null, from, kept: true }]),
    );
  }

  at(position: Position, rows: readonly AnyRow[]): void {
    const next = new Map<string, Open>();
    for (const row of rows) {
      if (next.has(row.key)) throw new TypeError(`two rows of ${this.name} have the key ${row.key}`);
      next.set(row.key, this.rowAt(position, row));
    }
    for (const [key, row] of this.open) if (next.get(key)?.spelt !== row.spelt) this.close(key, row, position);
    this.open = next;
  }

  /** The row as it is open already, where it says the same. */
  private rowAt(position: Position, row: AnyRow): Open {
    const given = JSON.stringify(row);
    const before = this.open.get(row.key);
    if (before?.given === given) return before;
    const values = this.valuesOf(row);
    const spelt = JSON.stringify(values);
    return before?.spelt === spelt ? { ...before, given } : { values, spelt, given, from: position, kept: false };
  }

  changes(): Changes {
    const open = [...this.open].filter(([, row]) => !row.kept);
    return {
      table: this.name,
      closed: this.closed,
      added: [...this.added, ...open.map(([key, { values, from }]) => ({ key, values, from, to: forEver }))],
    };
  }

  private close(key: string, { kept, values, from }: Open, to: Position): void {
    if (kept) this.closed.push({ key, from, to });
    else this.added.push({ key, values, from, to });
  }
}
