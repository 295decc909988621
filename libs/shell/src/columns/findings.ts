import type { FindingKnown } from '#registers/findings/queries.js';
import { ruleInWords } from '../rule-in-words.js';
import type { Column } from './column.js';

export const findingColumns: readonly Column<FindingKnown>[] = [
  ['Board', ({ boardName }) => boardName],
  ['Meeting', ({ meetingName }) => meetingName],
  ['Kind', ({ kind }) => kind],
  ['Finding', ({ says }) => says],
  ['Because', ({ because }) => because],
  ['Words', (finding) => saidInWords(finding)],
  ['Allowed', ({ overridden }) => (overridden ? (overridden.reason ?? 'yes') : '')],
  ['Rule', ({ source }) => ruleInWords(source)],
  ['Code', ({ code }) => code, 'programs'],
  ['Id', ({ entry }) => entry, 'programs'],
];

/** `Action 9: …`: what is meant by a finding, in the words of its entry. */
export const saidInWords = ({ number, words }: Pick<FindingKnown, 'number' | 'words'>): string =>
  number === null ? (words ?? '') : `Action ${number}${words === null ? '' : `: ${words}`}`;
