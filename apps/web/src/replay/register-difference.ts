import type { Cell, Row as TableRow, Table } from '#documents/table.js';
import type { RegisterThen } from '#shell/desk/answers.js';

type Row = RegisterThen['rows'][number];
export type CellChange = { readonly heading: string; readonly was: Cell; readonly is: Cell };
export type RowChange =
  | { readonly change: 'added' | 'gone'; readonly row: Row; readonly headings: readonly string[] }
  | { readonly change: 'reads otherwise'; readonly row: Row; readonly cells: readonly CellChange[] };

/** What a register said otherwise at an earlier moment: rows added, rows that are gone, and of the others each cell that differs. */
export const differenceOf = (before: RegisterThen, after: RegisterThen): readonly RowChange[] => {
  const [was, is] = [byKey(before.rows), byKey(after.rows)];
  const columns = [...new Set([...after.of, ...before.of])];
  const present = [...is].flatMap(([key, row]): RowChange[] => {
    const old = was.get(key);
    if (!old) return [{ change: 'added', row, headings: after.headings }];
    const cells = columns
      .map((of) => ({ heading: headingOf(of, after, before), was: cellOf(before, old, of), is: cellOf(after, row, of) }))
      .filter((cell) => cell.was !== cell.is);
    return cells.length === 0 ? [] : [{ change: 'reads otherwise', row, cells }];
  });
  const gone = [...was].flatMap(([key, row]): RowChange[] => (is.has(key) ? [] : [{ change: 'gone', row, headings: before.headings }]));
  return [...present, ...gone];
};

/** One thing may have several rows, such as an entry of which a rule finds two things: those are told apart by their order. */
const byKey = (rows: readonly Row[]): ReadonlyMap<string, Row> => {
  const seen = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const nth = seen.get(row.key) ?? 0;
      seen.set(row.key, nth + 1);
      return [`${row.key} ${nth}`, row];
    }),
  );
};

/** A column that is not there, such as a meeting that was not known yet, says as much as an empty cell. */
const cellOf = ({ of: columns }: RegisterThen, { cells }: Row, of: string): Cell => {
  const place = columns.indexOf(of);
  return place < 0 ? '' : (cells[place] ?? null);
};
const headingOf = (of: string, ...registers: readonly RegisterThen[]): string =>
  registers.map((one) => one.headings[one.of.indexOf(of)]).find((heading) => heading !== undefined) ?? of;

/** What names a row for people: its first words that are no board, meeting or number. */
export const titleOf = ({ headings }: Pick<RegisterThen, 'headings'>, { cells }: Row): string => {
  const telling = ['Words', 'Action', 'Name', 'Finding', 'Decision'];
  const place = telling.map((heading) => headings.indexOf(heading)).find((at) => at >= 0 && cells[at]);
  return `${cells[place ?? 0] ?? 'not stated'}`;
};

/** The difference as it is seen, a cell a line. */
export const differenceTable = (changes: readonly RowChange[], seen: Pick<RegisterThen, 'headings'>): Table => ({
  columns: [
    { key: 'change', heading: 'Change' },
    { key: 'row', heading: 'Row' },
    { key: 'column', heading: 'Column' },
    { key: 'was', heading: 'It read' },
    { key: 'is', heading: 'It reads' },
  ],
  rows: changes.flatMap((one): TableRow[] => {
    const row = titleOf(one.change === 'reads otherwise' ? seen : one, one.row);
    if (one.change === 'reads otherwise')
      return one.cells.map(({ heading, was, is }) => ({ change: one.change, row, column: heading, was, is }));
    return one.headings.map((heading, n) => {
      const cell = one.row.cells[n] ?? null;
      return { change: one.change, row, column: heading, was: one.change === 'gone' ? cell : '', is: one.change === 'added' ? cell : '' };
    });
  }),
});
