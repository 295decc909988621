import { byAnyName, matching, type Candidate } from '#domain/printed/names.js';
import type { Owner } from '#domain/shapes.js';
import { text } from '#kernel/text.js';

/** How a decision's words are read: the first that fits is offered, and can be changed. */
const readAs: readonly (readonly [RegExp, string])[] = [
  [/\b(did not|not) (approve|agree|support)/i, 'not approved'],
  [/\bminutes\b.*\b(were|was) (approved|agreed|confirmed)\b/i, 'minutes approved'],
  [/\bapproved\b.*\bin principle\b/i, 'approved in principle'],
  [/\bapproved\b.*\bsubject to\b/i, 'approved subject to condition'],
  [/\bapproved\b/i, 'approved'],
  [/\bendorsed\b/i, 'endorsed'],
  [/\bagreed\b/i, 'agreed'],
  [/\bnoted\b/i, 'noted'],
  [/\brecommended\b/i, 'recommended'],
  [/\brequested\b/i, 'requested'],
  [/\bdeferred\b/i, 'deferred'],
  [/\breferred\b/i, 'referred'],
  [/\bwithdrawn\b/i, 'withdrawn'],
];
export const kindOfDecision = (words: string): string | null => readAs.find(([pattern]) => pattern.test(words))?.[1] ?? null;

export type Known = Candidate & { readonly person: string };

export type OwnersRead = {
  readonly owners: readonly Owner[];
  /** Where they stand in the words, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
};
/** "… – CA/Cllr Hill": whoever stands at the end, behind a dash. Nobody is guessed. */
export const ownersAtTheEnd = (words: string, people: readonly Known[]): OwnersRead | null => {
  const [whole, printed] = /\s?[‐‑‒–—−-]\s*([^‐‑‒–—−-]{1,60})$/.exec(words) ?? [];
  if (whole === undefined || printed === undefined) return null;
  const trimmed = printed.trim();
  if (trimmed === '' || /[.;:]/.test(trimmed.replace(/\b(Cllr|Clr|Dr|Mr|Mrs|Ms)\./g, '$1'))) return null;
  const parts = trimmed.split('/').map((part) => part.trim());
  const owners = parts.map((part): Owner => ownerOf(part, people));
  // Words behind a dash that name nobody at all are no owner.
  if (!owners.some((owner) => 'person' in owner)) return null;
  const from = words.length - whole.length + whole.indexOf(trimmed);
  return { owners, from, to: from + trimmed.length };
};
/** Whoever fits alone; of several, nobody; and what is nobody's name is that of a group, unless somebody says otherwise. */
export const ownerOf = (printed: string, people: readonly Known[]): Owner => {
  const [only, ...others] = new Set(matching(printed, people, byAnyName).map(({ person }) => person));
  if (only === undefined) return { group: text(printed) };
  return others.length === 0 ? { person: only, printed: text(printed) } : { unresolved: text(printed) };
};

/** The number after the highest one that is there. */
export const nextLabel = (labels: readonly (string | null)[]): string =>
  String(1 + Math.max(0, ...labels.map((label) => Number(/^\d+/.exec(label ?? '')?.[0] ?? 0))));

/** Whom the words begin with, where they go on with one of these verbs. */
const named = (words: string, verbs: string, people: readonly Known[]): string | null => {
  const [, printed] = new RegExp(`^(.{2,60}?) (?:${verbs})\\b`).exec(words) ?? [];
  if (printed === undefined) return null;
  const found = new Set(matching(printed, people, byAnyName).map(({ person }) => person));
  return found.size === 1 ? [...found][0]! : null;
};
/** Who declares: the words begin with a name, and go on with what was declared. */
export const declarerIn = (words: string, people: readonly Known[]): string | null =>
  named(words, 'declared|has|had|left|withdrew', people);
/** Who reports: the words begin with a name, and go on with what was reported. */
export const reporterIn = (words: string, people: readonly Known[]): string | null =>
  named(words, 'reported|advised|said|told|informed|confirmed|explained', people);
export const typeOfInterest = (words: string): string | null => /\b(personal|prejudicial|DPI|ORI|NRI)\b/.exec(words)?.[1] ?? null;

/** Where a clause stands in a sentence that holds several facts; null where it does not. */
export const stretchOf = (
  clause: string,
  sentence: { readonly entry: string; readonly words: string } | null,
  at: 'first' | 'last' = 'first',
): { in: string; from: number; to: number } | null => {
  if (sentence === null || clause.trim() === '') return null;
  const from = at === 'first' ? sentence.words.indexOf(clause.trim()) : sentence.words.lastIndexOf(clause.trim());
  return from < 0 ? null : { in: sentence.entry, from, to: from + clause.trim().length };
};
