import { broken, cannotTell, holds, type Rule, type Rules } from '#kernel/decider.js';
import type { Text } from '#kernel/text.js';
import type { ActionEvent } from './events.js';
import { isOpen, type ActionState, type At } from './state.js';

const stillToBeDone: Rule<ActionState, unknown> = {
  code: 'action.not-open',
  source: 'invariant 77: reopening is an event',
  binds: 'E/F',
  says: 'This action is not open any more.',
  remedy: 'Reopen it first, with the reason.',
  ask: (_, state) => (isOpen(state) ? holds : broken(`It is ${state.status}.`)),
};

const withItsReason: Rule<ActionState, { readonly at: At; readonly reason: Text | null }> = {
  code: 'action.reason',
  source: 'how a room behaves: actions',
  binds: 'E',
  refusesUnknown: true,
  says: 'The reason is not stated.',
  remedy: 'Say why, or report it at the meeting where it was said.',
  // What was said at a meeting is read there.
  ask: ({ at, reason }) => (at !== null || reason !== null ? holds : cannotTell('')),
};

export const rules: Rules<ActionState, ActionEvent> = {
  ProgressReported: [stillToBeDone],
  DueChanged: [stillToBeDone, withItsReason],
  ActionReassigned: [
    stillToBeDone,
    {
      code: 'action.owner',
      source: 'invariant 73: every action has an owner or is marked unassigned',
      binds: 'E/F',
      says: 'Somebody is named, and the action is marked as unassigned.',
      remedy: 'Mark it as named, or leave the owners out.',
      ask: ({ owners, assigned }) => (owners.length > 0 && assigned === 'unassigned' ? broken('') : holds),
    },
  ],
  ActionCompleted: [
    {
      code: 'action.completed-already',
      source: 'invariant 77: reopening is an event',
      binds: 'E/F',
      says: 'This action is completed already.',
      remedy: 'Reopen it first, if it was not done after all.',
      ask: (_, { status }) => (status === 'completed' ? broken('') : holds),
    },
    { ...stillToBeDone, ask: (data, state, entry) => (state.status === 'completed' ? holds : stillToBeDone.ask(data, state, entry)) },
    {
      code: 'action.reported-by',
      source: 'invariant 77: completion names who reported it',
      binds: 'E',
      refusesUnknown: true,
      says: 'Nobody is named who reported that the action is done.',
      remedy: 'Name who said so.',
      ask: ({ by }) => (by === null ? cannotTell('') : holds),
    },
  ],
  ActionCarriedForward: [stillToBeDone],
  ActionCancelled: [stillToBeDone, withItsReason],
  ActionSuperseded: [stillToBeDone],
  ActionReopened: [
    {
      code: 'action.open',
      source: 'invariant 77: reopening is an event',
      binds: 'E/F',
      says: 'This action is open.',
      remedy: 'Report progress instead.',
      ask: (_, state) => (isOpen(state) ? broken(`It is ${state.status}.`) : holds),
    },
    withItsReason,
  ],
};
