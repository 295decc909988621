import { tableCsv, type Cell } from '#documents/table.js';
import type { ActionKnown, DueKnown } from '#registers/action-tracker/queries.js';
import type { AllocationKnown } from '#registers/allocations/queries.js';
import type { Sheet } from '#registers/attendance-sheet/queries.js';
import type { TrailEntry } from '#registers/audit-trail/queries.js';
import type { DecisionKnown } from '#registers/decision-register/queries.js';
import type { FindingKnown } from '#registers/findings/queries.js';
import type { InterestKnown } from '#registers/interests/queries.js';

type Columns<R> = Readonly<Record<string, (row: R) => Cell>>;

/** Rows for a spreadsheet; what is not stated is an empty cell. */
const csvBy =
  <R>(columns: Columns<R>) =>
  (rows: readonly R[]): string =>
    tableCsv({
      columns: Object.keys(columns).map((key) => ({ key, heading: key })),
      rows: rows.map((row) => Object.fromEntries(Object.entries(columns).map(([key, cell]) => [key, cell(row)]))),
    });

const several = (words: readonly (string | null)[]): Cell => words.filter((one) => one !== null).join('; ') || null;
const itemIn = ({ label, heading }: { readonly label: string | null; readonly heading: string | null }): Cell =>
  [label, heading].filter((part) => part !== null).join(' ') || null;
const dueIn = (due: DueKnown | null): Cell => due && (due.date ?? due.printed ?? due.kind);

export const actionsCsv = csvBy<ActionKnown>({
  Board: ({ board }) => board,
  Meeting: ({ meeting }) => meeting,
  Number: ({ number }) => number,
  Action: ({ wording }) => wording,
  Owners: ({ owners }) => several(owners.map(({ name, printed }) => name ?? printed)),
  Due: ({ due }) => dueIn(due),
  Status: ({ status }) => status,
  Item: ({ item }) => item && itemIn(item),
  Decision: ({ decision }) => decision?.words ?? null,
  Findings: ({ findings }) => several(findings.map(({ code }) => code)),
  Id: ({ id }) => id,
});

export const decisionsCsv = csvBy<DecisionKnown>({
  Board: ({ board }) => board,
  Meeting: ({ meeting }) => meeting,
  Item: ({ item }) => itemIn(item),
  Kind: ({ kind }) => kind,
  Decision: ({ words }) => words,
  Reason: ({ reason }) => reason,
  Method: ({ method }) => method,
  Subjects: ({ subjects }) => several(subjects.map(({ name }) => name)),
  Force: ({ force }) => force,
  Implemented: ({ implemented }) => implemented,
  Id: ({ id }) => id,
});

export const interestsCsv = csvBy<InterestKnown>({
  Name: ({ name }) => name,
  Meeting: ({ meeting }) => meeting,
  Item: ({ item }) => itemIn(item),
  Declared: ({ words }) => words,
  As: ({ as }) => as,
  Type: (interest) => interest.class,
  About: ({ about }) => about.words ?? about.kind,
  Withdrew: ({ withdrew }) => withdrew,
  Id: ({ id }) => id,
});

export const allocationsCsv = csvBy<AllocationKnown>({
  Meeting: ({ meeting }) => meeting,
  Item: ({ item }) => itemIn(item),
  'Amount in minor units': ({ amount }) => amount?.minor ?? null,
  Currency: ({ amount }) => amount?.currency ?? null,
  'As printed': ({ printed }) => printed,
  Source: ({ source }) => source,
  Purpose: ({ purpose }) => purpose,
  Decision: ({ words }) => words,
  Id: ({ id }) => id,
});

export const findingsCsv = csvBy<FindingKnown>({
  Kind: ({ kind }) => kind,
  Code: ({ code }) => code,
  Finding: ({ says }) => says,
  Because: ({ because }) => because,
  Source: ({ source }) => source,
  Meeting: ({ meetingName }) => meetingName,
  Overridden: ({ overridden }) => overridden && (overridden.reason ?? 'yes'),
  Stream: ({ stream }) => stream,
  Entry: ({ entry }) => entry,
});

export const auditCsv = csvBy<TrailEntry>({
  Position: ({ position }) => position,
  Stream: ({ stream }) => stream,
  Revision: ({ revision }) => revision,
  Type: ({ type }) => type,
  'Recorded at': ({ recordedAt }) => recordedAt,
  'Entered at': ({ enteredAt }) => enteredAt,
  Occurred: ({ occurred }) => occurred && JSON.stringify(occurred),
  'How recorded': ({ recorded }) => recorded,
  Actor: ({ actor }) => actor,
  Standing: ({ standing }) => standing,
  'Corrected by': ({ correctedBy }) => correctedBy,
  Corrects: ({ corrects }) => corrects,
  Entry: ({ entry }) => entry,
});

/** A person a line, a meeting a column. */
export const sheetCsv = ({ meetings, people }: Sheet): string =>
  csvBy<Sheet['people'][number]>({
    Name: ({ name }) => name,
    'Appointed as': ({ appointedAs }) => appointedAs,
    ...Object.fromEntries(
      meetings.map(({ name, meeting }, n) => [name ?? meeting, ({ cells }: Sheet['people'][number]) => cells[n]?.status ?? null]),
    ),
    Present: ({ present }) => present,
    Of: ({ of }) => of,
  })(people);
