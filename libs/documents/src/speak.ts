import type { Said } from '#kernel/said.js';
import type { Due, Owner } from '#domain/shapes.js';
import type { Owners, Part } from '#views/minutes/parts.js';
import { clockTime, dateInWords, moneyInWords } from './figures.js';
import { inWords, readSaid, type Held, type Reader } from './reader.js';

/** A run of words in one weight. */
export type Run = { readonly text: string; readonly strong: boolean };

export type Speaker = Reader & { readonly held: Held };

/** A line in words. An owner that the words end with stands out there; any other is added behind them. */
export const speak = (parts: readonly Part[], speaker: Speaker): readonly Run[] => {
  let runs: Run[] = [];
  for (const part of parts) {
    if (typeof part === 'object' && 'owners' in part) runs = [...withOwners(runs, ownersInWords(part.owners, speaker))];
    else {
      const text = partInWords(part, speaker);
      const bare = text.startsWith('.') && /[.!?]$/.test(plain(runs)) ? text.slice(1) : text;
      runs.push({ text: bare, strong: typeof part === 'object' && 'strong' in part });
    }
  }
  return joined(runs);
};

export const plain = (runs: readonly Run[]): string => (runs.length === 1 ? runs[0]!.text : runs.map(({ text }) => text).join(''));

const partInWords = (part: Exclude<Part, { owners: Owners }>, speaker: Speaker): string => {
  if (typeof part === 'string') return part;
  if ('said' in part) return readSaid(part.said, speaker.held, speaker.open);
  if ('named' in part) return inWords(speaker.name(part.named, part.as));
  if ('time' in part) return clockTime(part.time, part.zone);
  if ('date' in part) return dateInWords(part.date);
  if ('due' in part) return dueInWords(part.due, speaker);
  if ('money' in part) return moneyInWords(part.money);
  return part.strong;
};

const withOwners = (runs: readonly Run[], owners: string): readonly Run[] => {
  if (owners === '') return runs;
  const last = runs.at(-1);
  const before = last && !last.strong && last.text.endsWith(owners) ? last.text.slice(0, -owners.length) : null;
  if (before !== null && /[^\p{L}\p{N}]$/u.test(before))
    return [...runs.slice(0, -1), { text: before, strong: false }, { text: owners, strong: true }];
  const behind = / (with|to|by) $/.test(plain(runs)) || runs.length === 0 ? '' : ' – ';
  return [...runs, { text: behind, strong: false }, { text: owners, strong: true }];
};

/** Who answers for an action, in their order: as printed, else by their names. */
export const ownersInWords = ({ printed, owners, assigned }: Owners, speaker: Speaker): string => {
  if (printed !== null) return readSaid(printed, speaker.held, speaker.open);
  return assigned === 'named' ? owners.map((owner) => ownerInWords(owner, speaker)).join('/') : assigned;
};

export const ownerInWords = (owner: Owner, speaker: Speaker): string => {
  const said = (words: Said) => readSaid(words, speaker.held, speaker.open);
  if ('person' in owner) return owner.printed === null ? inWords(speaker.name(owner.person, 'person')) : said(owner.printed);
  if ('organisation' in owner)
    return owner.printed === null ? inWords(speaker.name(owner.organisation, 'organisation')) : said(owner.printed);
  if ('role' in owner) return said(owner.role);
  return said('group' in owner ? owner.group : owner.unresolved);
};

export const dueInWords = (due: Due, speaker: Speaker): string => {
  const said = (words: Said) => readSaid(words, speaker.held, speaker.open);
  if ('period' in due) return said(due.period);
  if ('event' in due) return said(due.event);
  if (due.printed !== null) return said(due.printed);
  if ('date' in due) return dateInWords(due.date);
  if ('meeting' in due) return inWords(speaker.name(due.meeting, 'meeting'));
  return 'expected' in due ? `the meeting expected in ${dateInWords(due.expected)}` : 'standing';
};

const joined = (runs: readonly Run[]): readonly Run[] => {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (run.text === '') continue;
    if (last?.strong === run.strong) all[all.length - 1] = { text: last.text + run.text, strong: run.strong };
    else all.push(run);
  }
  return all;
};
