import { tableCsv, type Cell, type Table } from '#documents/table.js';

/**
 * A column of a register: its heading, and what a row says under it, null being not stated. What is for programs is
 * found in CSV only: ids, codes, and dates or sums apart from their words. A heading that may be called otherwise one day
 * says what it is of.
 */
export type Column<R> = readonly [heading: string, cell: (row: R) => Cell, readers?: 'programs' | undefined, of?: string];

/** The columns of a table that people read. */
export const forPeople = <R>(columns: readonly Column<R>[]): readonly Column<R>[] =>
  columns.filter(([, , readers]) => readers === undefined);

export const asTable = <R>(rows: readonly R[], columns: readonly Column<R>[]): Table => ({
  columns: columns.map(([heading], n) => ({ key: `${n}`, heading })),
  rows: rows.map((row) => Object.fromEntries(columns.map(([, cell], n) => [`${n}`, cell(row)]))),
});

/** The whole of a register for a spreadsheet: the same bytes wherever it is asked for. */
export const csvOf = <R>(rows: readonly R[], columns: readonly Column<R>[]): string => tableCsv(asTable(rows, columns));

type Item = { readonly label: string | null; readonly heading: string | null };
/** `6 Procurement Programme Report` */
export const itemInWords = (item: Item | null): Cell =>
  item && ([item.label, item.heading].filter((part) => part !== null).join(' ') || null);

/** One after the other; none is an empty cell. */
export const several = (words: readonly (string | null)[]): string => words.map((one) => one ?? 'not stated').join('; ');
