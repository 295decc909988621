import { broken, cannotTell, holds } from '#kernel/decider.js';
import { countOf, divisionOf, namedFor } from '../divisions.js';
import { perhapsEntitledAt } from '../presence.js';
import type { Of } from '../state.js';
import type { Asks } from './rule.js';
import { dissent } from './votes.js';

const isCast = (vote: string) => vote === 'for' || vote === 'against' || vote === 'abstained';

export const votesOnce: Asks<Of<'NamedVoteRecorded'>> = {
  code: 'vote.twice',
  source: 'invariant 41',
  binds: 'E/F',
  says: 'A person votes once each time a vote is taken.',
  remedy: 'Put the other vote right, or strike it out.',
  ask: ({ division, person }, before) =>
    divisionOf(before, division)?.named.some((one) => one.person === person) ? broken('The vote of this person is recorded.') : holds,
};

export const mayVote: Asks<Of<'NamedVoteRecorded'>> = {
  code: 'vote.not-entitled',
  source: 'invariants 8, 10, 39',
  binds: 'E/F',
  says: 'Only those on the list of who may vote do.',
  remedy: 'Put the list right, or record what the chair announced.',
  ask: ({ division, person, vote }, before) => {
    const voted = divisionOf(before, division);
    if (!isCast(vote) || voted?.entitled.includes(person)) return holds;
    if (!voted || voted.entitled.length === 0) return cannotTell('It is not stated who could vote.');
    return perhapsEntitledAt(before, person, voted.entry)
      ? cannotTell('It is not stated whether this person could vote.')
      : broken('This person is not on it.');
  },
};

export const namedWithinTheCount: Asks<Of<'NamedVoteRecorded'>> = {
  code: 'named-vote.unequal',
  source: 'invariant 44',
  binds: 'E/F',
  says: 'There are no more named votes than the count has.',
  remedy: 'Put the count right, or the names.',
  ask: ({ division: id, vote, option }, before) => {
    const division = divisionOf(before, id);
    if (!division || !isCast(vote)) return holds;
    const count = countOf(division, vote, option);
    if (count === null) return cannotTell('That count is not stated.');
    return namedFor(division, vote, option) >= count ? broken(`The count is ${count}.`) : holds;
  },
};

/** Any member may ask at once that their own vote be minuted; where all are named there is nothing to ask. */
export const askedAtOnce: Asks<Of<'NamedVoteRecorded'>> = {
  code: 'named-vote.late',
  source: 'invariant 46; SI 1993/202 Sch. 2 para 1',
  binds: 'E',
  says: 'A member asks immediately after the vote to have their own vote recorded.',
  remedy: 'Record it as the chair allowed it.',
  ask: ({ division: id }, before) => {
    const division = divisionOf(before, id);
    if (!division || division.method === 'recorded vote' || division.method === 'roll call') return holds;
    const since = before.order.slice(before.order.findIndex(({ entry }) => entry === division.entry) + 1);
    const voted = new Set(before.divisions.map(({ entry }) => entry));
    return since.some(({ takes, entry }) => takes || voted.has(entry)) ? broken('The meeting has gone on to other business.') : holds;
  },
};

export const dissentIsNotAssent: Asks<Of<'NamedVoteRecorded'>> = {
  ...dissent,
  ask: ({ division, vote }, before) =>
    vote === 'against' && divisionOf(before, division)?.method === 'general assent' ? broken('This vote is against.') : holds,
};
