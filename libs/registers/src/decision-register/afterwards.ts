import { fold } from '#kernel/fold.js';
import { decision, endingOf, hasLapsed } from '#domain/decision/index.js';
import { factsOf, type RowsOf, type StreamFacts } from '../projection.js';

export const afterTables = {
  decision_life: { decision: 'text', ended: 'text?', lapsed: 'integer', implemented: 'integer' },
  condition_outcome: { condition: 'text', decision: 'text', outcome: 'text', reason: 'text?', at_meeting: 'text?', recorded_at: 'text' },
  decision_after: {
    decision: 'text',
    entry: 'text',
    place: 'integer',
    what: 'text',
    subject: 'text?',
    by_decision: 'text?',
    condition: 'text?',
    words: 'text?',
    at_meeting: 'text?',
    recorded_at: 'text',
  },
} as const;

/** What became of a decision after its meeting. */
export const afterRows = (stream: StreamFacts<'decision'>): RowsOf<typeof afterTables> => {
  const state = fold(decision, stream.standing);
  const life = {
    key: 'life',
    decision: stream.id,
    ended: endingOf(state, null)?.how ?? null,
    lapsed: hasLapsed(state) ? 1 : 0,
    implemented: state.implemented.length > 0 ? 1 : 0,
  };
  const outcomes = new Map(state.conditions.map((one) => [one.condition, one]));
  return {
    decision_life: [life],
    condition_outcome: [...outcomes.values()].map(({ condition, outcome, reason, at, entry }) => ({
      key: condition,
      condition,
      decision: stream.id,
      outcome,
      reason: stream.words(reason),
      at_meeting: at?.meeting ?? null,
      recorded_at: entry.recordedAt,
    })),
    decision_after: after(stream),
  };
};

const what = {
  ConditionMet: 'condition met',
  ConditionFailed: 'condition failed',
  ConditionWaived: 'condition waived',
  DecisionRescinded: 'rescinded',
  DecisionSuperseded: 'superseded',
  DecisionImplemented: 'implemented',
} as const;

const after = (stream: StreamFacts<'decision'>) =>
  factsOf(stream, ...(Object.keys(what) as (keyof typeof what)[])).map(({ type, data, entry }, place) => ({
    key: entry.id,
    decision: stream.id,
    entry: entry.id,
    place,
    what: what[type],
    subject: 'subject' in data ? data.subject : null,
    by_decision: 'by' in data ? data.by : null,
    condition: 'condition' in data ? data.condition : null,
    words: stream.words('words' in data ? data.words : data.reason),
    at_meeting: data.at?.meeting ?? null,
    recorded_at: entry.recordedAt,
  }));
