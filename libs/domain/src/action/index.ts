import type { Context, Decider, Decision } from '#kernel/decider.js';
import type { Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import { isRefusal, refusing, type Refusal } from '#kernel/refusal.js';
import { placeOf } from '../continuing.js';
import { actionEvents, type ActionEvent, type ActionIntent } from './events.js';
import { evolve } from './evolve.js';
import { rules } from './rules.js';
import { assignedTo, initial, start, type ActionState } from './state.js';

export * from './state.js';

export const actionRefusals = {
  'action.unknown': { says: 'No meeting in this book raised that action.', remedy: 'Name the action and the meeting that raised it.' },
  'action.continued-already': { says: 'This action is followed up already.', remedy: 'Report on it.' },
  'action.another': { says: 'That is not the entry that raised this action.', remedy: 'Name the entry that raised it.' },
  'action.superseded-by-itself': { says: 'An action does not stand in its own place.', remedy: 'Name the other action, or none.' },
} as const;
const refuse = refusing(actionRefusals);

type Continued = { readonly type: 'ActionContinued'; readonly data: Data<ActionEvent, 'ActionContinued'> };
const continued = (raised: Fact): Continued => ({
  type: 'ActionContinued',
  data: { action: raised.data.actionId, ...placeOf(raised) },
});

/** What comes before the first thing that is recorded of an action here. */
const beginning = ({ begun }: ActionState, { continues }: Context): readonly Continued[] | Refusal => {
  if (continues?.type !== 'ActionRaised') return refuse('action.unknown');
  return begun ? [] : [continued(continues)];
};

const ofTheAction =
  <const T extends ActionEvent['type']>(type: T) =>
  (data: Data<ActionEvent, T>, state: ActionState, context: Context): Decision<ActionEvent> => {
    const first = beginning(state, context);
    return isRefusal(first) ? first : [...first, { type, data } as ActionEvent];
  };

const continueAction = (data: Data<ActionEvent, 'ActionContinued'>, state: ActionState, context: Context): Decision<ActionEvent> => {
  const first = beginning(state, context);
  if (isRefusal(first)) return first;
  const [begins] = first;
  if (!begins) return refuse('action.continued-already');
  const { action, meeting, entry } = begins.data;
  return data.action === action && data.meeting === meeting && data.entry === entry ? first : refuse('action.another');
};

const reassign = (data: Data<ActionEvent, 'ActionReassigned'>, state: ActionState, context: Context) =>
  ofTheAction('ActionReassigned')({ ...data, assigned: assignedTo(data.owners, data.assigned) }, state, context);

const supersede = (data: Data<ActionEvent, 'ActionSuperseded'>, state: ActionState, context: Context) =>
  data.with !== null && data.with === state.action
    ? refuse('action.superseded-by-itself')
    : ofTheAction('ActionSuperseded')(data, state, context);

export const action: Decider<ActionIntent, ActionState, ActionEvent> = {
  kind: 'action',
  events: actionEvents,
  initial,
  start,
  evolve,
  rules,
  decide: {
    ContinueAction: continueAction,
    ReportProgress: ofTheAction('ProgressReported'),
    ChangeDue: ofTheAction('DueChanged'),
    ReassignAction: reassign,
    CompleteAction: ofTheAction('ActionCompleted'),
    CarryActionForward: ofTheAction('ActionCarriedForward'),
    CancelAction: ofTheAction('ActionCancelled'),
    SupersedeAction: supersede,
    ReopenAction: ofTheAction('ActionReopened'),
  },
};
