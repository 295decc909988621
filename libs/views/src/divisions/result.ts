/** A count as it was stated, and between which numbers it lies; `most` is null where nothing bounds it. */
export type Count = { readonly stated: number | null; readonly least: number; readonly most: number | null };

/** What the counts say by themselves, a simple majority being asked for; the casting vote is looked at apart. */
export type Result = 'carried' | 'lost' | 'tied' | 'not known';

type Stated = { readonly for: number | null; readonly against: number | null; readonly abstained: number | null };
type Least = { readonly for: number; readonly against: number; readonly abstained: number };
export type Counts = { readonly for: Count; readonly against: Count; readonly abstained: Count };

/**
 * The three counts with what bounds those that nobody stated: the votes that were named from below, the list of who may vote from above.
 * @param entitled how many may vote; null where the record does not say.
 */
export const countsOf = (stated: Stated, named: Least, entitled: number | null): Counts => {
  const least = { for: stated.for ?? named.for, against: stated.against ?? named.against, abstained: stated.abstained ?? named.abstained };
  const spoken = least.for + least.against + least.abstained;
  const count = (which: keyof Stated): Count => ({
    stated: stated[which],
    least: least[which],
    most: stated[which] ?? (entitled === null ? null : Math.max(least[which], entitled - spoken + least[which])),
  });
  return { for: count('for'), against: count('against'), abstained: count('abstained') };
};

export const resultOf = (counts: Counts): Result => {
  const { for: ayes, against: noes } = counts;
  if (noes.most !== null && ayes.least > noes.most) return 'carried';
  if (ayes.most !== null && ayes.most < noes.least) return 'lost';
  return ayes.stated !== null && ayes.stated === noes.stated ? 'tied' : 'not known';
};

type Option = { readonly optionId: string; readonly count: number | null };

/** The option that drew more than any other can have drawn, or null; the margin in votes where both counts are stated. */
export const prevailingOf = (options: readonly Option[], entitled: number | null) => {
  const known = options.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const most = ({ count }: Option) => count ?? (entitled === null ? Infinity : Math.max(0, entitled - known));
  const winner = options.find((one) => one.count !== null && options.every((other) => other === one || one.count! > most(other)));
  if (!winner) return { option: null, margin: null };
  const rest = options.filter((other) => other !== winner);
  const stated = rest.length > 0 && rest.every(({ count }) => count !== null);
  return { option: winner.optionId, margin: stated ? winner.count! - Math.max(...rest.map(({ count }) => count!)) : null };
};

/** No one option prevails although all counts are stated: the highest is shared. */
export const isShared = (options: readonly Option[]): boolean => {
  if (options.length < 2 || options.some(({ count }) => count === null)) return false;
  const highest = Math.max(...options.map(({ count }) => count!));
  return options.filter(({ count }) => count === highest).length > 1;
};
