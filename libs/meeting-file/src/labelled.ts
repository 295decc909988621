import type { Node, Pair } from 'yaml';
import { fromClient, label as labelShape } from '#kernel/shape.js';
import { keyOf, type Place } from './reader.js';

/** `action 1: …` and `item 7(a): …`: the label is part of the key. */
export const isLabelled = (noun: string, key: string) => key === noun || key.startsWith(`${noun} `);

/** @returns null for a key without a label, and after a problem with it. */
export const labelIn = (noun: string, pair: Pair<Node, Node | null>, at: Place): string | null => {
  const written = keyOf(pair).slice(noun.length).trim();
  if (written === '') return null;
  try {
    return labelShape.read(written, '', fromClient);
  } catch {
    return at.problems.add(
      at.lineOf(pair.key),
      'file.label-unknown',
      `"${written}" is no label.`,
      'A label is at most 16 letters, digits and . ( ) / - , such as 7(a).',
    );
  }
};
