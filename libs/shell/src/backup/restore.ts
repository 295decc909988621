import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refusing } from '#kernel/refusal.js';
import type { Text } from '#kernel/text.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { alarmInWords, type Alarm } from '#ledger/alarm.js';
import { systemClock, type Clock } from '../clock.js';
import { movedFrom } from '../closed-log.js';
import { Refused } from '../command.js';
import { finishErasures } from '../erasure.js';
import { hooksOf } from '../ledger/hooks.js';
import { Ledger } from '../ledger/ledger.js';
import { localOperator, MinuteBook } from '../minute-book.js';
import { WritePath } from '../write-path.js';
import { checkCopy, type Checked } from './check-copy.js';
import { forOwnerAlone, wholeFolder } from './durable.js';
import { erasedAsFarAsKnown, erasedSince, eraseAgain } from './erase-again.js';
import { noteBackup } from './last-backup.js';
import { readManifest, type Manifest } from './manifest.js';
import { behind, keptIn, mustBeOfThisLog, type KeptNewest } from './newest.js';

export const restoreRefusals = {
  'restore.folder-in-use': {
    says: 'There is something in this folder already, and nothing is put over it.',
    remedy: 'Name a new folder with --data, or move that one away.',
  },
  'restore.closed': {
    says: 'The log of this backup was closed, and went on in another store: here nothing can be added to it, not even that it is a fork.',
    remedy:
      'Put back a backup of that store, or one from before it was closed. To look at this one as it was, name the folder of the closed book with --kept.',
  },
  'restore.not-as-signed': {
    says: 'This backup is not what was signed, and nothing was put back.',
    remedy: 'Try another backup, and keep this one as it is.',
  },
} as const;
const refuse = refusing(restoreRefusals);

export type RestoreOptions = {
  /** The last checkpoint of the book, in a file or a folder: what alone can show that the backup is its newest state. */
  readonly kept?: string | null;
  /** The list of what was erased, in a file or a folder; that of the backup, and of the folder that `kept` names, is known without it. */
  readonly erased?: string | null;
  /** Why it is put back: goes on record with the fork. */
  readonly reason?: string | null;
  readonly clock?: Clock;
  readonly onProgress?: (done: number, of: number) => void;
};

export type Restored = {
  readonly taken: string;
  readonly entries: number;
  /** The new origin where it goes on as a fork; null where it goes on as it was. */
  readonly fork: string | null;
  /** How many entries more the book had come to, as what was kept shows; null where nothing tells. */
  readonly missing: number | null;
  /** Texts that were erased since the backup was taken, and are erased again. */
  readonly erasedAgain: number;
  /** Whether a key signs here. */
  readonly signs: boolean;
};

/**
 * Puts a backup back as a book of its own. It is verified, its erasures are done again and its registers are made before it has its
 * name. Unless it is shown to be the newest state of the book it goes on as a fork. @throws Refused, StoreUnavailable
 */
export const restore = async (
  backup: string,
  dir: string,
  { kept: keptAt = null, erased: erasedAt = null, reason = null, clock = systemClock, onProgress }: RestoreOptions = {},
): Promise<Restored> => {
  const manifest = await readManifest(backup);
  await mustBeFree(dir);
  const kept = keptAt === null ? null : await keptIn(keptAt, backup);
  const listed = await erasedAsFarAsKnown(backup, { kept: keptAt, erased: erasedAt });
  return wholeFolder(dir, async (unfinished) => {
    await bring(backup, unfinished, manifest);
    const checked = await checkCopy(unfinished, {
      tree: join(backup, 'tree'),
      shown: comparable(kept, manifest),
      ...(onProgress && { onProgress }),
    });
    mustBeWhole(checked, manifest);
    if (kept) mustBeOfThisLog(kept, checked.history);
    const isBehind = behind(kept, manifest.entries);
    const fork = { fork: randomUUID(), after: manifest.entries, taken: manifest.taken, reason: reason as Text | null };
    const erasedAgain = await goOn(unfinished, { clock, listed, fork, isNewest: isBehind === 'newest' });
    const book = await MinuteBook.open({ dir: unfinished, clock, ...(onProgress && { onProgress }) });
    const { origin } = book.ledger;
    await book.ledger.newest();
    const signs = (await book.ledger.signingKey()) !== null;
    await book.close();
    await noteBackup(unfinished, manifest);
    const { taken, entries } = manifest;
    return {
      taken,
      entries,
      fork: origin === checked.origin ? null : origin,
      missing: isBehind === 'newest' ? 0 : isBehind,
      erasedAgain,
      signs,
    };
  });
};

const mustBeFree = async (dir: string): Promise<void> => {
  const there = await readdir(dir).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : [error.code]));
  if (there !== null && there.length > 0) throw new Refused(refuse('restore.folder-in-use', `It is ${dir}.`));
};

/** The tree is made anew from the entries. */
const bring = async (backup: string, dir: string, { keys }: Manifest): Promise<void> => {
  await copyFile(join(backup, 'log.sqlite'), join(dir, 'log.sqlite'));
  await cp(join(backup, 'checkpoints'), join(dir, 'checkpoints'), { recursive: true });
  if (!keys || !existsSync(join(backup, 'keys'))) return;
  await cp(join(backup, 'keys'), join(dir, 'keys'), { recursive: true });
  await forOwnerAlone(join(dir, 'keys'));
};

/** What covers more than the backup holds says that it is older, and nothing of what it holds. */
const comparable = (kept: KeptNewest | null, { entries }: Manifest) => (kept && kept.note.checkpoint.size <= entries ? [kept.kept] : []);

const mustBeWhole = (checked: Checked, manifest: Manifest): void => {
  const wrong = [...checked.alarms, ...otherwise(checked, manifest).map((says): Alarm => ({ position: null, stream: null, says }))];
  if (wrong.length === 0) return;
  const more = wrong.length > 1 ? ` There are ${wrong.length - 1} alarms more.` : '';
  throw new Refused(refuse('restore.not-as-signed', `${alarmInWords(wrong[0]!)}.${more}`));
};

/** What is other than the backup says of itself. */
const otherwise = ({ entries, root, covered }: Checked, manifest: Manifest): readonly string[] => [
  ...(entries === manifest.entries && Buffer.from(root).toString('base64') === manifest.root
    ? []
    : [`it holds ${entries} entries, and they are not those of its backup.json`]),
  ...(covered >= manifest.covered
    ? []
    : [`its newest checkpoint covered ${manifest.covered} entries, and the newest here covers ${covered}`]),
];

type GoingOn = { readonly clock: Clock; readonly listed: ReadonlySet<string>; readonly fork: object; readonly isNewest: boolean };

/** Before anything is read from it: the fork, and what was erased since. Returns how many texts that are. */
const goOn = async (dir: string, { clock, listed, fork, isNewest }: GoingOn): Promise<number> => {
  const store = await SqliteStore.open(dir);
  const ledger = await Ledger.open(dir, store);
  try {
    const write = new WritePath(store, clock, hooksOf(ledger, store));
    const since = await erasedSince(store, listed);
    // What was erased since was recorded since.
    if (!isNewest || since.size > 0) {
      const moved = movedFrom(store);
      if (moved) throw new Refused(refuse('restore.closed', `It is the store ${moved.successor}.`));
      await write.handle({ stream: 'log', id: randomUUID(), verb: 'DeclareFork', data: fork, actor: localOperator, recorded: 'live' });
    }
    await eraseAgain(write, since, localOperator);
    await finishErasures(store, write, ledger.erased);
    // Also those that are not in it: nobody may put them again.
    if (listed.size > 0) await ledger.erased.add([...listed]);
    if (listed.size > 0) await store.texts.erase([...listed]);
    return new Set([...since.values()].flat()).size;
  } finally {
    await ledger.close();
    await store.close();
  }
};
