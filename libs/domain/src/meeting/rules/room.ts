import { broken, cannotTell, holds, type Answer } from '#kernel/decider.js';
import type { Entry } from '#kernel/entry.js';
import { placeOf } from '../order.js';
import { countingWhen, remoteWhen } from '../presence.js';
import type { Division, Meeting, Of } from '../state.js';
import { itemsOf, leavingOut, type Asks } from './rule.js';

export const onePresides: Asks<Of<'ChairTaken'>> = {
  code: 'chair.taken',
  source: 'invariant 18',
  binds: 'E',
  says: 'One person presides at a time.',
  remedy: 'Hand over the chair.',
  ask: ({ person }, { chair }) => {
    if (chair === null) return holds;
    return broken(chair === person ? 'This person presides already.' : 'Somebody else presides.');
  },
};

export const zoneAsScheduled: Asks<Of<'MeetingOpened'>> = {
  code: 'meeting.other-zone',
  source: 'how a room behaves: the order of business',
  binds: 'E',
  says: 'The meeting is scheduled in another time zone.',
  remedy: 'Open it in that zone, or put the schedule right.',
  ask: ({ zone }, { zone: scheduled }) => (scheduled === null || scheduled === zone ? holds : broken(`It is ${scheduled}.`)),
};

export const labelUsedOnce: Asks<{ readonly label: string | null }> = {
  code: 'item.label-used',
  source: 'invariant 16',
  binds: 'E/F',
  says: 'Each item of a meeting has a number of its own.',
  remedy: 'Give it another number, such as 7(a), or none.',
  ask: ({ label }, { items }) =>
    label !== null && items.some((item) => item.label === label) ? broken(`There is an item ${label} already.`) : holds,
};

export const notPrivateYet: Asks<Of<'PrivateSessionBegun'>> = {
  code: 'private.already',
  source: 'how a room behaves: the order of business',
  binds: 'E',
  says: 'The meeting is in private already.',
  remedy: 'Return to public first, or leave it out.',
  ask: (_, before) => (before.private ? broken('Nobody has recorded a return to public.') : holds),
};
export const isPrivate: Asks<Of<'PrivateSessionEnded'>> = {
  code: 'private.not-begun',
  source: 'how a room behaves: the order of business',
  binds: 'E',
  says: 'The meeting is in public.',
  remedy: 'Record first that it went into private, saying when.',
  ask: (_, before) => (before.private ? holds : broken('Nobody has recorded that it went into private.')),
};

const quorum = {
  code: 'quorum.short',
  source: 'invariants 10, 19, 20',
  binds: 'E',
  says: 'Nothing is decided without a quorum.',
  remedy: 'Adjourn, defer the item, or record what the chair announced.',
} as const;
const isThereAQuorum = (before: Meeting, entry: Entry): Answer => {
  const needed = before.orders?.quorum ?? null;
  const counting = countingWhen(before, entry);
  if (needed === null) return cannotTell('The quorum is not stated.');
  if (!counting) return cannotTell('Nobody is recorded as present.');
  if (counting.least >= needed) return holds;
  if (counting.most >= needed) return cannotTell(whoMayCount(before, entry));
  return broken(`The quorum is ${needed}, and ${counting.most} who count are present.${leavingOut(before, entry)}`);
};
const whoMayCount = (before: Meeting, entry: Entry): string =>
  remoteWhen(before, entry).length > 0 && (before.orders?.remoteCounts ?? null) === null
    ? 'Somebody attends remotely, and the standing orders do not say whether that counts.'
    : 'Somebody is present in a role that is not stated.';

export const quorate: Asks<unknown> = { ...quorum, ask: (_, before, entry) => isThereAQuorum(before, entry) };
/** Adjourning is open to a meeting without a quorum, and so is putting an item off. */
export const quorateUnlessDeferred: Asks<Of<'DecisionRecorded'>> = {
  ...quorum,
  ask: ({ kind }, before, entry) => (kind === 'deferred' ? holds : isThereAQuorum(before, entry)),
};

/** Earlier votes and decisions are not erased: whoever reads them is told. */
export const declaredInTime: Asks<Of<'InterestDeclared'>> = {
  code: 'interest.late',
  source: 'invariant 33',
  binds: 'F',
  says: 'An interest was declared after the business that it is about had been voted on or decided.',
  remedy: 'The vote stands. If it was declared earlier, put right when it happened.',
  ask: ({ scope }, before, entry) => {
    const sooner = new Set(before.order.slice(0, placeOf(before, entry)).map((moment) => moment.entry));
    const earlier = [...before.divisions, ...before.decisions].filter((one) => sooner.has(one.entry) && isAbout(scope, one));
    return earlier.length === 0
      ? holds
      : broken(
          `It touches what was done under ${itemsOf(before, earlier)}.`,
          earlier.map(({ entry }) => entry),
        );
  },
};
const isAbout = (scope: Of<'InterestDeclared'>['scope'], business: Pick<Division, 'item' | 'subjects'>): boolean => {
  if ('meeting' in scope) return scope.meeting;
  if ('item' in scope) return business.item === scope.item;
  return 'subject' in scope && business.subjects.includes(scope.subject);
};
