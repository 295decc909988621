import { isUtf8 } from 'node:buffer';
import type { DatabaseSync } from 'node:sqlite';
import type { Looked, Opened } from '../port.js';
import type { Finding } from './finding.js';
import { looking } from './looking.js';

const [salt, words] = ['CAST(salt AS TEXT)', 'CAST(words AS TEXT)'];

/** How the store reads its texts. */
export const textsIn = (db: DatabaseSync, finding: Finding) => {
  const opened = looking(
    db,
    finding,
    (gone) => `CASE WHEN NOT ${gone} THEN ${salt} END, CASE WHEN worded THEN ${words} END`,
    ([, itsSalt, text]: readonly [at: unknown, salt: string | null, words: string | null]): Opened =>
      itsSalt === null ? 'erased' : { salt: itsSalt, text },
  );
  // SQLite writes strings as canonical JSON does.
  const looked = looking(
    db,
    finding,
    (gone) => `CASE WHEN ${gone} THEN 'erased' WHEN worded THEN char(2) || json_array(${salt}, ${words}) END`,
    ([, one]: readonly [at: unknown, Looked]): Looked => one,
  );
  const bytesAt = db.prepare('SELECT salt, words FROM texts WHERE place = ?');
  // What is not UTF-8 is read as U+FFFD: only text without one tells all its bytes.
  const isGarbled = (digest: string, one: Looked): boolean => {
    if (!one?.includes('\ufffd')) return false;
    const bytes = bytesAt.get(finding.placeOf(digest) ?? null) as { readonly salt: Uint8Array; readonly words: Uint8Array } | undefined;
    return bytes !== undefined && !(isUtf8(bytes.salt) && isUtf8(bytes.words));
  };
  return {
    texts: (digests: readonly string[]): ReadonlyMap<string, Opened> => {
      const found = new Map<string, Opened>();
      opened(digests).forEach((one, n) => one && found.set(digests[n]!, one));
      return found;
    },
    lookedAt: (digests: readonly string[]): readonly Looked[] =>
      looked(digests).map((one, n) => (isGarbled(digests[n]!, one) ? 'garbled' : one)),
  };
};
