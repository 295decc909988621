import type { TrailEntry } from '#registers/audit-trail/queries.js';
import type { Column } from './column.js';

type Placed = Pick<TrailEntry, 'position' | 'stream' | 'revision' | 'type' | 'recordedAt' | 'enteredAt' | 'recorded' | 'actor'> & {
  readonly occurred: unknown;
};
/** Where an entry stands in the log, when it was made, how and by whom. */
export const entryColumns: readonly Column<Placed>[] = [
  ['Position', ({ position }) => position],
  ['Stream', ({ stream }) => stream],
  ['Revision', ({ revision }) => revision],
  ['Type', ({ type }) => type],
  ['Recorded at', ({ recordedAt }) => recordedAt],
  ['Entered at', ({ enteredAt }) => enteredAt, 'programs'],
  ['Occurred', ({ occurred }) => (occurred === null ? null : JSON.stringify(occurred)), 'programs'],
  ['How recorded', ({ recorded }) => recorded],
  ['Actor', ({ actor }) => actor],
];

export const trailColumns: readonly Column<TrailEntry & { readonly actorName: string }>[] = [
  ...entryColumns,
  ['Made by', ({ actorName }) => actorName],
  ['Standing', ({ standing }) => standing],
  ['Corrected by', ({ correctedBy }) => correctedBy, 'programs'],
  ['Corrects', ({ corrects }) => corrects, 'programs'],
  ['Late before', ({ lateBefore }) => lateBefore, 'programs'],
  ['Id', ({ entry }) => entry, 'programs'],
];
