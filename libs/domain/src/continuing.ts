import type { Fact } from '#kernel/entry.js';
import { idOf } from './catalogues.js';

/** Where an entry that a stream continues is found: its meeting, and the entry there. */
export const placeOf = ({ entry }: Fact): { readonly meeting: string; readonly entry: string } => ({
  meeting: idOf(entry.stream),
  entry: entry.id,
});
