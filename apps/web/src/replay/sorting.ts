import type { Cell } from '#documents/table.js';
import type { RegisterThen } from '#shell/desk/answers.js';

/** By which column a register is read; null is the order of the record. */
export type Order = { readonly by: string; readonly descending: boolean } | null;

/** Numbers by their value, words by the alphabet, what is not stated last either way. */
export const inOrder = ({ headings, rows }: Pick<RegisterThen, 'headings' | 'rows'>, order: Order): RegisterThen['rows'] => {
  const column = order === null ? -1 : headings.indexOf(order.by);
  if (order === null || column < 0) return rows;
  return rows.toSorted((a, b) => compared(a.cells[column] ?? null, b.cells[column] ?? null, order.descending));
};

const compared = (a: Cell, b: Cell, descending: boolean): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const rising = words.compare(String(a), String(b));
  return descending ? -rising : rising;
};
const words = new Intl.Collator('en-GB', { numeric: true });
