import type { Text } from './text.js';

/** A stretch of an entry that holds the words: from and to count UTF-16 code units. */
export type Stretch = { readonly in: string; readonly from: number; readonly to: number };
export type Said = Text | Stretch;
export const isStretch = (said: Said): said is Stretch => typeof said === 'object' && 'in' in said;
