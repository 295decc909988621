import { existsSync } from 'node:fs';
import { realpath, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { refusing } from '#kernel/refusal.js';
import { StoreUnavailable } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { forkBefore, NotACheckpoint, originsOf, readNote, type Note } from '#ledger/checkpoint.js';
import { KeptCheckpoints, type Kept } from '#ledger/kept-checkpoints.js';
import type { KeyHistory } from '#ledger/key-history.js';
import { Refused } from '../command.js';

export const keptRefusals = {
  'kept.of-the-backup': {
    says: 'This checkpoint lies in the backup itself, and says nothing of what came after it.',
    remedy: 'Name the folder of the book as it was last, or a checkpoint from there. Without one the copy is put back as a fork.',
  },
  'kept.none': {
    says: 'There is no checkpoint there.',
    remedy: 'Name the file of a checkpoint, or the folder of a minute book. Without one the copy is put back as a fork.',
  },
  'kept.other-log': {
    says: 'This checkpoint is of another log, or of a branch of this one that the backup does not know.',
    remedy: 'Leave it out: the copy is put back as a fork.',
  },
} as const;
const refuse = refusing(keptRefusals);

/** What the book had come to, as somebody kept it: `entries` as far as its log can be read where its folder was kept, 0 otherwise. */
export type KeptNewest = { readonly kept: Kept; readonly note: Note; readonly entries: number };

/** The checkpoint in a file, or the newest one in a folder of a book. @throws Refused */
export const keptIn = async (path: string, backup: string): Promise<KeptNewest> => {
  if (await liesIn(path, backup)) throw new Refused(refuse('kept.of-the-backup', `It is ${path}.`));
  const kept = await read(path);
  if (!kept) throw new Refused(refuse('kept.none', `It would be in ${path}.`));
  try {
    return { kept, note: readNote(kept.note), entries: await entriesIn(path) };
  } catch (error) {
    if (error instanceof NotACheckpoint) throw new Refused(refuse('kept.none', `${path}: ${error.message}`));
    throw error;
  }
};

const read = async (path: string): Promise<Kept | null> => {
  if (!(await stat(path).catch(() => null))?.isDirectory()) {
    const note = await readFile(path, 'utf8').catch(() => null);
    return note === null ? null : { name: basename(path), note };
  }
  const within = [join(path, 'checkpoints'), path].map((dir) => new KeptCheckpoints(dir));
  for (const checkpoints of within) {
    const size = (await checkpoints.sizes()).at(-1);
    if (size !== undefined) return checkpoints.at(size);
  }
  return null;
};

/** A power cut may have come before the last of them were signed. */
const entriesIn = async (path: string): Promise<number> => {
  if (!existsSync(join(path, 'log.sqlite'))) return 0;
  let store: SqliteStore | null = null;
  try {
    store = await SqliteStore.open(path, { readOnly: true });
    return (await store.head()) + 1;
  } catch (error) {
    if (error instanceof StoreUnavailable) return 0;
    throw error;
  } finally {
    await store?.close();
  }
};

const liesIn = async (path: string, dir: string): Promise<boolean> => {
  const real = (one: string) => realpath(one).catch(() => one);
  const way = relative(await real(dir), await real(path));
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || way.includes(':'));
};

/**
 * Whether a copy of so many entries is all that there ever was: `newest`, or how many entries more the book had come to. A
 * checkpoint over fewer entries says nothing of what came after it, and one over as many says that nothing was signed after it,
 * if it was the last. Null where nothing tells.
 */
export const behind = (kept: KeptNewest | null, entries: number): number | 'newest' | null => {
  if (!kept) return null;
  const size = Math.max(kept.note.checkpoint.size, kept.entries);
  if (size === entries) return 'newest';
  return size > entries ? size - entries : null;
};

/** @throws Refused where the kept one can be compared with nothing in the copy */
export const mustBeOfThisLog = ({ note }: KeptNewest, history: KeyHistory): void => {
  const { origin } = note.checkpoint;
  if (!originsOf(history).includes(origin) || forkBefore(history, note.checkpoint) !== null)
    throw new Refused(refuse('kept.other-log', `Its origin is ${origin}.`));
};
