import type { Money } from '#kernel/money.js';
import { BadShape, fromClient, type Shape } from '#kernel/shape.js';
import { clock, date, partialDate, zone } from '#kernel/times.js';

const fits = <T>(shape: Shape<T>, said: string): T | null => {
  try {
    return shape.read(said, '', fromClient);
  } catch (error) {
    if (error instanceof BadShape) return null;
    throw error;
  }
};

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** A date as far as it is stated: `2010-04-14`, `2010-04`, `2010`, `XXXX-05-14`, `April 2010`, `14 May 2010`, `14 May`. */
export const dateOf = (said: string): { readonly date: string } | null => {
  const spoken = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]+)(?: (\d{4}))?$/.exec(said);
  const month = spoken ? months.indexOf(spoken[2]!.toLowerCase()) + 1 : 0;
  const written = month === 0 ? said : [spoken![3] ?? 'XXXX', two(month), ...(spoken![1] ? [two(Number(spoken![1]))] : [])].join('-');
  const read = fits(partialDate, written);
  return read === null ? null : { date: read };
};
const two = (n: number) => String(n).padStart(2, '0');

/** A meeting by its date, with `(2)` or another label where the day holds two; one that is only expected by its month. */
export type MeetingName = { readonly date: string; readonly label: string | null };
export const meetingNameOf = (said: string): MeetingName | null => {
  const [, day, label] = /^(.*?)(?: \(([0-9A-Za-z][0-9A-Za-z. /-]{0,13})\))?$/.exec(said) ?? [];
  const dated = dateOf(day ?? '');
  return dated && { ...dated, label: label ?? null };
};
export const isDay = (date: string) => /^\d{4}-\d{2}-\d{2}$/.test(date);

export type DueSaid = { readonly date: string } | { readonly meeting: MeetingName } | { readonly standing: true };
/** `2010-05-01`, `meeting of April 2010`, `standing`. */
export const dueOf = (said: string): { readonly due: DueSaid } | null => {
  if (said === 'standing') return { due: { standing: true } };
  const [, meeting] = /^meeting of (.+)$/.exec(said) ?? [];
  if (meeting !== undefined) {
    const named = meetingNameOf(meeting);
    return named && { due: { meeting: named } };
  }
  const dated = dateOf(said);
  return dated && { due: dated };
};

export type WhenSaid =
  | { readonly clock: string }
  | { readonly date: string }
  | { readonly during: string }
  | { readonly side: 'before' | 'after'; readonly what: 'item' | 'action' | 'vote'; readonly label: string | null };
/** `14:32`, `2010-01-21`, `during item 5`, `before item 5`, `after action 3`, `before the vote`. */
export const whenOf = (said: string): { readonly when: WhenSaid } | null => {
  const [, during] = /^during item (.+)$/.exec(said) ?? [];
  if (during !== undefined) return { when: { during } };
  const [, side, what, label] = /^(before|after) (?:(item|action) (.+)|the vote)$/.exec(said) ?? [];
  if (side !== undefined) return { when: { side: side as 'before', what: (what ?? 'vote') as 'vote', label: label ?? null } };
  if (fits(clock, said) !== null) return { when: { clock: said } };
  const dated = dateOf(said);
  return dated && { when: dated };
};

/** `2010-01-19`, `2010-01-20 12:30`: a day, and the time on the clock if it is stated. */
export const dayAndTimeOf = (said: string): { readonly on: string; readonly at: string | null } | null => {
  const [on = '', at = null, more] = said.split(' ');
  return fits(date, on) !== null && (at === null || fits(clock, at) !== null) && more === undefined ? { on, at } : null;
};

export const clockOf = (said: string) => (fits(clock, said) === null ? null : { clock: said });
export const zoneOf = (said: string) => (fits(zone, said) === null || !isAZone(said) ? null : { zone: said });
const isAZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The instant at which clocks in the zone show this time on this day. */
export const instantOf = (day: string, time: string, zoneName: string): string => {
  const wanted = Date.parse(`${day}T${time}:00.000Z`);
  const first = wanted - offsetAt(wanted, zoneName);
  return new Date(wanted - offsetAt(first, zoneName)).toISOString();
};
const offsetAt = (instant: number, zoneName: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zoneName, dateStyle: 'short', timeStyle: 'medium' }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.000Z`) - instant;
};

const currencies: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR', $: 'USD' };
const powers: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, bn: 9 };
/** `£225k` is 22500000 minor units of GBP. What is only about that much ("c£200k") is no amount: its words are kept. */
export const moneyOf = (said: string): Money | null => {
  const [, sign, whole, fraction = '', power = ''] = /^([£€$])\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s?(k|m|bn)?$/i.exec(said) ?? [];
  if (sign === undefined) return null;
  const places = powers[power.toLowerCase()]! + 2;
  if (fraction.length > places) return null;
  const minor = Number(whole!.replaceAll(',', '') + fraction.padEnd(places, '0'));
  return Number.isSafeInteger(minor) ? { minor, currency: currencies[sign]! } : null;
};
