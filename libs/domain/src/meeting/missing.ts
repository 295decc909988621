import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import type { EntryId } from '#kernel/times.js';
import { countOf, namedFor, resultOf } from './divisions.js';
import { meeting } from './index.js';
import type { Division, Meeting } from './state.js';

/** What the whole record leaves open, which no single entry can be asked: it refuses nothing. */
export type Missing = { readonly code: string; readonly source: string; readonly says: string; readonly entry: EntryId };
type Kind = Omit<Missing, 'entry'>;

export const openQuestions = {
  untracked: {
    code: 'decision.untracked',
    source: 'invariant 75',
    says: 'An agreement or a request that gave rise to no action.',
  },
  undecided: { code: 'division.undecided', source: 'invariant 53', says: 'A vote that led to no decision yet.' },
  tied: { code: 'division.tied', source: 'invariant 49', says: 'A tied vote: the ruling of the person presiding is asked for.' },
  unnamed: {
    code: 'named-vote.incomplete',
    source: 'invariant 44',
    says: 'A recorded vote whose names are fewer than its count.',
  },
  noCondition: {
    code: 'condition.not-stated',
    source: 'invariant 56',
    says: 'An approval subject to a condition that is not recorded.',
  },
  condition: { code: 'condition.open', source: 'invariant 56', says: 'A condition on which a decision depends.' },
  skipped: { code: 'action.number-skipped', source: 'invariant 72', says: 'The action before this one in number is not recorded.' },
  differs: {
    code: 'list.differs',
    source: 'invariant 76',
    says: 'A printed list says something else than the action: which wording stands is not settled.',
  },
} as const satisfies Record<string, Kind>;

/** @param standing the facts of one meeting as they stand */
export const missingIn = (standing: readonly Fact[]): readonly Missing[] => missingOf(fold(meeting, standing));

type Open = Pick<Meeting, 'decisions' | 'actions' | 'divisions' | 'rulings' | 'motions' | 'orders' | 'conditions' | 'listings'>;

const untracked = ({ decisions, actions }: Open): readonly Missing[] => {
  const served = new Set(actions.map(({ decision }) => decision));
  return decisions
    .filter(({ id, kind }) => (kind === 'agreed' || kind === 'requested') && !served.has(id))
    .map(({ entry }) => ({ ...openQuestions.untracked, entry }));
};

const divisions = (state: Open): readonly Missing[] =>
  state.divisions.flatMap((division) => ofDivision(state, division).map((kind) => ({ ...kind, entry: division.entry })));

const ofDivision = (state: Open, division: Division): readonly Kind[] => {
  const ruled = state.rulings.some((ruling) => ruling.division === division.id);
  const decided = state.decisions.some((decision) => decision.division === division.id);
  const onAnAmendment = state.motions.some(({ id, amends }) => id === division.motion && amends !== null);
  const tied = resultOf(division, state.orders?.tie ?? null) === 'tied' && !ruled;
  return [
    ...(tied ? [openQuestions.tied] : []),
    ...(decided || onAnAmendment || tied ? [] : [openQuestions.undecided]),
    ...(namesAreMissing(division) ? [openQuestions.unnamed] : []),
  ];
};

const namesAreMissing = (division: Division): boolean => {
  if (division.method !== 'recorded vote' && division.method !== 'roll call') return false;
  const sides =
    division.options.length > 0
      ? division.options.map(({ id }) => ['for', id] as const)
      : (['for', 'against', 'abstained'] as const).map((vote) => [vote, null] as const);
  return sides.some(([vote, option]) => namedFor(division, vote, option) < (countOf(division, vote, option) ?? 0));
};

const conditions = ({ decisions, conditions: set }: Open): readonly Missing[] => [
  ...decisions
    .filter(({ id, kind }) => kind === 'approved subject to condition' && !set.some(({ decision }) => decision === id))
    .map(({ entry }) => ({ ...openQuestions.noCondition, entry })),
  ...set.map(({ entry }) => ({ ...openQuestions.condition, entry })),
];

/** Only plain numbers are counted: `7(a)` follows what it likes. A series may run on from an earlier meeting: what comes before its first here is no gap. */
const skipped = ({ actions }: Open): readonly Missing[] => {
  const numbered = actions.flatMap(({ label, entry }) => (label !== null && /^\d+$/.test(label) ? [{ number: Number(label), entry }] : []));
  const numbers = new Set(numbered.map(({ number }) => number));
  const first = Math.min(...numbers);
  return numbered
    .filter(({ number }) => number > first && !numbers.has(number - 1))
    .map(({ entry }) => ({ ...openQuestions.skipped, entry }));
};

const differing = ({ listings }: Open): readonly Missing[] =>
  listings.flatMap(({ compared, settled, entry }) => (compared === 'substantive' && !settled ? [{ ...openQuestions.differs, entry }] : []));

/** What is left open, part by part: none is another one while what it comes `from` is the same. */
export const openParts: readonly { readonly from: readonly (keyof Open)[]; readonly missing: (state: Open) => readonly Missing[] }[] = [
  { from: ['decisions', 'actions'], missing: untracked },
  { from: ['divisions', 'rulings', 'decisions', 'motions', 'orders'], missing: divisions },
  { from: ['decisions', 'conditions'], missing: conditions },
  { from: ['actions'], missing: skipped },
  { from: ['listings'], missing: differing },
];

/** @param state the fold of one meeting as it stands */
export const missingOf = (state: Open): readonly Missing[] => openParts.flatMap(({ missing }) => missing(state));
