import type { Said } from '#kernel/said.js';
import { text } from '#kernel/text.js';
import { entryAt } from './draft.js';
import type { Written } from './errors.js';
import type { Details, FactSaid } from './entry.js';
import type { How, Paper, Printed } from './paper.js';

/** One fact while it is laid down: where, how, and where its words are printed. */
export type Fact = {
  readonly place: string;
  readonly how: How;
  readonly item: string;
  readonly label: string | null;
  readonly line: number;
  readonly details: Details;
  readonly said: FactSaid;
  /** Its words or its stretch of a passage; null where the file gives none. */
  readonly words: Said | null;
  readonly printed: Printed;
};
export type Lay = (fact: Fact, paper: Paper) => void;

/** @param passage the words that hold this fact and others, if it has none of its own. */
export const factOf = (said: FactSaid, passage: Printed | null, how: How, paper: Paper): Fact => {
  const place = paper.next();
  const { label, details, line } = said;
  const shared = { place, how: { ...how, line }, item: paper.item, label, line, details, said };
  if (said.words.words === null) return { ...shared, words: null, printed: { entry: entryAt(place), words: '', from: 0, to: 0 } };
  const printed = passage ? stretchOf(said.words, passage, paper) : whole(place, said.words.words);
  const words = passage ? { in: printed.entry, from: printed.from, to: printed.to } : text(said.words.words);
  return { ...shared, words, printed };
};

export const whole = (place: string, words: string): Printed => ({ entry: entryAt(place), words, from: 0, to: words.length });

const stretchOf = ({ words, line }: Written, passage: Printed, paper: Paper): Printed => {
  const from = passage.words.indexOf(words);
  if (from < 0)
    paper.problems.add(
      line,
      'file.stretch-missing',
      `"${words}" is not part of the words above it.`,
      'Write that part of the sentence letter by letter.',
    );
  return { ...passage, from: Math.max(from, 0), to: Math.max(from, 0) + words.length };
};

/** The names that a kind holds in place of words: `arrived: Councillor Martin Hill OBE`. */
export const nameIn = ({ said, line }: Fact): Written => ({ words: said.words.words ?? '', line: said.words.line || line });

/** Words that this kind cannot do without. */
export const wordsOf = (fact: Fact, paper: Paper): Said => {
  if (fact.words !== null) return fact.words;
  paper.problems.add(fact.line, 'file.words-missing', 'Its words are missing.', 'Write them as they are printed.');
  return text('?');
};
export const maybeText = (written: Written | null) => written && text(written.words);
