import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import type { Text } from '#kernel/text.js';
import type { Occurred } from '#kernel/times.js';
import type { Due, Owner } from '../shapes.js';
import type { Carried } from './policy.js';

/** When a fact happened, as another stream can say it: an item or an entry is known in its own stream only. */
export const whenOf = ({ entry: { occurred } }: Fact): Occurred | null =>
  occurred && ('at' in occurred || 'date' in occurred) ? occurred : null;

/** Words that another stream can hold. A stretch of an entry stays where that entry is. */
export const wordsOf = (said: Said | null): Text | null => (said === null || isStretch(said) ? null : said);

/** A due date or an owner as another stream can hold it; null where there is nothing to it but a stretch of an entry. */
export const unbound = <T extends Due | Owner>(one: T): T | null => {
  const { printed, ...said } = one as { readonly printed?: Said | null };
  if (Object.values(said).some(isBound)) return null;
  return isBound(printed) ? { ...one, printed: null } : one;
};
const isBound = (value: unknown) => typeof value === 'object' && value !== null && isStretch(value as Said);

/** The target says that it could not follow, and why. */
export const notCarried = ({ type, entry }: Fact, to: Pick<Carried, 'stream' | 'continues'>, because: string): Carried => ({
  ...to,
  verb: 'RecordNotCarried',
  data: { event: entry.id, type, because },
  occurred: null,
});
