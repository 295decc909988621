import { isStretch, type Said } from '#kernel/said.js';
import { clockTime, dateInWords, instantInWords } from '#documents/figures.js';
import { inWords, readSaid, type Open } from '#documents/reader.js';
import type { ShownEntry } from '#shell/shown.js';
import { valueAt } from '../room/shown.js';
import type { Past } from './past.js';

export type Telling = {
  readonly past: Past;
  readonly open: Open;
  readonly nameOf: (person: string) => string;
  /** The name of the verb that asked for an entry. */
  readonly say: (entry: Pick<ShownEntry, 'stream' | 'type'>) => string;
};

type Data = Readonly<Record<string, unknown>>;

/** What a text of an entry says, or that it is erased, or withheld. */
export const textAt = (entry: ShownEntry, at: string): string => {
  const value = valueAt(entry.data, at);
  if (typeof value === 'string') return inWords({ words: value });
  return typeof value === 'object' && value !== null && 'erased' in value ? 'erased' : 'withheld';
};

/** An entry on one line: of whom it speaks, and what it says. Of a correction, what it says now. */
export const summaryOf = (entry: ShownEntry, telling: Telling): string => {
  const replaced = (entry.data as { readonly replacement?: { readonly data: Data } }).replacement;
  const data = replaced?.data ?? (entry.data as Data);
  const person = typeof data['person'] === 'string' ? telling.nameOf(data['person']) : null;
  const said = [person, wordsOf(entry, data, telling, replaced ? 'replacement.data.' : ''), itemOf(entry, data, telling)];
  const stated = said.filter((one) => one !== null && one !== '').join(': ');
  return stated === '' ? (printedOf(telling.past, entry.id) ?? '') : stated;
};

/** What holds no words of its own is told as the minutes print it. */
const printedOf = ({ opened }: Past, entry: string): string | null => {
  const lines = [...opened.opening, ...opened.items.flatMap((item) => item.lines), ...opened.closing];
  return lines.find(({ entries }) => entries[0] === entry)?.text ?? null;
};

const wordsOf = (entry: ShownEntry, data: Data, { past, open }: Telling, under: string): string | null => {
  const words = data['words'] ?? data['heading'];
  if (typeof words === 'object' && words !== null && isStretch(words as Said)) return readSaid(words as Said, past.minutes.held, open);
  if (typeof data['version'] === 'number') return `version ${data['version']}`;
  const texts = entry.texts.filter(({ at }) => at.startsWith(under) && !forPrograms.has(at)).map(({ at }) => at);
  const first = texts.find((at) => at === `${under}words` || at === `${under}heading`) ?? texts[0];
  return first === undefined ? null : textAt(entry, first);
};

/** Texts that nobody wrote. */
const forPrograms: ReadonlySet<string> = new Set(['digest', 'checkpoint']);

const itemOf = ({ type }: ShownEntry, data: Data, { past }: Telling): string | null => {
  if (type !== 'ItemTaken') return null;
  const item = past.opened.items.find((one) => one.item === data['item']);
  return item === undefined ? null : [item.label, item.heading].filter((one) => one !== null).join(' ');
};

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
