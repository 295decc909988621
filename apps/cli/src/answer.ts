import { tableMarkdown, type Cell } from '#documents/table.js';
import { asTable, csvOf, forPeople, type Column } from '#shell/columns/column.js';
import { paintFor } from './colour.js';
import { widthOn, type Io } from './io.js';
import { tableOf } from './table.js';

export const formats = ['table', 'json', 'csv', 'md'] as const;
export type Format = (typeof formats)[number];

/** Prints rows for people, or for another program; JSON gives them whole, as the register does. */
export const answerWith = <R>(rows: readonly R[], columns: readonly Column<R>[], none: string, format: Format, io: Io): void => {
  const print = {
    json: () => `${JSON.stringify(rows, null, 2)}\n`,
    csv: () => csvOf(rows, columns),
    md: () => tableMarkdown(asTable(rows, forPeople(columns))),
    table: () => `${rows.length === 0 ? none : onScreen(rows, columns, io)}\n`,
  }[format];
  io.stdout.write(print());
};

const onScreen = <R>(rows: readonly R[], columns: readonly Column<R>[], io: Io): string => {
  const table = asTable(rows, forPeople(columns).filter(saysSomething(rows)));
  return tableOf(
    table.columns.map(({ heading }) => heading),
    table.rows.map((row) => table.columns.map(({ key }) => inWords(row[key] ?? null))),
    // A pipe has no width: each row keeps to its line.
    widthOn(io.stdout, io.env),
    paintFor(io.stdout, io.env),
  );
};
const inWords = (cell: Cell): string => (typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : `${cell ?? 'not stated'}`);

/** On a screen a column is in the way that says nothing, or of every row that it is of the same board. */
const saysSomething =
  <R>(rows: readonly R[]) =>
  ([heading, cell]: Column<R>): boolean => {
    const said = new Set(rows.map((row) => cell(row) ?? ''));
    return heading === 'Board' ? said.size > 1 : [...said].some((words) => words !== '');
  };
