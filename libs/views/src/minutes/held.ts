import type { Fact } from '#kernel/entry.js';
import { isStretch } from '#kernel/said.js';
import type { Text } from '#kernel/text.js';

export type Held = Readonly<Record<string, Text>>;

/** The words that an entry holds, by its id: what a stretch of it is cut from. */
export const heldWords = (standing: readonly Fact[]): Held =>
  Object.fromEntries(
    standing.flatMap((fact) => {
      const words: unknown = fact.data.words ?? fact.data.heading ?? fact.data.printed;
      return words === null || words === undefined || isStretch(words as Text) ? [] : [[fact.entry.id, words as Text]];
    }),
  );
