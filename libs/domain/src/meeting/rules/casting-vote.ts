import { broken, cannotTell, holds } from '#kernel/decider.js';
import { counted, divisionOf } from '../divisions.js';
import type { Of } from '../state.js';
import type { Asks } from './rule.js';

type Casting = Asks<Of<'CastingVoteGiven'>>;

export const decidesATie: Casting = {
  code: 'casting-vote.no-tie',
  source: 'invariant 42',
  binds: 'E',
  says: 'A casting vote is given only when the votes are equal.',
  remedy: 'Put the count right first.',
  ask: ({ division: id }, before) => {
    const division = divisionOf(before, id);
    const result = division && (division.announced ?? counted(division));
    if (!division || result === 'tied') return holds;
    return result === 'not known' ? cannotTell('The count is not stated.') : broken(`This vote is ${result}.`);
  },
};
export const castsOnce: Casting = {
  code: 'casting-vote.twice',
  source: 'invariant 41',
  binds: 'E/F',
  says: 'A tied vote has one casting vote.',
  remedy: 'Put the other one right.',
  ask: ({ division }, before) => (divisionOf(before, division)?.casting ? broken('It has been given.') : holds),
};
export const presiderCasts: Casting = {
  code: 'casting-vote.not-presiding',
  source: 'invariant 41; LGA 1972 Sch. 12 para 39',
  binds: 'E/F',
  says: 'The person presiding gives the casting vote.',
  remedy: 'Record who presides.',
  ask: ({ person }, { chair }) => {
    if (chair === null) return cannotTell('It is not stated who presides.');
    return chair === person ? holds : broken('Somebody else presides.');
  },
};
export const ordersGiveIt: Casting = {
  code: 'casting-vote.not-given',
  source: 'invariant 41; standing orders on a tie',
  binds: 'E/F',
  says: 'Standing orders give the person presiding a casting vote.',
  remedy: 'Record the ruling of the chair instead.',
  ask: (_, { orders }) => {
    if (!orders || orders.tie === 'silent') return cannotTell('Standing orders do not say.');
    return orders.tie === 'casting vote' ? holds : broken('They say that on a tie the motion is not carried.');
  },
};
