import { dateInWords, instantInWords } from '#documents/figures.js';
import { tableMarkdown } from '#documents/table.js';
import type { Cause, MinutesChange, MinutesChanges } from '../minutes-changes.js';
import { asTable, forPeople, several, type Column } from './column.js';

const each = (causes: readonly Cause[], say: (cause: Cause) => string | null) => several(causes.map(say));
/** Of what was simply recorded nobody is asked for a reason. */
const ofCorrections = (causes: readonly Cause[], say: (cause: Cause) => string | null) =>
  each(
    causes.filter(({ how }) => how !== 'recorded'),
    say,
  );

export const changeColumns: readonly Column<MinutesChange>[] = [
  ['Where', ({ where }) => where],
  ['Change', ({ change }) => change],
  ['Was', ({ was }) => was ?? ''],
  ['Reads now', ({ is }) => is ?? ''],
  ['How', ({ causes }) => each(causes, ({ how }) => how)],
  ['Why', ({ causes }) => ofCorrections(causes, ({ reason }) => reason)],
  ['By authority of', ({ causes }) => ofCorrections(causes, ({ authority }) => authority)],
  ['By', ({ causes }) => each(causes, ({ by }) => by)],
  ['When', ({ causes }) => each(causes, ({ recordedAt }) => instantInWords(recordedAt))],
  ['Recorded at', ({ causes }) => each(causes, ({ recordedAt }) => recordedAt), 'programs'],
  ['Position', ({ causes }) => each(causes, ({ position }) => `${position}`), 'programs'],
  ['Id', ({ entry }) => entry, 'programs'],
];

/** `Changed since version 1 was sent` */
export const sinceInWords = ({ version, position }: MinutesChanges['since']): string =>
  version === null ? `Changed since position ${position}` : `Changed since version ${version} was sent`;

const dayOrInstant = (sent: string): string => (sent.includes('T') ? instantInWords(sent) : dateInWords(sent));

/** The list of changes that goes with a numbered version. Ends with a line feed. */
export const changesMarkdown = ({ since, changes }: MinutesChanges): string =>
  [
    `# ${sinceInWords(since)}`,
    ...(since.sent === null ? [] : ['', `_Version ${since.version} was sent on ${dayOrInstant(since.sent)}._`]),
    '',
    changes.length === 0 ? 'Nothing reads otherwise.\n' : tableMarkdown(asTable(changes, forPeople(changeColumns))),
  ].join('\n');
