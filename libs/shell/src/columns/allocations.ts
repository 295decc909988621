import { moneyInWords } from '#documents/figures.js';
import type { AllocationKnown } from '#registers/allocations/queries.js';
import { itemInWords, type Column } from './column.js';

export const allocationColumns: readonly Column<AllocationKnown>[] = [
  ['Board', ({ boardName }) => boardName],
  ['Meeting', ({ meeting }) => meeting],
  ['Item', ({ item }) => itemInWords(item)],
  ['Amount', ({ amount, printed }) => (amount ? moneyInWords(amount) : printed)],
  ['From', ({ source }) => source],
  ['For', ({ purpose }) => purpose],
  ['Decision', ({ words }) => words],
  ['Minor units', ({ amount }) => amount && amount.minor, 'programs'],
  ['Currency', ({ amount }) => amount && amount.currency, 'programs'],
  ['As printed', ({ printed }) => printed, 'programs'],
  ['Id', ({ id }) => id, 'programs'],
];
