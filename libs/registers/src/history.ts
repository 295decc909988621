import type { Position, Recorded } from '#event-store/port.js';
import type { Parts, Projection, RowsOf, Tables } from './projection.js';
import { forEver, type Value, Valuing } from './tables.js';

export type Known = { readonly key: string; readonly values: readonly Value[]; readonly from: Position; readonly to: Position };
/** `row` is what the projection gave last; `asked` is the comparison that it waits in. The values of what is in the file already nobody asks for. */
type Open = { row: AnyRow; values: readonly Value[]; readonly from: Position; kept: boolean; asked: number };

/** What became of the rows of one stream in one table: those to close, and those to add. */
export type Changes = {
  readonly table: string;
  readonly closed: readonly { readonly key: string; readonly to: Position }[];
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

/** The rows of one stream through the positions. */
export class History {
  /** Of the tables that were given rows. */
  private readonly tables: TableHistory[] = [];

  constructor(private readonly projection: Projection) {}

  /** It goes on from these rows, which are in the file already. */
  goOnFrom(rows: RowsOf<Tables>): void {
    this.at(written, rows);
  }

  /** All rows as they are from this position on. @throws TypeError where two have one key, or one is not as its table says. */
  at(position: Position, rows: RowsOf<Tables>): void {
    let given = 0;
    // Mostly each time the same tables in the same order.
    for (const name in rows) {
      const next = this.tables[given];
      const table = next?.name === name ? next : this.table(name);
      table.at(position, rows[name] ?? none);
      given++;
    }
    if (given < this.tables.length) for (const table of this.tables) if (!(table.name in rows)) table.at(position, none);
  }

  /** What is to be written since this was asked last. */
  changes(): readonly Changes[] {
    return this.tables.flatMap((table) => table.changes() ?? []);
  }

  private table(name: string): TableHistory {
    const known = this.tables.find((table) => table.name === name);
    if (known) return known;
    const columns = this.projection.tables[name];
    if (!columns) throw new TypeError(`there is no table ${name}`);
    const begun = new TableHistory(name, Valuing.by(columns));
    this.tables.push(begun);
    return begun;
  }
}

type AnyRow = { readonly key: string } & Readonly<Record<string, unknown>>;
type Part = { readonly rows: readonly AnyRow[]; length: number };
const none: readonly AnyRow[] = [];
const unasked: readonly Value[] = [];
/** Instead of a position: of these rows nobody asks from which one on they are known. */
const written = -1;

class TableHistory {
  private readonly open = new Map<string, Open>();
  private last: (Part | undefined)[] | null = null;
  private list: readonly (readonly AnyRow[])[] | null = null;
  private closed: { key: string; to: Position }[] = [];
  private added: Known[] = [];
  private fresh: [key: string, row: Open][] = [];
  private comparisons = 0;

  constructor(
    readonly name: string,
    private readonly valuing: Valuing,
  ) {}

  at(position: Position, given: readonly AnyRow[] | Parts<AnyRow>): void {
    if (given === none && this.open.size === 0) return;
    if ('parts' in given) this.inParts(position, given);
    else this.inOne(position, given);
  }

  private inOne(position: Position, rows: readonly AnyRow[]): void {
    const before = this.last;
    const part = before?.length === 1 ? before[0] : undefined;
    if (part && isGrown(part, rows)) return this.goOn(position, part);
    if (part && isOneAnew(part, rows)) this.replace(position, rows[0]!);
    else this.compare(position, before, [rows]);
    this.last = [{ rows, length: rows.length }];
    this.list = null;
  }

  private inParts(position: Position, { parts, changed }: Parts<AnyRow>): void {
    const before = this.last;
    if (changed === undefined && isAsBefore(before, parts)) return;
    const isSame = changed !== undefined && before !== null && this.list === parts;
    if (isSame && changed.length === 0) return;
    const looked = isSame ? changed : Array.from({ length: Math.max(parts.length, before?.length ?? 0) }, (_, n) => n);
    const last = isSame ? before : parts.map((_, n) => before?.[n]);
    const [gone, come]: [(Part | undefined)[], (readonly AnyRow[] | undefined)[]] = [[], []];
    for (const n of looked) {
      if (before !== null && isGrown(before[n], parts[n])) continue;
      gone.push(before?.[n]);
      come.push(parts[n]);
      if (parts[n]) last[n] = { rows: parts[n], length: parts[n].length };
    }
    if (come.length > 0) this.compare(position, before && gone, come);
    for (const n of looked) if (last[n]) this.goOn(position, last[n]);
    this.last = last;
    this.list = parts;
  }

  /** A list that has grown. */
  private goOn(position: Position, part: Part): void {
    for (; part.length < part.rows.length; part.length++) this.begin(position, part.rows[part.length]!);
  }

  /** @param before parts that are given no more as they were; null where nobody knows which rows these held */
  private compare(
    position: Position,
    before: readonly (Part | undefined)[] | null,
    parts: readonly (readonly AnyRow[] | undefined)[],
  ): void {
    const asked = ++this.comparisons;
    const keys = before ? keysIn(before) : [...this.open.keys()];
    for (const key of keys) this.open.get(key)!.asked = asked;
    for (const rows of parts) if (rows) for (const row of rows) this.stay(position, row, asked);
    for (const key of keys) {
      const row = this.open.get(key);
      if (row?.asked !== asked) continue;
      this.open.delete(key);
      this.close(key, row, position);
    }
  }

  /** The row as it was open already, where it says the same. */
  private stay(position: Position, row: AnyRow, asked: number): void {
    const before = this.open.get(row.key);
    if (before?.asked !== asked) return this.begin(position, row);
    before.asked = 0;
    this.replace(position, row);
  }

  private replace(position: Position, row: AnyRow): void {
    const before = this.open.get(row.key)!;
    if (this.valuing.isSame(row, before.row)) {
      before.row = row;
      return;
    }
    this.open.delete(row.key);
    this.close(row.key, before, position);
    this.begin(position, row);
  }

  private begin(position: Position, row: AnyRow): void {
    if (this.open.has(row.key)) throw new TypeError(`two rows of ${this.name} have the key ${row.key}`);
    const kept = position === written;
    const begun: Open = { row, values: kept ? unasked : this.valuing.of(row), from: position, kept, asked: 0 };
    this.open.set(row.key, begun);
    if (!kept) this.fresh.push([row.key, begun]);
  }

  changes(): Changes | null {
    const { name: table, closed } = this;
    const { added } = this;
    for (const [key, row] of this.fresh) {
      if (this.open.get(key) !== row) continue;
      added.push({ key, values: row.values, from: row.from, to: forEver });
      row.kept = true;
      row.values = unasked;
    }
    if (closed.length > 0) this.closed = [];
    if (added.length > 0) this.added = [];
    if (this.fresh.length > 0) this.fresh = [];
    return closed.length === 0 && added.length === 0 ? null : { table, closed, added };
  }

  private close(key: string, { kept, values, from }: Open, to: Position): void {
    if (kept) this.closed.push({ key, to });
    else this.added.push({ key, values, from, to });
  }
}

const isGrown = (part: Part | undefined, rows: readonly AnyRow[] | undefined): boolean =>
  rows !== undefined && part?.rows === rows && part.length <= rows.length;
/** One row, and the same one by its key. */
const isOneAnew = ({ rows: before, length }: Part, rows: readonly AnyRow[]): boolean =>
  length === 1 && rows.length === 1 && before[0]!.key === rows[0]!.key;
const isAsBefore = (before: readonly (Part | undefined)[] | null, parts: readonly (readonly AnyRow[])[]): boolean =>
  before?.length === parts.length && parts.every((rows, n) => before[n]?.rows === rows && before[n].length === rows.length);
const keysIn = (parts: readonly (Part | undefined)[]): readonly string[] => {
  const keys: string[] = [];
  for (const part of parts) if (part) for (let n = 0; n < part.length; n++) keys.push(part.rows[n]!.key);
  return keys;
};
