import { broken, cannotTell, holds } from '#kernel/decider.js';
import type { Of } from '../state.js';
import type { Asks } from './rule.js';

export const numberUsedOnce: Asks<Of<'ActionRaised'>> = {
  code: 'action.number-used',
  source: 'invariant 72',
  binds: 'E/F',
  says: 'Each action of a meeting has a number of its own.',
  remedy: 'Give it the next number.',
  ask: ({ label }, { actions }) =>
    label !== null && actions.some((action) => action.label === label) ? broken(`There is an action ${label} already.`) : holds,
};

export const somebodyOrNobody: Asks<Of<'ActionRaised'>> = {
  code: 'action.owner',
  source: 'invariant 73',
  binds: 'E/F',
  says: 'An action names who answers for it, or says that nobody does yet.',
  remedy: 'Name an owner, or mark it unassigned or to be confirmed.',
  ask: ({ owners, assigned }) => {
    if (owners.length === 0) return assigned === 'named' ? broken('Nobody is named.') : holds;
    return assigned === 'unassigned' ? broken('Somebody is named.') : holds;
  },
};

/** When is the time of the entry, and what it says of itself. */
export const reporterIsNamed: Asks<Of<'ActionReported'>> = {
  code: 'action.reported-by',
  source: 'invariant 77',
  binds: 'E',
  says: 'Who reports an action as completed is named.',
  remedy: 'Say who reported it.',
  refusesUnknown: true,
  ask: ({ by, outcome }) => ('completed' in outcome && by === null ? cannotTell('It is not stated who said so.') : holds),
};
