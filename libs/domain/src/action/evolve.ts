import type { Evolve } from '#kernel/decider.js';
import type { Entry } from '#kernel/entry.js';
import type { Text } from '#kernel/text.js';
import type { Said } from '#kernel/said.js';
import type { Due } from '../shapes.js';
import type { ActionEvent } from './events.js';
import { assignedTo, type ActionState, type ActionStatus, type At, type Report } from './state.js';

export const evolve: Evolve<ActionState, ActionEvent> = {
  ActionContinued: (state, { action }) => ({ ...state, begun: true, action: state.action ?? action }),
  ProgressReported: (state, data, entry) => becomes(said(state, 'progress', data, entry), 'in progress'),
  DueChanged: (state, data, entry) => dueAt(said(state, 'due', data, entry), data.due, data, entry),
  ActionReassigned: (state, data, entry) => ({
    ...said(state, 'owners', data, entry),
    owners: data.owners,
    assigned: assignedTo(data.owners, data.assigned),
  }),
  ActionCompleted: (state, data, entry) => becomes(said(state, 'completed', data, entry), 'completed'),
  ActionCarriedForward: (state, data, entry) => {
    const carried = becomes(said(state, 'carried forward', data, entry), 'carried forward');
    // To when is often not stated: then it is due when it was.
    return data.due === null ? carried : dueAt(carried, data.due, data, entry);
  },
  ActionCancelled: (state, data, entry) => becomes(said(state, 'cancelled', data, entry), 'cancelled'),
  ActionSuperseded: (state, data, entry) => ({
    ...becomes(said(state, 'superseded', data, entry), 'superseded'),
    supersededBy: data.with,
  }),
  ActionReopened: (state, data, entry) => ({ ...becomes(said(state, 'reopened', data, entry), 'open'), supersededBy: null }),
};

type Reported = { readonly at: At; readonly by: string | null; readonly words: Said | null; readonly reason?: Text | null };

const said = (state: ActionState, what: Report['what'], { at, by, words, reason = null }: Reported, entry: Entry): ActionState => ({
  ...state,
  reports: [...state.reports, { what, at, by, words, reason, entry }],
});
const becomes = (state: ActionState, status: ActionStatus): ActionState => ({ ...state, status });

type Asked = { readonly at: At; readonly askedBy?: string | null; readonly reason: Text | null };
const dueAt = (state: ActionState, due: Due | null, { at, askedBy = null, reason }: Asked, entry: Entry): ActionState => ({
  ...state,
  due,
  dueChanges: [...state.dueChanges, { from: state.due, to: due, askedBy, reason, at, entry }],
});
