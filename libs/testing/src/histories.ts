import type { History } from '#registers/history.js';

/** Why rows cannot be written, where two of them have one key; null where they can. @throws whatever else goes wrong */
export const wrongIn = (work: () => void): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('two rows of')) return error;
    throw error;
  }
};
/** What a history would write, whatever the order. */
export const inOrder = (history: History) =>
  history.changes().map(({ table, closed, added }) => [table, [...closed, ...added].map((one) => JSON.stringify(one)).toSorted()]);
