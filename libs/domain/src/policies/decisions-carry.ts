import type { Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import { idOf } from '../catalogues.js';
import type { DecisionIntent } from '../decision/events.js';
import type { MeetingEvent } from '../meeting/events.js';
import { notCarried, whenOf } from './elsewhere.js';
import type { Policy } from './policy.js';

type TakenUp = Data<MeetingEvent, 'DecisionTakenUp'>;
type Asked = Extract<
  DecisionIntent,
  { readonly type: 'MeetCondition' | 'FailCondition' | 'WaiveCondition' | 'RescindDecision' | 'SupersedeDecision' | 'ImplementDecision' }
>;

/** What a later meeting decides of an earlier decision goes into the life of that decision. */
export const decisionsCarry: Policy = {
  name: 'decisions.carry',
  from: 'meeting',
  on: ['DecisionTakenUp'],
  carry: (fact) => {
    const { earlier, meeting } = fact.data as TakenUp;
    const to = { stream: `decision-${earlier}`, continues: `meeting-${meeting}` };
    const asked = askedBy(fact);
    return [asked ? { ...to, verb: asked.type, data: asked.data, occurred: whenOf(fact) } : notCarried(fact, to, 'condition.not-stated')];
  },
};

const verbs = {
  'condition met': 'MeetCondition',
  'condition failed': 'FailCondition',
  'condition waived': 'WaiveCondition',
} as const;

/** Null where the meeting did not say which condition. */
const askedBy = (fact: Fact): Asked | null => {
  const { outcome, condition, subject, decision: by } = fact.data as TakenUp;
  const at = { meeting: idOf(fact.entry.stream), item: null, entry: fact.entry.id };
  if (outcome === 'rescinded') return { type: 'RescindDecision', data: { subject, by, at, reason: null } };
  if (outcome === 'superseded') return { type: 'SupersedeDecision', data: { subject, by, at, reason: null } };
  if (outcome === 'implemented') return { type: 'ImplementDecision', data: { at, words: null } };
  return condition === null ? null : { type: verbs[outcome], data: { condition, at, reason: null } };
};
