import { broken, cannotTell, holds } from '#kernel/decider.js';
import { resultOf } from '../divisions.js';
import type { Meeting, Of } from '../state.js';
import type { Asks } from './rule.js';

type Decision = Asks<Of<'DecisionRecorded'>>;

const affirmative: readonly string[] = [
  'approved',
  'approved subject to condition',
  'approved in principle',
  'agreed',
  'endorsed',
  'recommended',
  'minutes approved',
];
const resultFor = (state: Meeting, id: string | null) => {
  const division = state.divisions.find((one) => one.id === id);
  return division && { division, result: resultOf(division, state.orders?.tie ?? null) };
};

/**
 * A decision not to approve fits a motion lost, an option that prevailed, and a motion *not to support* that was carried:
 * nobody here reads its words. What cannot be is a yes on a motion that was lost.
 */
export const agreesWithTheVote: Decision = {
  code: 'decision.disagrees',
  source: 'invariant 54',
  binds: 'E',
  says: 'A decision agrees with the vote that led to it.',
  remedy: 'Record the decision as not approved, put the count right, or name another vote.',
  ask: ({ kind, division }, before) =>
    affirmative.includes(kind) && resultFor(before, division)?.result === 'lost' ? broken(`It is ${kind}, and the vote was lost.`) : holds,
};

export const tieIsDecided: Decision = {
  code: 'decision.tied',
  source: 'invariant 49',
  binds: 'E',
  says: 'What is tied is not carried until the tie is decided.',
  remedy: 'Record the ruling of the person presiding on this vote, or the casting vote.',
  ask: ({ kind, division: id }, before) => {
    if (!affirmative.includes(kind) || resultFor(before, id)?.result !== 'tied') return holds;
    return before.rulings.some(({ division }) => division === id) ? holds : broken('Nobody has decided it.');
  },
};

export const assentedByAll: Decision = {
  code: 'assent.dissent',
  source: 'invariant 52',
  binds: 'E/F',
  says: 'General assent means that nobody dissents.',
  remedy: 'Record the decision as taken by vote.',
  ask: ({ method, division }, before) =>
    method === 'general assent' && (resultFor(before, division)?.division.against ?? 0) > 0 ? broken('There are votes against.') : holds,
};

const missing = (parts: Readonly<Record<string, unknown>>) =>
  Object.entries(parts).flatMap(([name, part]) => (part === null ? [name] : []));

export const allocationIsWhole: Asks<Of<'AllocationMade'>> = {
  code: 'allocation.not-stated',
  source: 'invariant 78',
  binds: 'F',
  says: 'An allocation says how much, from where and for what.',
  remedy: 'Add what is missing once it is known.',
  ask: ({ amount, source, purpose }) => {
    const not = missing({ amount, source, purpose });
    return not.length === 0 ? holds : cannotTell(`Not stated: ${not.join(', ')}.`);
  },
};

export const endorsementIsCited: Asks<Of<'DelegatedApprovalEndorsed'>> = {
  code: 'endorsement.not-cited',
  source: 'invariant 59',
  binds: 'F',
  says: 'An endorsement says whose delegated approval it is, of what and in which version.',
  remedy: 'Add what is missing once it is known.',
  ask: ({ delegate, subject, version }) => {
    const not = missing({ delegate, subject, version });
    return not.length === 0 ? holds : cannotTell(`Not stated: ${not.join(', ')}.`);
  },
};
