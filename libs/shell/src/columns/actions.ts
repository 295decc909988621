import type { ActionKnown, DueKnown, OwnerKnown } from '#registers/action-tracker/queries.js';
import { itemInWords, several, type Column } from './column.js';

export const actionColumns: readonly Column<ActionKnown>[] = [
  ['Board', ({ board }) => board],
  ['Meeting', ({ meeting }) => meeting],
  ['No.', ({ number }) => number],
  ['Action', ({ wording }) => wording],
  ['Owner', (action) => ownersInWords(action)],
  ['Due', ({ due }) => due && dueInWords(due)],
  ['Status', ({ status }) => status],
  ['Findings', ({ findings }) => findings.map(({ says }) => says).join(' ')],
  ['Due date', ({ due }) => due && due.date, 'programs'],
  ['First due', ({ firstDue }) => firstDue && dueInWords(firstDue), 'programs'],
  ['Item', ({ item }) => itemInWords(item), 'programs'],
  ['Decision', ({ decision }) => decision && decision.words, 'programs'],
  ['Finding codes', ({ findings }) => several(findings.map(({ code }) => code)), 'programs'],
  ['Id', ({ id }) => id, 'programs'],
];

/** `CA (Chris Allison)`: as printed, and as the book knows them; or that nobody is named. */
const ownersInWords = ({ ownersPrinted, owners, assigned }: ActionKnown): string => {
  if (owners.length === 0) return assigned === 'named' ? (ownersPrinted ?? 'unassigned') : assigned;
  return owners.map(ownerInWords).join(', ');
};
const ownerInWords = ({ printed, name }: OwnerKnown): string => {
  if (printed === null) return name ?? 'somebody unknown';
  return name === null || name === printed ? printed : `${printed} (${name})`;
};

/** `2010-04-14 (the April Board meeting)`: the date as far as it is known, and as printed. */
const dueInWords = ({ date, printed, kind }: DueKnown): string => {
  if (date === null) return printed ?? kind;
  return printed === null ? date : `${date} (${printed})`;
};
