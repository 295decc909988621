import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import type { Text } from '#kernel/text.js';

export type Held = Readonly<Record<string, Text>>;

/** The words that an entry holds, by its id: what a stretch of it is cut from. */
export const heldWords = (standing: readonly Fact[]): Held => {
  const held: Record<string, Text> = {};
  for (const fact of standing) {
    const words = wordsOf(fact);
    if (words) held[fact.entry.id] = words;
  }
  return held;
};

/** Those that one entry holds, if any. */
export const wordsOf = ({ data }: Fact): Text | null => {
  const words: Said | null = data.words ?? data.heading ?? data.printed ?? null;
  return words === null || isStretch(words) ? null : words;
};
