/** What must be reached: a ratio to the limit, or the figure itself where there is no limit. */
export type Must = { readonly least: number } | { readonly most: number };

/** One line of the table. `ours` and `limit` are of the same rounds, in their order; a figure without a limit stands for itself. */
export type Figure = {
  readonly path: string;
  readonly against: string | null;
  readonly must: Must;
  /** Of `ours` and `limit`. */
  readonly unit: string;
  readonly ours: readonly number[];
  readonly limit: readonly number[] | null;
};
export type NotMeasured = Pick<Figure, 'path' | 'against' | 'must'> & { readonly because: string };

export type Verdict = 'reached' | 'missed' | 'not measurable today';
export type Judged = Figure & {
  /** Of each round; the figure itself where there is no limit. */
  readonly ratios: readonly number[];
  readonly median: number;
  /** How far rounds lie from the median, as a share of it; the least and the greatest of nine are left out. */
  readonly spread: number;
  readonly verdict: Verdict;
};

/** A wider one says more of the day than of the program. */
const widestSpread = 0.25;

export const judged = (figure: Figure): Judged => {
  const { ours, limit, must } = figure;
  const ratios = ours.map((one, round) => (limit ? one / limit[round]! : one));
  const middle = median(ratios);
  const spread = spreadOf(ratios, middle);
  const reached = 'least' in must ? middle >= must.least : middle <= must.most;
  return {
    ...figure,
    ratios,
    median: middle,
    spread,
    verdict: spread > widestSpread ? 'not measurable today' : reached ? 'reached' : 'missed',
  };
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** The value that so large a share of them does not exceed. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
};

const spreadOf = (values: readonly number[], middle: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const inner = sorted.length < 9 ? sorted : sorted.slice(1, -1);
  return middle === 0 ? 0 : Math.max(...inner.map((one) => Math.abs(one - middle))) / middle;
};
