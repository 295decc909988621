import { clockTime, dateInWords, instantInWords } from '#documents/figures.js';
import type { ShownEntry } from '#shell/shown.js';
import { summaryOf, textAt, type Telling } from './summary.js';

/** Why an entry was made, where anybody was asked; a correction always says. */
export const reasonOf = (entry: ShownEntry): string | null =>
  entry.texts.some(({ at }) => at === 'reason') ? textAt(entry, 'reason') : null;

type Authority = { readonly clerk: boolean } | { readonly chair: string | null } | { readonly decision: string } | null | undefined;
/** By whose authority something was corrected. */
export const authorityOf = ({ data }: ShownEntry): string | null => {
  const authority = (data as { readonly authority?: Authority | string }).authority ?? null;
  if (authority === null || typeof authority === 'string') return authority;
  if ('clerk' in authority) return 'the clerk';
  return 'chair' in authority ? 'the chair' : 'a decision of a later meeting';
};

/** When something happened, as far as is stated; a time with its zone. */
export const whenInWords = (entry: ShownEntry, telling: Telling): string => {
  const { occurred, recorded, enteredAt, recordedAt } = entry;
  if (occurred === null) return recorded === 'live' ? timeInWords(enteredAt ?? recordedAt, telling.past.zone) : 'not stated';
  if ('at' in occurred) return timeInWords(occurred.at, occurred.zone ?? telling.past.zone);
  if ('date' in occurred) return dateInWords(occurred.date);
  if ('during' in occurred) {
    const item = telling.past.opened.items.find((one) => one.item === occurred.during);
    return `during ${item === undefined ? 'an item' : `item ${item.label ?? item.heading}`}`;
  }
  const [how, id] = 'before' in occurred ? (['before', occurred.before] as const) : (['after', occurred.after] as const);
  const other = telling.past.entries.find((one) => one.id === id);
  return `${how} ${other === undefined ? 'an entry that is not known here' : `${telling.say(other)} ${summaryOf(other, telling)}`.trim()}`;
};

/** `10 March 2026, 10:45 (Europe/London)`; in UTC, and saying so, where no zone is known. */
export const timeInWords = (instant: string, zone: string | null): string => {
  if (zone === null) return instantInWords(instant);
  const time = clockTime(instant, zone);
  return time.endsWith('UTC') ? instantInWords(instant) : `${dateInWords(dayIn(instant, zone))}, ${time} (${zone})`;
};
const dayIn = (instant: string, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));
