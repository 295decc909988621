import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refusing } from '#kernel/refusal.js';
import type { EventStore } from '#event-store/port.js';
import { Refused } from '../command.js';
import { erasedIn } from '../erased-list.js';
import { citingOf, erasedBy } from '../erasure.js';
import { factOf } from '../facts.js';
import type { WritePath } from '../write-path.js';

export const erasedRefusals = {
  'erased.no-list': {
    says: 'There is no list of erased texts there.',
    remedy: 'Name the file `erased.txt` of the book as it was last, or the folder that it lies in.',
  },
} as const;
const refuse = refusing(erasedRefusals);

/** The digests on the list in a file, or in a folder of a book. @throws Refused */
export const listedIn = async (path: string): Promise<ReadonlySet<string>> => {
  const found = await stat(path).catch(() => null);
  const file = found?.isDirectory() ? join(path, 'erased.txt') : path;
  // A book of which nothing was erased has no list.
  if (found === null || (!found.isDirectory() && !found.isFile())) throw new Refused(refuse('erased.no-list', `It would be ${file}.`));
  return erasedIn(file);
};

/** As the catalogue bounds it. */
const mostAtOnce = 500;

/** Of each stream, the texts on a list that it cites and has no erasure of on record: erased after this copy was taken. */
export type ErasedSince = ReadonlyMap<string, readonly string[]>;
export const erasedSince = async (store: EventStore, listed: ReadonlySet<string>): Promise<ErasedSince> => {
  if (listed.size === 0) return new Map();
  const citing = await citingOf(store, listed, await store.head());
  const since = new Map<string, readonly string[]>();
  for (const [stream, all] of Map.groupBy(citing, ({ fact }) => fact.entry.stream)) {
    const onRecord = erasedBy((await store.read(stream)).events.map(factOf));
    const left = [...new Set(all.flatMap(({ digests }) => digests))].filter((digest) => !onRecord.has(digest));
    if (left.length > 0) since.set(stream, left);
  }
  return since;
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
