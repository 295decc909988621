import type { Money } from '#kernel/money.js';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2010-01-20` is 20 January 2010, `2010-04` April 2010, `XXXX-05-14` 14 May. */
export const dateInWords = (date: string): string => {
  const [year, month, day] = date.split('-');
  return [day && `${Number(day)}`, month && months[Number(month) - 1], year === 'XXXX' ? null : year].filter(Boolean).join(' ');
};

/** The time on the clock of a zone, `14:32`; in UTC, and saying so, where no zone is stated or nobody knows it. */
export const clockTime = (instant: string, zone: string | null): string => {
  const local = zone === null ? null : inZone(instant, zone);
  return local ?? `${instant.slice(11, 16)} UTC`;
};
const inZone = (instant: string, zone: string): string | null => {
  try {
    return clockOf(zone).format(new Date(instant));
  } catch {
    return null;
  }
};
/** A format takes longer to be made than all else of a line; there are only as many as zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  clocks.set(timeZone, clock);
  return clock;
};

/** `20 January 2026, 14:32 UTC`. */
export const instantInWords = (instant: string): string => `${dateInWords(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;

/** £225,000; £12.50. The amount is in minor units of its currency. */
export const moneyInWords = ({ minor, currency }: Money): string => {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};
