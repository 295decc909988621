import { byTheir, json, meetingName, where, type Ask, type Row } from '../ask.js';
import { boardNamed, people, personAmong, type PersonKnown } from '../book/queries.js';
import type { OwnerRow } from '../in-meeting.js';
import { joinFindings, type ActionFinding } from './joined.js';

export type OwnerKnown = {
  readonly printed: string | null;
  readonly kind: OwnerRow['kind'];
  /** As the book knows the person or the organisation; null for a role, a group, and what is not resolved. */
  readonly name: string | null;
  readonly person: string | null;
  readonly organisation: string | null;
};
export type DueKnown = {
  readonly kind: 'date' | 'meeting' | 'period' | 'event' | 'standing';
  readonly printed: string | null;
  /** As far as it is stated; of a meeting its day, once it is known. */
  readonly date: string | null;
};
export type ActionReport = {
  readonly entry: string;
  readonly what: string;
  readonly meeting: string | null;
  readonly by: string | null;
  readonly words: string | null;
  readonly reason: string | null;
  readonly due: DueKnown | null;
  readonly owners: readonly OwnerKnown[] | null;
  readonly recordedAt: string;
};
export type ActionKnown = {
  readonly board: string | null;
  readonly meeting: string | null;
  readonly number: string | null;
  readonly wording: string | null;
  readonly owners: readonly OwnerKnown[];
  readonly due: DueKnown | null;
  /** As first agreed: the same, where nobody changed it. */
  readonly firstDue: DueKnown | null;
  readonly status: 'open' | 'in progress' | 'carried forward' | 'overdue' | 'completed' | 'cancelled' | 'superseded';
  readonly item: { readonly label: string | null; readonly heading: string | null } | null;
  readonly decision: { readonly kind: string; readonly words: string | null } | null;
  readonly findings: readonly ActionFinding[];
  readonly id: string;
  readonly entry: string;
  readonly ids: { readonly board: string | null; readonly meeting: string; readonly item: string | null; readonly decision: string | null };
  readonly assigned: 'named' | 'unassigned' | 'to be confirmed';
  readonly ownersPrinted: string | null;
  readonly performers: readonly OwnerKnown[];
  readonly supersededBy: string | null;
  readonly listings: readonly {
    readonly heading: string | null;
    readonly number: string | null;
    readonly wording: string | null;
    readonly ownersPrinted: string | null;
    readonly compared: string;
    readonly settledFor: string | null;
  }[];
  readonly history: readonly ActionReport[];
};
export type ActionsAsked = {
  /** Name, alias, part of the name, or id. */
  readonly board?: string;
  readonly person?: string;
  readonly initials?: string;
  readonly meeting?: string;
  /** One alone, by its id. */
  readonly action?: string;
  /** The id of the meeting at which they are to be reported. */
  readonly dueAt?: string;
  /** `open` is everything still to be done, overdue or not. */
  readonly status?: ActionKnown['status'];
};

/** By board and meeting, in the order in which they were raised. A name that fits several asks for all of them. */
export const actions = (ask: Ask, asked: ActionsAsked = {}): readonly ActionKnown[] => {
  const rows = rowsOf(ask, asked);
  const of = knowledge(ask, rows);
  const known = asked.person === undefined && asked.initials === undefined ? [] : people(ask);
  return rows.map((row) => actionOf(row, of)).filter((one) => hasStatus(asked.status, one) && isOwnedBy(asked, one, known));
};

const rowsOf = (ask: Ask, { board, meeting, action, dueAt }: ActionsAsked): readonly Row[] => {
  const found = board === undefined ? null : boardNamed(ask, board);
  const boards = found && ('one' in found ? [found.one] : found.candidates).map((one) => one.board);
  const asked = where({
    'tracker.meeting = ?': meeting,
    'tracker.action = ?': action,
    'tracker.due_at = ?': dueAt,
    'tracker.board IN (SELECT value FROM json_each(?))': boards && JSON.stringify(boards),
  });
  return ask.rows(
    `SELECT tracker.*, known.name AS board_name, decision.kind AS decision_kind, decision.words AS decision_words
     FROM action_tracker tracker
     LEFT JOIN board_then known ON known.board = tracker.board
     LEFT JOIN decision_then decision ON decision.decision = tracker.decision
     ${asked.sql}
     ORDER BY board_name, tracker.date, nth, tracker.meeting, place`,
    ...asked.values,
  );
};

const still = new Set(['open', 'in progress', 'carried forward', 'overdue']);
const hasStatus = (status: ActionKnown['status'] | undefined, action: ActionKnown): boolean =>
  status === undefined || (status === 'open' ? still.has(action.status) : action.status === status);

const isOwnedBy = ({ person, initials }: ActionsAsked, { owners, ids }: ActionKnown, known: readonly PersonKnown[]): boolean => {
  const isMeant = (text: string) => {
    const found = personAmong(known, text, ids);
    const meant = ('one' in found ? [found.one] : found.candidates).flatMap((one) => [one.person, ...one.records]);
    return owners.some((owner) => owner.printed === text || (owner.person !== null && meant.includes(owner.person)));
  };
  return [person, initials].every((text) => text === undefined || isMeant(text));
};

type Knowledge = ReturnType<typeof knowledge>;
/** What these actions are joined with, read once for all of them. */
const knowledge = (ask: Ask, rows: readonly Row[]) => {
  const ids = JSON.stringify(rows.map(({ action }) => action));
  return {
    person: ask.names(),
    organisation: ask.organisations(),
    // A meeting may be moved: its day is looked up when it is asked for.
    reports: byTheir(
      'action',
      ask.rows(
        `SELECT report.*, coalesce(due_date, (SELECT date FROM meeting_then meeting WHERE meeting.meeting = due_meeting)) AS day
     FROM action_report_then report WHERE action IN (SELECT value FROM json_each(?)) ORDER BY action, place`,
        ids,
      ),
    ),
    listings: byTheir(
      'action',
      ask.rows('SELECT * FROM listing_then WHERE action IN (SELECT value FROM json_each(?)) ORDER BY meeting, entry', ids),
    ),
    findings: joinFindings(ask, ids),
    firstDue: firstDues(ask, ids),
  };
};

const firstDues = (ask: Ask, ids: string): ((action: string) => DueKnown | null) => {
  const rows = ask.rows(
    'SELECT action.action, due_kind, due_printed, day FROM action_then action JOIN action_first_due due ON due.action = action.action WHERE action.action IN (SELECT value FROM json_each(?))',
    ids,
  );
  const dues = new Map(rows.map((row) => [row['action'], dueOf(row, row['day'] as string | null)]));
  return (action) => dues.get(action) ?? null;
};

const actionOf = (row: Row, of: Knowledge): ActionKnown => ({
  board: row['board_name'] as string | null,
  meeting: meetingName(row),
  number: row['number'] as string | null,
  wording: row['wording'] as string | null,
  owners: ownersOf(row['owners'], of),
  due: dueOf(row, row['day'] as string | null),
  firstDue: of.firstDue(row['action'] as string),
  status: (row['is_overdue'] ? 'overdue' : row['status']) as ActionKnown['status'],
  item: row['item'] === null ? null : { label: row['item_label'] as string | null, heading: row['item_heading'] as string | null },
  decision: row['decision_kind'] === null ? null : { kind: row['decision_kind'] as string, words: row['decision_words'] as string | null },
  findings: of.findings(row['action'] as string),
  id: row['action'] as string,
  entry: row['entry'] as string,
  ids: {
    board: row['board'] as string | null,
    meeting: row['meeting'] as string,
    item: row['item'] as string | null,
    decision: row['decision'] as string | null,
  },
  assigned: row['assigned'] as ActionKnown['assigned'],
  ownersPrinted: row['owners_printed'] as string | null,
  performers: ownersOf(row['performers'], of),
  supersededBy: row['superseded_by'] as string | null,
  listings: listingsOf(row['action'] as string, of),
  history: of.reports(row['action']).map((report) => reportOf(report, of)),
});

const ownersOf = (owners: Row[string] | undefined, of: Knowledge): readonly OwnerKnown[] =>
  (json<readonly OwnerRow[] | null>(owners) ?? []).map(({ printed, kind, person, organisation }) => ({
    printed,
    kind,
    name: kind === 'organisation' ? of.organisation(organisation) : of.person(person),
    person,
    organisation,
  }));

const dueOf = (row: Row, date: string | null): DueKnown | null =>
  row['due_kind'] === null ? null : { kind: row['due_kind'] as DueKnown['kind'], printed: row['due_printed'] as string | null, date };

const listingsOf = (action: string, of: Knowledge): ActionKnown['listings'] =>
  of.listings(action).map((one) => ({
    heading: one['heading'] as string | null,
    number: one['number'] as string | null,
    wording: one['wording'] as string | null,
    ownersPrinted: one['owners_printed'] as string | null,
    compared: one['compared'] as string,
    settledFor: one['settled_for'] as string | null,
  }));

const reportOf = (row: Row, of: Knowledge): ActionReport => ({
  entry: row['entry'] as string,
  what: row['what'] as string,
  meeting: row['at_meeting'] as string | null,
  by: of.person(row['reported_by'] as string | null),
  words: row['words'] as string | null,
  reason: row['reason'] as string | null,
  due: dueOf(row, row['day'] as string | null),
  owners: row['owners'] === null ? null : ownersOf(row['owners'], of),
  recordedAt: row['recorded_at'] as string,
});
