import { createHash } from 'node:crypto';
import { idOfDigest } from '#kernel/ids.js';

/** A UUIDv8 made from ids and places: the same parts, the same id. Never from names or other text, which would outlive an erasure. */
export const derivedId = (...parts: readonly (string | number)[]): string =>
  idOfDigest(createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
