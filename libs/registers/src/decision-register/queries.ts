import { byTheir, json, meetingName, where, type Ask, type Row } from '../ask.js';
import { boardNamed } from '../book/queries.js';

export type PersonThere = { readonly person: string; readonly name: string | null };
export type DivisionKnown = {
  readonly division: string;
  readonly entry: string;
  readonly question: string | null;
  readonly method: string;
  /** Null is not stated. Of a vote between options `options`, else `for` and `against`. */
  readonly counts: {
    readonly for?: number | null;
    readonly against?: number | null;
    readonly abstained: number | null;
    readonly options?: readonly { readonly words: string | null; readonly count: number | null; readonly prevails: boolean }[];
  };
  readonly outcome: string | null;
  readonly announced: string | null;
  readonly casting: (PersonThere & { readonly vote: string }) | null;
  readonly entitled: readonly PersonThere[];
  readonly named: readonly (PersonThere & { readonly vote: string; readonly option: string | null })[];
  readonly notStated: readonly string[];
};
export type DecisionKnown = {
  readonly id: string;
  readonly entry: string;
  /** Of its entry in the stream of the meeting; null until the audit trail has it. */
  readonly revision: number | null;
  readonly board: string | null;
  readonly boardId: string | null;
  readonly meeting: string | null;
  readonly meetingId: string;
  readonly item: { readonly label: string | null; readonly heading: string | null };
  readonly kind: string;
  readonly words: string | null;
  readonly reason: string | null;
  readonly method: 'vote' | 'general assent' | 'not stated';
  /** Whether the record says how it was decided, or somebody read it into the record. */
  readonly methodKnown: 'stated' | 'inferred' | null;
  readonly subjects: readonly { readonly subject: string; readonly name: string | null; readonly replaces: string | null }[];
  readonly proposedBy: string | null;
  readonly notedBy: string | null;
  readonly recorded: string;
  readonly force: 'in force' | 'conditional' | 'lapsed' | 'rescinded' | 'superseded';
  readonly implemented: boolean;
};
export type DecisionsAsked = { readonly board?: string; readonly meeting?: string; readonly kind?: string };

/** By board and meeting, in the order in which they were taken. */
export const decisions = (ask: Ask, { board, meeting, kind }: DecisionsAsked = {}): readonly DecisionKnown[] => {
  const found = board === undefined ? null : boardNamed(ask, board);
  const boards = found && ('one' in found ? [found.one] : found.candidates).map((one) => one.board);
  const asked = where({
    'board IN (SELECT value FROM json_each(?))': boards && JSON.stringify(boards),
    'meeting = ?': meeting,
    'kind = ?': kind,
  });
  const rows = ask.rows(`SELECT * FROM decision_known ${asked.sql} ORDER BY board_name, date, nth, meeting, place`, ...asked.values);
  const all = `SELECT * FROM decision_subject_then WHERE decision IN (SELECT value FROM json_each(?)) ORDER BY decision, place`;
  const subjects = byTheir('decision', ask.rows(all, JSON.stringify(rows.map((row) => row['decision']))));
  return rows.map((row) => decisionOf(row, subjects(row['decision'])));
};

/** @param subjects its own */
export const decisionOf = (row: Row, subjects: readonly Row[]): DecisionKnown => ({
  id: row['decision'] as string,
  entry: row['entry'] as string,
  revision: row['revision'] as number | null,
  board: row['board_name'] as string | null,
  boardId: row['board'] as string | null,
  meeting: meetingName(row),
  meetingId: row['meeting'] as string,
  item: { label: row['item_label'] as string | null, heading: row['item_heading'] as string | null },
  kind: row['kind'] as string,
  words: row['words'] as string | null,
  reason: row['reason'] as string | null,
  method: row['method'] as DecisionKnown['method'],
  methodKnown: row['method_known'] as DecisionKnown['methodKnown'],
  subjects: subjects.map(({ subject, name, replaces }) => ({
    subject: subject as string,
    name: name as string | null,
    replaces: replaces as string | null,
  })),
  proposedBy: row['proposed_by'] as string | null,
  notedBy: row['noted_by'] as string | null,
  recorded: row['recorded'] as string,
  force: row['force'] as DecisionKnown['force'],
  implemented: row['implemented'] === 1,
});

/** Conditions of a board's decisions that nobody has met, waived or failed yet. */
export type OpenCondition = { readonly decision: string; readonly condition: string; readonly words: string | null };
export const openConditions = (ask: Ask, board: string): readonly OpenCondition[] =>
  ask.rows(
    `SELECT open.decision, open.condition, open.words
     FROM condition_now open
     JOIN decision_then decision ON decision.decision = open.decision
     JOIN meeting_then meeting ON meeting.meeting = decision.meeting
     WHERE open.outcome IS NULL AND meeting.board = ? ORDER BY open.entry`,
    board,
  ) as unknown as readonly OpenCondition[];

type Name = (person: string | null) => string | null;

export const divisionOf = (row: Row, name: Name): DivisionKnown => {
  const casting = json<{ person: string; vote: string } | null>(row['casting']);
  const vote = json<{ person: string; vote: string; option: string | null }[]>(row['named']);
  return {
    division: row['division'] as string,
    entry: row['entry'] as string,
    question: row['question'] as string | null,
    method: row['method'] as string,
    counts: json(row['counts']),
    outcome: row['outcome'] as string | null,
    announced: row['announced'] as string | null,
    casting: casting && { ...casting, name: name(casting.person) },
    entitled: json<string[]>(row['entitled']).map((person) => ({ person, name: name(person) })),
    named: vote.map((one) => ({ ...one, name: name(one.person) })),
    notStated: json(row['not_stated']),
  };
};
