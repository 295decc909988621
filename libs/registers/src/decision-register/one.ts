import { actions, type ActionKnown } from '../action-tracker/queries.js';
import { allocations, type AllocationKnown } from '../allocations/queries.js';
import { json, type Ask, type Row } from '../ask.js';
import { findings, type FindingKnown } from '../findings/queries.js';
import { interests, type InterestKnown } from '../interests/queries.js';
import { decisionOf, divisionOf, type DecisionKnown, type DivisionKnown, type PersonThere } from './queries.js';

export type Effect = {
  readonly what: string;
  readonly entry: string;
  readonly words: string | null;
  readonly printed: string | null;
  readonly name: string | null;
  readonly ofMeeting: string | null;
  readonly ofDate: string | null;
  readonly ofDecision: string | null;
  readonly detail: unknown;
};
export type Afterwards = {
  readonly what: string;
  readonly entry: string;
  readonly words: string | null;
  readonly byDecision: string | null;
  readonly subject: string | null;
  readonly meeting: string | null;
  readonly recordedAt: string;
};
/** One decision with all that led to it and all that followed. */
export type DecisionWhole = DecisionKnown & {
  readonly present: readonly (PersonThere & { readonly role: string; readonly attends: string | null })[];
  readonly entitled: readonly PersonThere[];
  readonly division: DivisionKnown | null;
  /** Declared at the meeting on what this decision is about, on the whole meeting, or on nothing in particular. */
  readonly interests: readonly InterestKnown[];
  readonly notStated: readonly string[];
  /** What rules find about it and about the vote that led to it. */
  readonly findings: readonly FindingKnown[];
  readonly conditions: readonly {
    readonly condition: string;
    readonly words: string | null;
    readonly outcome: 'met' | 'failed' | 'waived' | null;
  }[];
  readonly followed: {
    readonly actions: readonly ActionKnown[];
    readonly allocations: readonly AllocationKnown[];
    readonly effects: readonly Effect[];
    readonly afterwards: readonly Afterwards[];
  };
};

/** Null where the book holds no such decision. */
export const decision = (ask: Ask, id: string): DecisionWhole | null => {
  const row = ask.one('SELECT * FROM decision_known WHERE decision = ?', id);
  if (!row) return null;
  const name = ask.names();
  const there = (person: string): PersonThere => ({ person, name: name(person) });
  const known = decisionOf(row, ask.rows('SELECT * FROM decision_subject_then WHERE decision = ? ORDER BY place', id));
  const division = ask.one('SELECT * FROM division_then WHERE division = ?', row['division'] ?? null);
  return {
    ...known,
    present: json<{ person: string; role: string; attends: string | null }[]>(row['present']).map(({ person, ...as }) => ({
      ...there(person),
      ...as,
    })),
    entitled: json<string[]>(row['entitled']).map(there),
    division: division ? divisionOf(division, name) : null,
    interests: interests(ask, { meeting: known.meetingId }).filter((one) => touches(one, row)),
    notStated: notStated(ask, row, division),
    findings: found(ask, known.meetingId, [row['entry'], division?.['entry']]),
    conditions: conditions(ask, id),
    followed: {
      actions: actions(ask, { meeting: known.meetingId }).filter(({ ids }) => ids.decision === id),
      allocations: allocations(ask, { decision: id }),
      effects: effects(ask, id),
      afterwards: afterwards(ask, id),
    },
  };
};

const touches = ({ about }: InterestKnown, row: Row): boolean => {
  if (about.kind === 'subject') return json<string[]>(row['subject_ids']).includes(about.id!);
  return about.kind !== 'item' || about.id === row['item'];
};

const notStated = (ask: Ask, row: Row, division: Row | undefined): readonly string[] => [
  ...(row['method'] === 'not stated' ? ['how it was decided'] : []),
  ...(json<unknown[]>(row['present']).length === 0 ? ['who was present'] : []),
  ...(division ? json<string[]>(division['not_stated']) : []),
  ...ask
    .rows("SELECT says, because FROM finding_then WHERE kind = 'not stated' AND entry = ? ORDER BY place", row['entry'] ?? null)
    .map(({ says, because }) => (because as string) || (says as string)),
];

const found = (ask: Ask, meeting: string, entries: readonly unknown[]): readonly FindingKnown[] =>
  findings(ask, { meeting, kind: 'finding' }).filter(({ entry }) => entries.includes(entry));

const conditions = (ask: Ask, id: string): DecisionWhole['conditions'] =>
  ask.rows(
    'SELECT condition, words, outcome FROM condition_now WHERE decision = ? ORDER BY entry',
    id,
  ) as unknown as DecisionWhole['conditions'];

const effects = (ask: Ask, id: string): readonly Effect[] =>
  ask.rows('SELECT * FROM effect_known WHERE decision = ? ORDER BY place', id).map((row) => ({
    what: row['what'] as string,
    entry: row['entry'] as string,
    words: row['words'] as string | null,
    printed: row['printed'] as string | null,
    name: row['name'] as string | null,
    ofMeeting: row['of_meeting'] as string | null,
    ofDate: row['of_date'] as string | null,
    ofDecision: row['of_decision'] as string | null,
    detail: json(row['detail']),
  }));

const afterwards = (ask: Ask, id: string): readonly Afterwards[] =>
  ask.rows('SELECT * FROM decision_after_then WHERE decision = ? ORDER BY place', id).map((row) => ({
    what: row['what'] as string,
    entry: row['entry'] as string,
    words: row['words'] as string | null,
    byDecision: row['by_decision'] as string | null,
    subject: row['subject'] as string | null,
    meeting: row['at_meeting'] as string | null,
    recordedAt: row['recorded_at'] as string,
  }));
