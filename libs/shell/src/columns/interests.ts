import type { InterestKnown } from '#registers/interests/queries.js';
import { itemInWords, type Column } from './column.js';

export const interestColumns: readonly Column<InterestKnown>[] = [
  ['Board', ({ boardName }) => boardName],
  ['Meeting', ({ meeting }) => meeting],
  ['Item', ({ item }) => itemInWords(item)],
  ['Name', ({ name }) => name],
  ['As', (interest) => interest.as],
  ['About', ({ about }) => aboutInWords(about)],
  ['Type', (interest) => (interest.class === 'unspecified' ? null : interest.class)],
  ['Left the room', ({ withdrew }) => withdrew],
  ['Words', ({ words }) => words],
  ['Id', ({ id }) => id, 'programs'],
];

const aboutInWords = ({ kind, words }: InterestKnown['about']): string | null => {
  if (kind === 'meeting') return 'the whole meeting';
  return kind === 'unspecified' ? null : (words ?? `the ${kind}`);
};
