import { meeting as decider } from '#domain/meeting/index.js';
import { moves, type MoveType } from '#domain/meeting/moves.js';
import { entitledAt, presentAt } from '#domain/meeting/presence.js';
import { dueIn, itemsOf } from '../in-meeting.js';
import { each, factsOf, known, projection, type StreamFacts } from '../projection.js';
import { afterRows, afterTables } from './afterwards.js';
import { divisionRows, divisionTable } from './divisions.js';
import { effects, effectTable } from './effects.js';
import { decisionViews } from './views.js';

type Meeting = StreamFacts<'meeting'>;

const takenTables = {
  decision: {
    decision: 'text',
    meeting: 'text',
    entry: 'text',
    place: 'integer',
    item: 'text',
    item_label: 'text?',
    item_heading: 'text?',
    kind: 'text',
    words: 'text?',
    reason: 'text?',
    method: 'text',
    method_known: 'text?',
    division: 'text?',
    subject_ids: 'json',
    noted_by: 'text?',
    proposed_by: 'text?',
    deferred_to: 'json',
    present: 'json',
    entitled: 'json',
    recorded: 'text',
  },
  decision_subject: { decision: 'text', subject: 'text', place: 'integer', name: 'text?', replaces: 'text?' },
  condition: { condition: 'text', decision: 'text', entry: 'text', words: 'text?' },
  ...divisionTable,
  ...effectTable,
} as const;

/** What boards decided, who was there then, how it was taken, and what followed. */
export const decisionRegister = projection({
  name: 'decision-register',
  version: 2,
  tables: { ...takenTables, ...afterTables },
  indexes: {
    decision: ['decision', 'meeting'],
    division: ['division'],
    decision_subject: ['decision'],
    decision_life: ['decision'],
    condition: ['decision'],
    condition_outcome: ['condition'],
  },
  views: decisionViews,
  of: {
    meeting: (stream) => ({
      decision: taken(stream),
      decision_subject: subjects(stream),
      condition: conditions(stream),
      division: divisionRows(stream),
      decision_effect: effects(stream),
    }),
    decision: afterRows,
  },
});

const taken = each<'meeting'>()(['DecisionRecorded'], (meeting, { data, entry }, place) => {
  const item = itemsOf(meeting);
  const state = meeting.state(decider);
  // Who was there, and with a vote, may become known later.
  meeting.watch(...(Object.keys(moves) as MoveType[]), 'RollTaken', 'StandingOrdersTaken');
  return {
    key: data.decisionId,
    decision: data.decisionId,
    meeting: meeting.id,
    entry: entry.id,
    place,
    item: data.item,
    ...item(data.item),
    kind: data.kind,
    words: meeting.words(data.words),
    reason: meeting.words(data.reason),
    method: data.method,
    method_known: data.methodKnown,
    division: data.division,
    subject_ids: data.subjects,
    noted_by: meeting.words(data.notedBy),
    proposed_by: meeting.words(data.proposedBy),
    deferred_to: data.deferredTo && dueIn(data.deferredTo, meeting.words),
    present: presentAt(state, entry.id),
    entitled: entitledAt(state, entry.id),
    recorded: entry.recorded,
  };
});

const subjectsNamed = known((meeting: Meeting) => new Map(factsOf(meeting, 'SubjectNamed').map(({ data }) => [data.subjectId, data])));

const subjects = each<'meeting'>()(['DecisionRecorded'], (meeting, { data: { decisionId, subjects: ids } }) =>
  [...new Set(ids)].map((subject, place) => ({
    key: `${decisionId} ${subject}`,
    decision: decisionId,
    subject,
    place,
    name: meeting.words(subjectsNamed(meeting).get(subject)?.name ?? null),
    replaces: replacedBy(meeting, subject),
  })),
);

const replacedBy = (meeting: Meeting, subject: string): string | null => {
  const named = subjectsNamed(meeting);
  const replaces = named.get(subject)?.replaces;
  if (!replaces) return null;
  const { words, subject: earlier } = replaces;
  return meeting.words(words ?? (earlier === null ? null : (named.get(earlier)?.name ?? null))) ?? 'not stated';
};

const conditions = each<'meeting'>()(['ConditionSet'], (meeting, { data, entry }) => ({
  key: data.conditionId,
  condition: data.conditionId,
  decision: data.decision,
  entry: entry.id,
  words: meeting.words(data.words),
}));
