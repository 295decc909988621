import type { Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import type { ActionIntent } from '../action/events.js';
import { idOf } from '../catalogues.js';
import type { MeetingEvent } from '../meeting/events.js';
import { notCarried, unbound, whenOf, wordsOf } from './elsewhere.js';
import type { Policy } from './policy.js';

type Reported = Data<MeetingEvent, 'ActionReported'>;
type Asked = Exclude<ActionIntent, { readonly type: 'PutRight' | 'StrikeOut' | 'EraseTexts' | 'Override' | 'RecordNotCarried' }>;

/** What is reported of an action in the room goes into the life of that action. */
export const actionsCarry: Policy = {
  name: 'actions.carry',
  from: 'meeting',
  on: ['ActionReported'],
  carry: (fact) => {
    const { action, raisedIn } = fact.data as Reported;
    const to = { stream: `action-${action}`, continues: `meeting-${raisedIn}` };
    const asked = askedBy(fact);
    return [asked ? { ...to, verb: asked.type, data: asked.data, occurred: whenOf(fact) } : notCarried(fact, to, 'words.elsewhere')];
  },
};

/** Null where what is to change is said in a stretch of words that only the meeting holds. */
const askedBy = (fact: Fact): Asked | null => {
  const { outcome, item, by, words, reason: why } = fact.data as Reported;
  const at = { meeting: idOf(fact.entry.stream), item, entry: fact.entry.id };
  const said = { at, by, words: wordsOf(words) };
  const reason = wordsOf(why);
  if ('progress' in outcome) return { type: 'ReportProgress', data: said };
  if ('completed' in outcome) return { type: 'CompleteAction', data: said };
  if ('cancelled' in outcome) return { type: 'CancelAction', data: { ...said, reason } };
  if ('reopened' in outcome) return { type: 'ReopenAction', data: { ...said, reason } };
  if ('supersededBy' in outcome) return { type: 'SupersedeAction', data: { ...said, with: outcome.supersededBy, reason } };
  if ('owners' in outcome) return reassigned(outcome, { ...said, reason });
  const printed = 'carried' in outcome ? outcome.carried : outcome.due;
  const due = printed && unbound(printed);
  if (printed !== null && due === null) return null;
  return 'carried' in outcome
    ? { type: 'CarryActionForward', data: { ...said, due, reason } }
    : { type: 'ChangeDue', data: { ...said, due, askedBy: outcome.askedBy, reason } };
};

type Said = Omit<Data<Asked, 'ReassignAction'>, 'owners' | 'assigned'>;
const reassigned = ({ owners, assigned }: Extract<Reported['outcome'], { readonly owners: unknown }>, said: Said): Asked | null => {
  const named = owners.flatMap((owner) => unbound(owner) ?? []);
  return named.length < owners.length ? null : { type: 'ReassignAction', data: { ...said, owners: named, assigned } };
};
