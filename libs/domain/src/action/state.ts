import type { Entry, Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import type { Said } from '#kernel/said.js';
import type { Text } from '#kernel/text.js';
import type { MeetingEvent } from '../meeting/events.js';
import type { Due, Owner } from '../shapes.js';
import type { ActionEvent } from './events.js';

/** Overdue is no status: it is computed for the date of a question. */
export type ActionStatus = 'open' | 'in progress' | 'carried forward' | 'completed' | 'cancelled' | 'superseded';
export type Assigned = Data<ActionEvent, 'ActionReassigned'>['assigned'];
export type At = Data<ActionEvent, 'ActionCompleted'>['at'];

/** What was said of the action: at which meeting, by whom, and how it was recorded. */
export type Report = {
  readonly what: 'progress' | 'due' | 'owners' | 'completed' | 'carried forward' | 'cancelled' | 'superseded' | 'reopened';
  readonly at: At;
  readonly by: string | null;
  readonly words: Said | null;
  readonly reason: Text | null;
  readonly entry: Entry;
};
export type DueChange = {
  readonly from: Due | null;
  readonly to: Due | null;
  readonly askedBy: string | null;
  readonly reason: Text | null;
  readonly at: At;
  readonly entry: Entry;
};
export type ActionState = {
  /** Null where the entry that raised it does not stand. */
  readonly action: string | null;
  /** The action as its meeting raised it. */
  readonly raised: Data<MeetingEvent, 'ActionRaised'> | null;
  /** Whether this stream has begun to follow it up. */
  readonly begun: boolean;
  readonly status: ActionStatus;
  readonly owners: readonly Owner[];
  readonly assigned: Assigned;
  /** When it is due now; null is none stated. */
  readonly due: Due | null;
  readonly dueChanges: readonly DueChange[];
  readonly reports: readonly Report[];
  /** The action that stands in its place. */
  readonly supersededBy: string | null;
};

export const initial: ActionState = {
  action: null,
  raised: null,
  begun: false,
  status: 'open',
  owners: [],
  assigned: 'unassigned',
  due: null,
  dueChanges: [],
  reports: [],
  supersededBy: null,
};

/** The action as it was raised, before anything was reported of it. */
export const start = (origin: Fact): ActionState => {
  if (origin.type !== 'ActionRaised') return initial;
  const raised = origin.data as Data<MeetingEvent, 'ActionRaised'>;
  const { actionId: action, owners, due } = raised;
  return { ...initial, action, raised, owners, assigned: assignedTo(owners, raised.assigned), due };
};

/** Invariant 73: what nobody answers for is unassigned, whatever else is said of it. */
export const assignedTo = (owners: readonly Owner[], assigned: Assigned): Assigned =>
  owners.length === 0 && assigned === 'named' ? 'unassigned' : assigned;

/** A carried-forward action is still to be done, under its own identity. */
export const isOpen = ({ status }: ActionState): boolean => status === 'open' || status === 'in progress' || status === 'carried forward';
