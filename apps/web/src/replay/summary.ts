import { isStretch, type Said } from '#kernel/said.js';
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
