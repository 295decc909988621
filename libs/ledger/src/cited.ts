import { mostOpen } from '#kernel/canonical.js';
import { isHash } from './keys.js';

/** Every digest of a text that stands in these data, each once, in their order. */
export const citedIn = (data: unknown): readonly string[] => [...collected(data).digests];

/** The same, each in the order of digests; null where something has the member of a citation and is none. */
export const citationsIn = (data: unknown): readonly string[] | null => {
  const { digests, isWell } = collected(data);
  return isWell ? [...digests].toSorted() : null;
};

type Collected = { readonly digests: Set<string>; isWell: boolean };
const collected = (data: unknown): Collected => {
  const found: Collected = { digests: new Set(), isWell: true };
  collect(data, found, mostOpen);
  return found;
};

const collect = (value: unknown, found: Collected, open: number): void => {
  if (typeof value !== 'object' || value === null || open === 0) return;
  if (!Object.hasOwn(value, '$t')) {
    for (const name in value) collect((value as Record<string, unknown>)[name], found, open - 1);
    return;
  }
  const { $t: digest } = value as { $t?: unknown };
  if (Object.keys(value).length === 1 && isHash(digest)) found.digests.add(digest);
  else found.isWell = false;
};
