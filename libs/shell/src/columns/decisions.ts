import type { DecisionKnown } from '#registers/decision-register/queries.js';
import { itemInWords, several, type Column } from './column.js';

export const decisionColumns: readonly Column<DecisionKnown>[] = [
  ['Board', ({ board }) => board],
  ['Meeting', ({ meeting }) => meeting],
  ['Item', ({ item }) => itemInWords(item)],
  ['Decided', ({ kind }) => kind],
  ['Words', ({ words }) => words],
  ['About', ({ subjects }) => several(subjects.map(({ name }) => name))],
  ['Reason', ({ reason }) => reason],
  ['How', ({ method }) => (method === 'not stated' ? null : method)],
  ['Force', ({ force, implemented }) => (implemented ? `${force}, implemented` : force)],
  ['Id', ({ id }) => id, 'programs'],
];
