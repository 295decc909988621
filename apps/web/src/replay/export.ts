import { tableCsv, type Table } from '#documents/table.js';

/** What is seen, to be taken away: a file name without its ending, a table, and the rows as a program wants them, if they are more. */
export type Seen = { readonly name: string; readonly table: Table; readonly lines?: readonly unknown[] };

/** One JSON value a line, each line ended. */
export const linesOf = ({ table, lines }: Seen): string =>
  (lines ?? table.rows.map((row) => Object.fromEntries(table.columns.map(({ key, heading }) => [heading, row[key] ?? null]))))
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');

/** Safe from formulas, as every CSV of this book. */
export const csvOf = ({ table }: Seen): string => tableCsv(table);

export const save = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  Object.assign(anchor, { href: address, download: name });
  anchor.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
