import type { Context, Decider, Decision, Evolve } from '#kernel/decider.js';
import type { Entry, Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import { isRefusal, refusing, type Refusal } from '#kernel/refusal.js';
import { placeOf } from '../continuing.js';
import { decisionEvents, type DecisionEvent, type DecisionIntent } from './events.js';
import { rules } from './rules.js';
import { initial, start, type DecisionState, type Ending, type Settled } from './state.js';

export * from './state.js';

export const decisionRefusals = {
  'decision.unknown': {
    says: 'No meeting in this book recorded that decision.',
    remedy: 'Name the decision and the meeting that took it.',
  },
  'decision.continued-already': { says: 'This decision is followed up already.', remedy: 'Record what became of it.' },
  'decision.another': { says: 'That is not the entry that recorded this decision.', remedy: 'Name the entry that recorded it.' },
  'decision.ended-by-itself': { says: 'A decision does not end itself.', remedy: 'Name the later decision, or none.' },
} as const;
const refuse = refusing(decisionRefusals);

type DataOf<T extends DecisionEvent['type']> = Data<DecisionEvent, T>;

const settled =
  (outcome: Settled['outcome']) =>
  (state: DecisionState, data: DataOf<'ConditionMet'>, entry: Entry): DecisionState => ({
    ...state,
    conditions: [...state.conditions, { ...data, outcome, entry }],
  });
const ended =
  (how: Ending['how']) =>
  (state: DecisionState, data: DataOf<'DecisionRescinded'>, entry: Entry): DecisionState => ({
    ...state,
    endings: [...state.endings, { ...data, how, entry }],
  });

const evolve: Evolve<DecisionState, DecisionEvent> = {
  DecisionContinued: (state, { decision }) => ({ ...state, begun: true, decision: state.decision ?? decision }),
  ConditionMet: settled('met'),
  ConditionFailed: settled('failed'),
  ConditionWaived: settled('waived'),
  DecisionRescinded: ended('rescinded'),
  DecisionSuperseded: ended('superseded'),
  DecisionImplemented: (state, { at, words }, entry) => ({ ...state, implemented: [...state.implemented, { at, words, entry }] }),
};

type Continued = { readonly type: 'DecisionContinued'; readonly data: DataOf<'DecisionContinued'> };
const continued = (taken: Fact): Continued => ({
  type: 'DecisionContinued',
  data: { decision: taken.data.decisionId, ...placeOf(taken) },
});

/** What comes before the first thing that is recorded of a decision here. */
const beginning = ({ begun }: DecisionState, { continues }: Context): readonly Continued[] | Refusal => {
  if (continues?.type !== 'DecisionRecorded') return refuse('decision.unknown');
  return begun ? [] : [continued(continues)];
};

const ofTheDecision =
  <const T extends DecisionEvent['type']>(type: T) =>
  (data: DataOf<T>, state: DecisionState, context: Context): Decision<DecisionEvent> => {
    const first = beginning(state, context);
    return isRefusal(first) ? first : [...first, { type, data } as DecisionEvent];
  };

const ending =
  <const T extends 'DecisionRescinded' | 'DecisionSuperseded'>(type: T) =>
  (data: DataOf<T>, state: DecisionState, context: Context): Decision<DecisionEvent> =>
    data.by !== null && data.by === state.decision ? refuse('decision.ended-by-itself') : ofTheDecision(type)(data, state, context);

const continueDecision = (data: DataOf<'DecisionContinued'>, state: DecisionState, context: Context): Decision<DecisionEvent> => {
  const first = beginning(state, context);
  if (isRefusal(first)) return first;
  const [begins] = first;
  if (!begins) return refuse('decision.continued-already');
  const { decision: id, meeting, entry } = begins.data;
  return data.decision === id && data.meeting === meeting && data.entry === entry ? first : refuse('decision.another');
};

export const decision: Decider<DecisionIntent, DecisionState, DecisionEvent> = {
  kind: 'decision',
  events: decisionEvents,
  initial,
  start,
  evolve,
  rules,
  decide: {
    ContinueDecision: continueDecision,
    MeetCondition: ofTheDecision('ConditionMet'),
    FailCondition: ofTheDecision('ConditionFailed'),
    WaiveCondition: ofTheDecision('ConditionWaived'),
    RescindDecision: ending('DecisionRescinded'),
    SupersedeDecision: ending('DecisionSuperseded'),
    ImplementDecision: ofTheDecision('DecisionImplemented'),
  },
};
