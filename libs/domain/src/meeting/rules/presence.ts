import { broken, cannotTell, holds } from '#kernel/decider.js';
import type { Entry } from '#kernel/entry.js';
import { placed } from '../evolve.js';
import type { MoveType } from '../moves.js';
import { placeOf, theStart } from '../order.js';
import { entitledAt, presenceIsKnown, whereabouts } from '../presence.js';
import type { Meeting, Of } from '../state.js';
import { itemsOf, type Asks, type Named } from './rule.js';

/** Where a person is just before an entry that is being asked about. */
const just = (state: Meeting, person: string, entry: Entry) => whereabouts(state, person, placeOf(state, entry));
const isIn = (state: Meeting, person: string, entry: Entry) => just(state, person, entry)?.where === 'in';

export const oneRoleAtATime: Asks<Named & { readonly role: string | null }> = {
  code: 'role.one-at-a-time',
  source: 'invariant 1',
  binds: 'E/F',
  says: 'A person attends in one role at a time.',
  remedy: 'Record a change of role.',
  ask: ({ person, role }, before, entry) => {
    const there = just(before, person, entry);
    if (there?.where !== 'in' || role === null || there.role === role) return holds;
    return broken(`This person is here as ${there.role}.`);
  },
};

export const notPresentAlready: Asks<Named & { readonly role: string | null }> = {
  code: 'presence.already',
  source: 'invariant 1',
  binds: 'E/F',
  says: 'This person is recorded as present already.',
  remedy: 'Leave it out, or strike out the other entry.',
  ask: ({ person, role }, before, entry) => {
    const there = just(before, person, entry);
    const inAnotherRole = role !== null && there?.role !== role;
    return there?.where === 'in' && !inAnotherRole ? broken('There is nothing to add.') : holds;
  },
};

const isThere = (where: 'in' | 'out', code: string, says: string, remedy: string): Asks<Named> => ({
  code,
  source: 'invariant 1',
  binds: 'E/F',
  says,
  remedy,
  ask: ({ person }, before, entry) => {
    if (!presenceIsKnown(before)) return cannotTell('Nobody is recorded as present.');
    const there = just(before, person, entry);
    if (there?.where === where) return holds;
    return broken(
      there
        ? { in: 'This person is in the room.', out: 'This person has withdrawn.', gone: 'This person has left.' }[there.where]
        : 'This person was never recorded as present.',
    );
  },
});

export const isPresent = isThere(
  'in',
  'presence.not-there',
  'This person is not recorded as present.',
  'Record the attendance or the arrival first.',
);
export const hasWithdrawn = isThere(
  'out',
  'presence.not-out',
  'This person has not withdrawn.',
  'Record an arrival instead, or the withdrawal first.',
);

const apologyOf = (state: Meeting, person: string) => state.apologies.find((apology) => apology.person === person && apology.open);

const apologyAndPresent = {
  code: 'apology.present',
  source: 'invariant 6',
  binds: 'E/F',
  says: 'Nobody is both present and absent with an apology.',
  remedy: 'Record a late arrival, which closes the apology, or strike out the other entry.',
} as const;
export const notApologisedFor: Asks<Named> = {
  ...apologyAndPresent,
  ask: ({ person }, before) => (apologyOf(before, person) ? broken('This person sent apologies.') : holds),
};
export const apologistIsAbsent: Asks<Named> = {
  ...apologyAndPresent,
  ask: ({ person }, before, entry) => (isIn(before, person, entry) ? broken('This person is recorded as present.') : holds),
};

/** "Appointment not stated" is no finding: without a list of who may vote nothing is asked. */
export const onTheRoll: Asks<Named & { readonly role: string | null }> = {
  code: 'member.not-on-the-roll',
  source: 'invariant 9',
  binds: 'E/F',
  says: 'A voting member is on the list of those appointed.',
  remedy: 'Record another role, a substitution, or what the chair announced.',
  ask: ({ person, role }, before) => {
    if (role !== 'voting member' || !before.roll || before.roll.voting.includes(person)) return holds;
    const substitutes = before.substitutions.some((one) => one.person === person);
    return substitutes ? holds : broken('This person is not on it.');
  },
};

export const leavesNobodyOut: Asks<Of<'RollTaken'>> = {
  code: 'roll.leaves-out',
  source: 'invariant 9',
  binds: 'F',
  says: 'A voting member is on the list of those appointed.',
  remedy: 'Change the role of whoever is not, or put the appointments right.',
  ask: ({ voting }, before) => {
    const members = before.order.all.flatMap(({ move }) => (move?.role === 'voting member' ? [move.person] : []));
    const out = new Set(members.filter((person) => !voting.includes(person)));
    return out.size === 0
      ? holds
      : broken(`${out.size} recorded as voting ${out.size === 1 ? 'member is' : 'members are'} not on it.`, [...out]);
  },
};

/** A vote stands as it was counted; who reads the record is told that the list of who could vote was another. */
export const touchesNoVote = (type: MoveType): Asks<Of<MoveType>> => ({
  code: 'presence.touches-vote',
  source: 'how a room behaves: late entries',
  binds: 'F',
  says: 'This changes who could vote when a vote was taken that is recorded already. That vote stands as it is.',
  remedy: 'Look at both entries, and put right whichever is wrong.',
  ask: (data, before, entry) => {
    if (before.divisions.length === 0) return holds;
    const place = type === 'AttendanceRecorded' && !entry.occurred ? theStart(before) : placeOf(before, entry);
    const later = new Set(before.order.slice(place).map((moment) => moment.entry));
    const after = placed(before, type, data, entry);
    const touched = before.divisions.filter((one) => later.has(one.entry) && !sameEntitled(before, after, one.entry));
    return touched.length === 0
      ? holds
      : broken(
          `It touches the vote under ${itemsOf(before, touched)}.`,
          touched.map((one) => one.entry),
        );
  },
});
const sameEntitled = (before: Meeting, after: Meeting, division: string) =>
  sameSet(entitledAt(before, division), entitledAt(after, division));
export const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));
