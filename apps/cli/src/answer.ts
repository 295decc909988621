import { tableCsv, tableMarkdown, type Cell, type Table } from '#documents/table.js';
import { paintFor } from './colour.js';
import type { Io } from './io.js';
import { tableOf } from './table.js';

/** A column of a register: its heading, and what a row says under it; null is not stated. */
export type Column<R> = readonly [heading: string, cell: (row: R) => Cell];
export const formats = ['table', 'json', 'csv', 'md'] as const;
export type Format = (typeof formats)[number];

/** Prints rows for people, or for another program; JSON gives them whole, as the register does. */
export const answerWith = <R>(rows: readonly R[], columns: readonly Column<R>[], none: string, format: Format, io: Io): void => {
  const print = {
    json: () => `${JSON.stringify(rows, null, 2)}\n`,
    csv: () => tableCsv(asTable(rows, columns)),
    md: () => tableMarkdown(asTable(rows, columns)),
    table: () => `${rows.length === 0 ? none : forPeople(rows, columns, io)}\n`,
  }[format];
  io.stdout.write(print());
};

const asTable = <R>(rows: readonly R[], columns: readonly Column<R>[]): Table => ({
  columns: columns.map(([heading]) => ({ key: heading, heading })),
  rows: rows.map((row) => Object.fromEntries(columns.map(([heading, cell]) => [heading, cell(row)]))),
});

const forPeople = <R>(rows: readonly R[], columns: readonly Column<R>[], io: Io): string =>
  tableOf(
    columns.map(([heading]) => heading),
    rows.map((row) => columns.map(([, cell]) => `${cell(row) ?? ''}`)),
    widthFor(io),
    paintFor(io.stdout, io.env),
  );

/** A pipe has no width: each row keeps to its line. */
const widthFor = ({ stdout, env }: Io): number | null =>
  stdout.isTTY === true ? Math.max(40, stdout.columns ?? (Number(env['COLUMNS']) || 80)) : null;
