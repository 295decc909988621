import { isStretch, type Said } from '#kernel/said.js';
import type { Opened, Text } from '#kernel/text.js';
import type { Noun } from '#views/minutes/parts.js';

export type Open = (text: Text) => Opened;
/** What a reader calls somebody or something that lives in another stream. */
export type Name = (id: string, as: Noun) => Opened;
export type Held = Readonly<Record<string, Text>>;

/** Whoever reads a document: what is opened for them, and by which names they know the ids. */
export type Reader = { readonly open: Open; readonly name: Name };

/** What a document shows: the record as it stood at a time (UTC with milliseconds) and at a position of the log, null where there is none. */
export type Shown = { readonly at: string; readonly position: number | null };

/** Words, or in their place why there are none. White space is folded: a line of a document is one line. */
export const inWords = (opened: Opened): string => (typeof opened === 'string' ? `[${opened}]` : folded(opened.words));

/** Lines that were signed keep their line feeds: folded they would prove nothing. */
export const asSigned = (opened: Opened): string => (typeof opened === 'string' ? `[${opened}]` : opened.words);

/**
 * What was said: a text of its own, or the stretch of another entry's words.
 * Out of bounds, or of an entry that holds no words, it is as much of them as there is: facts never fail.
 */
export const readSaid = (said: Said, held: Held, open: Open): string => {
  if (!isStretch(said)) return inWords(open(said));
  const whole = held[said.in];
  const opened = whole === undefined ? 'withheld' : open(whole);
  return typeof opened === 'string' ? `[${opened}]` : folded(opened.words.slice(said.from, said.to));
};

// Hardly any words have to be folded, and looking is cheaper than writing them anew.
const folded = (words: string) => (unfolded.test(words) ? words.replaceAll(/\s+/g, ' ') : words).trim();
const unfolded = /\s\s|[^\S ]/;
