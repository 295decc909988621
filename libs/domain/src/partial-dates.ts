/**
 * Compares two dates as far as both are stated: -1 where the first is earlier, 1 where it is later, 0 where both are the same day
 * (month, year) to the same precision, null where nobody can tell: `2010` and `2010-04`, or "14th May" of an unstated year.
 */
export const compareDates = (a: string, b: string): -1 | 0 | 1 | null => {
  const [first, second] = [a.split('-'), b.split('-')];
  if (first[0] === 'XXXX' || second[0] === 'XXXX') return null;
  for (const [n, part] of first.entries()) {
    const other = second[n];
    if (other === undefined) return null;
    if (part !== other) return part < other ? -1 : 1;
  }
  return first.length === second.length ? 0 : null;
};

/** A period with a beginning or none stated, and an end (the first day on which it no longer holds) or none. */
export type Period = { readonly from: string | null; readonly until: string | null };

/** Whether a period holds on a date: `perhaps` where the dates are not stated far enough to tell. */
export const holdsOn = ({ from, until }: Period, date: string): 'yes' | 'no' | 'perhaps' => {
  const begun = from === null ? null : compareDates(from, date);
  const ended = until === null ? 1 : compareDates(until, date);
  if (begun === 1 || ended === -1 || ended === 0) return 'no';
  return begun === null || ended === null ? 'perhaps' : 'yes';
};

/** Of values each in force from a date until the next one, the one in force: a value with no date stated replaces what was recorded before it. */
export const inForce = <T extends { readonly from: string | null }>(values: readonly T[], date: string): T | null =>
  values
    .filter(({ from }) => from === null || compareDates(from, date) !== 1)
    .reduce<T | null>((best, value) => (best && isEarlier(value, best) ? best : value), null);

const isEarlier = (a: { readonly from: string | null }, b: { readonly from: string | null }) =>
  a.from !== null && b.from !== null && compareDates(a.from, b.from) === -1;
