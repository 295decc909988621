import { broken, cannotTell, holds, type Answer } from '#kernel/decider.js';
import type { Entry } from '#kernel/entry.js';
import { counted, tookPart, type Counts } from '../divisions.js';
import { countingWhen, entitledWhen, presenceIsKnown, type Range } from '../presence.js';
import type { Meeting, Of } from '../state.js';
import { sameSet } from './presence.js';
import { leavingOut, type Asks } from './rule.js';

type Fixed = { readonly entitled: readonly string[] };
type OptionVote = Of<'OptionVoteRecorded'>;
type Vote = Of<'VoteRecorded'>;

/** How many could vote at most, and how many of them are certain; null where nobody can tell. */
const couldVote = (state: Meeting, entitled: readonly string[], entry: Entry): Range | null => {
  const counting = countingWhen(state, entry);
  if (counting) return { least: entitled.length, most: entitled.length + counting.most - counting.least };
  if (entitled.length > 0) return { least: entitled.length, most: entitled.length };
  return state.roll && { least: 0, most: state.roll.voting.length };
};

const atMost = ({ least }: { readonly least: number }, could: Range | null, leftOut: string): Answer => {
  if (!could) return cannotTell('It is not stated who could vote.');
  if (least > could.most) return broken(`There are at least ${least} votes, and ${could.most} could vote.${leftOut}`);
  return least > could.least ? cannotTell('It is not stated who of those present could vote.') : holds;
};

const moreThanTheRoll = {
  code: 'vote.more-than-the-roll',
  binds: 'E/F',
  says: 'No more votes are counted than there are people who may vote.',
  remedy: 'Count again, record who else is present, or record the count as announced by the chair.',
} as const;
export const withinTheRoll: Asks<Vote> = {
  ...moreThanTheRoll,
  source: 'invariants 10, 39',
  ask: (data, before, entry) => within({ ...data, options: [] }, data.entitled, before, entry),
};
export const optionsWithinTheRoll: Asks<OptionVote> = {
  ...moreThanTheRoll,
  source: 'invariants 10, 40',
  ask: (data, before, entry) => within({ ...data, for: null, against: null }, data.entitled, before, entry),
};
const within = (counts: Counts, entitled: readonly string[], before: Meeting, entry: Entry) =>
  atMost(tookPart(counts, null), couldVote(before, entitled, entry), leavingOut(before, entry));

/** The list is fixed when the count is entered: a correction of who was present leaves it, and is pointed out here. */
export const sameList: Asks<Fixed> = {
  code: 'vote.other-list',
  source: 'how a room behaves: putting right',
  binds: 'F',
  says: 'The list of who may vote, fixed when the count was entered, differs from who was present with a vote as the record now stands.',
  remedy: 'Put right who was present, or the vote.',
  ask: ({ entitled }, before, entry) => {
    if (!presenceIsKnown(before)) return holds;
    const now = entitledWhen(before, entry);
    return sameSet(entitled, now) ? holds : broken(`It was fixed with ${entitled.length}, and ${now.length} were present with a vote.`);
  },
};

export const announcedAsCounted: Asks<Vote> = {
  code: 'vote.announced-otherwise',
  source: 'invariant 48',
  binds: 'E/F',
  says: 'A vote is carried by more votes for than against, abstentions aside.',
  remedy: 'Put the count right, or record what the chair announced.',
  ask: ({ announced, ...counts }) => {
    const result = counted(counts);
    if (announced === null || announced === result) return holds;
    return result === 'not known' ? cannotTell('The count is not stated.') : broken(`By the count it is ${result}.`);
  },
};

export const dissent = {
  code: 'assent.dissent',
  source: 'invariant 52',
  binds: 'E/F',
  says: 'General assent means that nobody dissents.',
  remedy: 'Take a vote, or note the dissent.',
} as const;
export const nobodyDissents: Asks<Vote> = {
  ...dissent,
  ask: ({ method, against }) => (method === 'general assent' && (against ?? 0) > 0 ? broken('There are votes against.') : holds),
};
export const oneOptionAssented: Asks<OptionVote> = {
  ...dissent,
  ask: ({ method, options }) =>
    method === 'general assent' && options.filter(({ count }) => (count ?? 0) > 0).length > 1
      ? broken('More than one option has votes.')
      : holds,
};
export const amendmentsFirst: Asks<Vote> = {
  code: 'amendment.pending',
  source: 'invariant 51',
  binds: 'E',
  says: 'An amendment is voted on before the motion that it amends.',
  remedy: 'Take the amendment first.',
  ask: ({ motion }, { motions }) =>
    motion !== null && motions.some((one) => one.amends === motion && !one.settled) ? broken('One is open.') : holds,
};
export const noThirdDegree: Asks<Of<'AmendmentMoved'>> = {
  code: 'amendment.third-degree',
  source: 'invariant 51',
  binds: 'E',
  says: 'An amendment to an amendment is not amended again.',
  remedy: 'Take the open amendments first.',
  ask: ({ amends }, { motions }) => {
    const amended = (id: string | null) => motions.find((one) => one.id === id)?.amends ?? null;
    return amended(amended(amends)) === null ? holds : broken('It would amend one.');
  },
};
