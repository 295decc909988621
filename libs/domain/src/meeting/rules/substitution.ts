import { broken, cannotTell, holds } from '#kernel/decider.js';
import { placeOf } from '../order.js';
import { presenceIsKnown, presentWhen, whereabouts } from '../presence.js';
import type { Meeting, Of } from '../state.js';
import type { Asks, Named } from './rule.js';

type Substitution = Asks<Of<'SubstitutionRecorded'>>;

export const substituteIsPresent: Substitution = {
  code: 'substitute.not-present',
  source: 'invariant 2',
  binds: 'E/F',
  says: 'A substitute is present.',
  remedy: 'Record the attendance of the substitute first.',
  ask: ({ person }, before, entry) => {
    if (!presenceIsKnown(before)) return cannotTell('Nobody is recorded as present.');
    const there = whereabouts(before, person, placeOf(before, entry));
    return there && there.where !== 'gone' ? holds : broken('This person is not recorded as present.');
  },
};

export const absentIsAbsent: Substitution = {
  code: 'substitute.member-present',
  source: 'invariant 2',
  binds: 'E/F',
  says: 'Only somebody absent is substituted for.',
  remedy: 'Record when the member left, or leave the substitution out.',
  ask: ({ person, for: absent }, before, entry) => {
    if (person === absent) return broken('Nobody substitutes for themselves.');
    const present = presentWhen(before, entry).some((one) => one.person === absent);
    return present ? broken('The member substituted for is recorded as present.') : holds;
  },
};

export const oneForOne: Substitution = {
  code: 'substitute.twice',
  source: 'invariant 2',
  binds: 'E/F',
  says: 'A substitution links one person present to one absent.',
  remedy: 'Strike out the other substitution.',
  ask: ({ person, for: absent }, before) => {
    if (before.substitutions.some((one) => one.person === person)) return broken('This person substitutes already.');
    return before.substitutions.some((one) => one.for === absent) ? broken('The absent member has a substitute already.') : holds;
  },
};

export const seatIsHeld: Substitution = {
  code: 'substitute.no-seat',
  source: 'invariant 2',
  binds: 'E/F',
  says: 'A substitute stands in for somebody appointed.',
  remedy: 'Name the member whose place it is.',
  ask: ({ for: absent }, { roll }) =>
    !roll || [...roll.voting, ...roll.others].includes(absent)
      ? holds
      : broken('The person substituted for is not on the list of those appointed.'),
};

/** Whether the seat of an absent member votes: null where no list of appointments says. */
const seatVotes = ({ roll }: Meeting, absent: string): boolean | null => (roll ? roll.voting.includes(absent) : null);

const noVoteByItself = {
  code: 'substitute.no-vote',
  source: 'invariant 4',
  binds: 'E/F',
  says: 'A substitute votes only in the place of a member who votes.',
  remedy: 'Record the substitute as an observer, or what the chair announced.',
} as const;
const inAPlaceThatVotes = (state: Meeting, absent: string) => {
  const votes = seatVotes(state, absent);
  if (votes === null) return cannotTell('No list of who may vote has been taken.');
  return votes ? holds : broken('The member substituted for has no vote.');
};

export const substitutesVote: Substitution = {
  ...noVoteByItself,
  ask: ({ person, for: absent }, before, entry) =>
    whereabouts(before, person, placeOf(before, entry))?.role === 'voting member' ? inAPlaceThatVotes(before, absent) : holds,
};
export const substituteGainsVote: Asks<Of<'RoleChanged'>> = {
  ...noVoteByItself,
  ask: ({ person, role }, before) => {
    const substitution = before.substitutions.find((one) => one.person === person);
    return role === 'voting member' && substitution ? inAPlaceThatVotes(before, substitution.for) : holds;
  },
};

/** The place is handed back by changing the role of the substitute, or by the substitute leaving. */
export const seatCountedOnce: Asks<Named & { readonly role: string | null }> = {
  code: 'seat.counted-twice',
  source: 'invariant 3',
  binds: 'E/F',
  says: 'A member and their substitute do not both vote.',
  remedy: 'Change the role of the substitute first, between items.',
  ask: ({ person, role }, before, entry) => {
    const voting = new Set(presentWhen(before, entry).flatMap((one) => (one.role === 'voting member' ? [one.person] : [])));
    const others = before.substitutions.flatMap((one) => (one.for === person ? [one.person] : one.person === person ? [one.for] : []));
    if (role !== null && role !== 'voting member' && role !== 'not stated') return holds;
    return others.some((other) => voting.has(other)) ? broken('The other of the two is present with a vote.') : holds;
  },
};
