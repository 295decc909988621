import type { Division, Meeting } from './state.js';

/** `chosen`: one of the options had most votes. `not known`: a count that would tell is not stated. */
export type Result = 'carried' | 'lost' | 'tied' | 'chosen' | 'not known';
type Tie = NonNullable<Meeting['orders']>['tie'] | null;

/**
 * What came of a vote: a casting vote settles it, else what was announced, else a majority of the votes cast (invariant 48).
 * A tie is lost only where standing orders say so; where they are silent it is tied and the chair is asked (invariant 49).
 */
export const resultOf = (division: Division, tie: Tie): Result => {
  if (division.options.length > 0) return chosen(division);
  if (division.casting) return division.casting.vote === 'for' ? 'carried' : 'lost';
  const result = division.announced ?? counted(division);
  return result === 'tied' && tie === 'not carried' ? 'lost' : result;
};

/** What the counts alone say. */
export const counted = ({ for: ayes, against }: Pick<Division, 'for' | 'against'>): 'carried' | 'lost' | 'tied' | 'not known' => {
  if (ayes === null || against === null) return 'not known';
  if (ayes === against) return 'tied';
  return ayes > against ? 'carried' : 'lost';
};

/** The option with most votes, if every count is stated and one has most. */
export const prevailing = ({ options }: Pick<Division, 'options'>): string | null => {
  const most = Math.max(...options.map(({ count }) => count ?? Number.NaN));
  const first = options.filter(({ count }) => count === most);
  return first.length === 1 ? first[0]!.id : null;
};
const chosen = (division: Division): Result => {
  if (division.options.some(({ count }) => count === null)) return 'not known';
  return prevailing(division) === null ? 'tied' : 'chosen';
};

export type Counts = Pick<Division, 'for' | 'against' | 'abstained'> & { readonly options: readonly { readonly count: number | null }[] };

/**
 * How many took part, abstentions among them: unknown counts stay unknown, and the total is a range (invariant 43).
 * @param most how many could vote, null if nobody can tell
 */
export const tookPart = (counts: Counts, most: number | null): { readonly least: number; readonly most: number | null } => {
  const all = counts.options.length > 0 ? counts.options.map(({ count }) => count) : [counts.for, counts.against];
  const stated = [...all, counts.abstained].filter((count) => count !== null);
  const least = stated.reduce((sum, count) => sum + count, 0);
  return { least, most: stated.length === all.length + 1 ? least : most === null ? null : Math.max(least, most) };
};

/** How many named votes there are of one kind, or for one option. */
export const namedFor = ({ named }: Division, vote: string, option: string | null): number =>
  named.filter((one) => one.vote === vote && one.option === option).length;

/** @returns null where that count is not stated. */
export const countOf = (division: Division, vote: string, option: string | null): number | null => {
  if (option !== null) return division.options.find(({ id }) => id === option)?.count ?? null;
  return { for: division.for, against: division.against, abstained: division.abstained }[vote] ?? null;
};

export const divisionOf = ({ divisions }: Meeting, id: string): Division | undefined => divisions.find((division) => division.id === id);
