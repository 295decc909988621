import { paintFor } from './colour.js';
import type { Io } from './io.js';
import { tableOf } from './table.js';

/** A column of a register: its heading, and what a row says under it. */
export type Column<R> = readonly [head: string, cell: (row: R) => string];
export const formats = ['table', 'json', 'csv', 'md'] as const;
export type Format = (typeof formats)[number];

/** Prints rows for people, or for another program; JSON gives them whole, as the register does. */
export const answerWith = <R>(rows: readonly R[], columns: readonly Column<R>[], none: string, format: Format, io: Io): void => {
  const heads = columns.map(([head]) => head);
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  io.stdout.write(`${printed(format)}\n`);

  function printed(as: Format): string {
    if (as === 'json') return JSON.stringify(rows, null, 2);
    if (as === 'table') return rows.length === 0 ? none : tableOf(heads, cells, widthFor(io), paintFor(io.stdout, io.env));
    return '';
  }
};

/** A pipe has no width: each row keeps to its line. */
const widthFor = ({ stdout, env }: Io): number | null =>
  stdout.isTTY === true ? Math.max(40, stdout.columns ?? (Number(env['COLUMNS']) || 80)) : null;
