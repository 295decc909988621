import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refusing } from '#kernel/refusal.js';
import type { EventStore } from '#event-store/port.js';
import { Refused } from '../command.js';
import { erasedIn } from '../erased-list.js';
import { citingOf, erasedBy, erasuresIn } from '../erasure.js';
import type { WritePath } from '../write-path.js';

export const erasedRefusals = {
  'erased.no-list': {
    says: 'There is no list of erased texts there.',
    remedy: 'Name the file `erased.txt` of the book as it was last, or the folder that it lies in.',
  },
} as const;
const refuse = refusing(erasedRefusals);

/**
 * The digests that are known to be erased: those that the backup lists, which was written after its log was copied; those on the list
 * that is named, in a file or a folder of a book; and those of the book whose folder shows what it had come to. @throws Refused
 */
export const erasedAsFarAsKnown = async (
  backup: string,
  { kept, erased }: { readonly kept: string | null; readonly erased: string | null },
) => {
  const lists = [await erasedIn(join(backup, 'erased.txt')), erased === null ? [] : await listedIn(erased)];
  if (kept !== null && (await isFolder(kept))) lists.push(await erasedIn(join(kept, 'erased.txt')));
  return new Set(lists.flatMap((list) => [...list]));
};
const isFolder = async (path: string) => (await stat(path).catch(() => null))?.isDirectory() === true;

/** The digests on the list in a file, or in a folder of a book. @throws Refused */
const listedIn = async (path: string): Promise<ReadonlySet<string>> => {
  const found = await stat(path).catch(() => null);
  const file = found?.isDirectory() ? join(path, 'erased.txt') : path;
  // A book of which nothing was erased has no list.
  if (found === null || (!found.isDirectory() && !found.isFile())) throw new Refused(refuse('erased.no-list', `It would be ${file}.`));
  return erasedIn(file);
};

/** As the catalogue bounds it. */
const mostAtOnce = 500;

/** Of each stream, the texts on a list that it cites and no erasure on record lists: erased after this copy was taken. */
export type ErasedSince = ReadonlyMap<string, readonly string[]>;
export const erasedSince = async (store: EventStore, listed: ReadonlySet<string>): Promise<ErasedSince> => {
  if (listed.size === 0) return new Map();
  const upTo = await store.head();
  const onRecord = erasedBy(await erasuresIn(store, upTo));
  const citing = await citingOf(store, new Set([...listed].filter((digest) => !onRecord.has(digest))), upTo);
  const byStream = Map.groupBy(citing, ({ fact }) => fact.entry.stream);
  return new Map([...byStream].map(([stream, all]) => [stream, [...new Set(all.flatMap(({ digests }) => digests))]]));
};

/** Puts them on record. The words are removed when all erasures are brought to their end. @throws StoreUnavailable */
export const eraseAgain = async (write: WritePath, since: ErasedSince, actor: string): Promise<void> => {
  for (const [stream, left] of since)
    for (let n = 0; n < left.length; n += mostAtOnce) {
      const digests = left.slice(n, n + mostAtOnce);
      await write.handle({ stream, id: randomUUID(), verb: 'EraseTexts', data: { digests, ...why }, actor, recorded: 'live' });
    }
};
const why = {
  ground: 'Erased in this book after this copy of it was taken',
  authority: 'The list of erased texts that the book kept beside its checkpoints',
};
