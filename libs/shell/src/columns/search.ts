import type { Hit } from '../search.js';
import { itemInWords, type Column } from './column.js';

export const hitColumns: readonly Column<Hit>[] = [
  ['Board', ({ boardName }) => boardName],
  ['Meeting', ({ meetingName }) => meetingName],
  ['Item', ({ item }) => itemInWords(item)],
  ['Kind', ({ kind }) => kind],
  ['Words', ({ words }) => words],
  ['Decision', ({ decision }) => decision, 'programs'],
  ['Action', ({ action }) => action, 'programs'],
  ['Entry', ({ entry }) => entry, 'programs'],
  ['Position', ({ position }) => position, 'programs'],
];
