import { broken, holds, type Answer, type Rule, type Rules } from '#kernel/decider.js';
import type { DecisionEvent } from './events.js';
import { endingOf, hasLapsed, outcomeOf, type DecisionState } from './state.js';

const stillHolds = {
  code: 'decision.ended-already',
  source: 'invariant 62: a decision that was rescinded or superseded stays as it was left',
  binds: 'E/F',
  says: 'This decision does not hold any more.',
  remedy: 'Look at what replaced it, or strike out the entry that ended it.',
} as const;
const wholeStillHolds: Rule<DecisionState, unknown> = { ...stillHolds, ask: (_, state) => notEnded(state, null) };
const subjectStillHolds: Rule<DecisionState, { readonly subject: string | null }> = {
  ...stillHolds,
  ask: ({ subject }, state) => notEnded(state, subject),
};
const notEnded = (state: DecisionState, subject: string | null): Answer => {
  const ending = endingOf(state, subject);
  return ending ? broken(`It was ${ending.how}.`) : holds;
};
const onceSettled: Rule<DecisionState, { readonly condition: string }> = {
  code: 'condition.settled-already',
  source: 'invariant 56: a later event satisfies or waives each condition',
  binds: 'E/F',
  says: 'What became of this condition is recorded already.',
  remedy: 'Put that entry right instead.',
  ask: ({ condition }, state) => {
    const outcome = outcomeOf(state, condition)?.outcome;
    return outcome ? broken(`It was ${outcome}.`) : holds;
  },
};
const itsSubject: Rule<DecisionState, { readonly subject: string | null }> = {
  code: 'decision.other-subject',
  source: 'invariant 55: each subject can be rescinded alone',
  binds: 'E/F',
  says: 'The decision was not about that subject.',
  remedy: 'Name one of its subjects, or none for the whole decision.',
  ask: ({ subject }, { recorded }) => (subject === null || !recorded || recorded.subjects.includes(subject) ? holds : broken('')),
};
const notLapsed: Rule<DecisionState, unknown> = {
  code: 'decision.lapsed',
  source: 'invariant 56: if a condition fails the approval lapses',
  binds: 'E/F',
  says: 'The approval has lapsed: one of its conditions failed.',
  remedy: 'Record that the board waived the condition, or decide anew.',
  ask: (_, state) => (hasLapsed(state) ? broken('') : holds),
};

export const rules: Rules<DecisionState, DecisionEvent> = {
  ConditionMet: [wholeStillHolds, onceSettled],
  ConditionFailed: [wholeStillHolds, onceSettled],
  // The board may waive a condition that had failed: that is how a lapsed approval comes back.
  ConditionWaived: [
    wholeStillHolds,
    {
      ...onceSettled,
      ask: (data, state, entry) => (outcomeOf(state, data.condition)?.outcome === 'failed' ? holds : onceSettled.ask(data, state, entry)),
    },
  ],
  DecisionRescinded: [subjectStillHolds, itsSubject],
  DecisionSuperseded: [subjectStillHolds, itsSubject],
  DecisionImplemented: [wholeStillHolds, notLapsed],
};
