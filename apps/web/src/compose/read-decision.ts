import { months } from './read-due.js';

/** A stretch of the words, in UTF-16 units. */
export type Span = { readonly from: number; readonly to: number };

const spanOf = (pattern: RegExp, words: string): Span | null => {
  const span = new RegExp(pattern, `${pattern.flags}d`).exec(words)?.indices?.groups?.['said'];
  return span ? { from: span[0], to: span[1] } : null;
};

/** "… due to the precedent that it would set." */
export const reasonIn = (words: string): Span | null =>
  spanOf(/\b(?:due to|because of|because|on the grounds? that) (?<said>[^.;]+?)[.;]?$/i, words);

/** "…, subject to continued funding." */
export const conditionIn = (words: string): Span | null => spanOf(/\b(?<said>subject to [^.;]+?)[.;]?$/i, words);

export type AllocationRead = { readonly amount: Span | null; readonly source: Span | null; readonly purpose: Span | null };
const sum = '[£€$] ?\\d[\\d,]*(?:\\.\\d+)?(?: ?(?:k|m|million|thousand)\\b)?';
const granted = /\b(?:approved|agreed|allocated|granted)\b/i;
const ends = '(?=,? subject to |[.;]?$)';
const allocation = new RegExp(`(?<amount>${sum})(?: from (?<source>[^,.;]+?))?(?: for (?<purpose>[^.;]+?))?${ends}`, 'id');
const funding = new RegExp(`\\bfunding for (?<purpose>[^.;]+?)${ends}`, 'id');

/** "approved the allocation of £225k from reserves for the programme": how much, from where, for what, as far as it is said. */
export const allocationIn = (words: string): AllocationRead | null => {
  if (!granted.test(words) || /\bnot (?:approve|agree)/i.test(words)) return null;
  const found = allocation.exec(words)?.indices?.groups ?? funding.exec(words)?.indices?.groups;
  if (!found) return null;
  const span = (name: string): Span | null => (found[name] ? { from: found[name][0], to: found[name][1] } : null);
  return { amount: span('amount'), source: span('source'), purpose: span('purpose') };
};

const day = new RegExp(`(\\d{1,2})(?:st|nd|rd|th)? (${months.join('|')}) (\\d{4})`);
/** "Minutes of the EM Partnership Board meeting – 27th November 2009": which meeting a heading mentions, and its day if that is said. */
export const minutesIn = (heading: string): { readonly mentioned: string; readonly date: string | null } | null => {
  const mentioned = /^minutes of (?:the )?(.+)$/i.exec(heading.trim())?.[1];
  if (mentioned === undefined) return null;
  const [, on = '', month = '', year] = day.exec(mentioned) ?? [];
  const two = (count: number | string) => String(count).padStart(2, '0');
  return { mentioned, date: year === undefined ? null : `${year}-${two(months.indexOf(month) + 1)}-${two(on)}` };
};

/** What was reported of an action, as a kind of outcome; null where the words say none. */
export const outcomeIn = (words: string): 'carried' | 'completed' | null => {
  if (/\bcarried (?:forward|over)\b/i.test(words)) return 'carried';
  return /\b(?:was|is|has been|had been|were|are) (?:now )?(?:completed?|done|discharged)\b/i.test(words) ? 'completed' : null;
};
