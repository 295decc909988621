import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusing } from '#kernel/refusal.js';
import { copyLogFile, foldJournal } from '#event-store/sqlite/log-copy.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { alarmInWords } from '#ledger/alarm.js';
import { sameHash } from '#ledger/merkle.js';
import { systemClock, type Clock } from '../clock.js';
import { Refused } from '../command.js';
import { format } from '../genesis.js';
import { checkCopy } from './check-copy.js';
import { forOwnerAlone, wholeFolder } from './durable.js';
import { noteBackup } from './last-backup.js';
import { writeManifest, type Manifest } from './manifest.js';
import type { BackedUp } from './open-for-backup.js';

export const backupRefusals = {
  'backup.folder-in-use': { says: 'There is something under this name already.', remedy: 'Name a folder that is not there yet.' },
  'backup.on-a-server': {
    says: 'This log is kept on a server.',
    remedy:
      'Back that server up by its own means, and keep a copy of this folder: its keys, its checkpoints and the list of what was erased.',
  },
  'backup.not-as-signed': {
    says: 'This log is not what was signed, and a backup of it would be taken for one that is.',
    remedy: 'Keep the folder as it is, and run `minutebook verify`.',
  },
  'backup.erasure-pending': {
    says: 'Words that are on record as erased are not gone from the files yet.',
    remedy: 'Wait until the program that reads the log is done, and try again.',
  },
} as const;
export const refuseBackup = refusing(backupRefusals);

export type BackupOptions = {
  readonly versions: Readonly<Record<string, string>>;
  /** For whoever keeps the keys elsewhere. */
  readonly withoutKeys?: boolean;
  readonly clock?: Clock;
  readonly onProgress?: (done: number, of: number) => void;
};

/** `unnoted`: why the book itself does not say when its last backup was taken, null where it does. */
export type BackUp = { readonly manifest: Manifest; readonly unnoted: string | null };

/**
 * Writes the log as it is at one position into a new folder, with all that puts it back, while others go on writing. The copy is
 * verified before it has its name. @throws Refused, StoreUnavailable, and what the file system says of that folder
 */
export const backUp = async (
  book: BackedUp,
  dir: string,
  { versions, withoutKeys = false, clock = systemClock, onProgress }: BackupOptions,
): Promise<BackUp> => {
  mayBeBackedUp(book, dir);
  const manifest = await wholeFolder(dir, async (unfinished) => {
    const taken = clock();
    await copyLogFile(book.dir, unfinished);
    const entries = await sizeOf(unfinished);
    const checkpoints = await checkpointsInto(book, unfinished, entries);
    const checked = await checkCopy(unfinished, { tree: join(book.dir, 'tree'), ...(onProgress && { onProgress }) });
    const wrong = checked.alarms[0] ?? (sameHash(checked.root, book.ledger.rootAt(entries)) ? null : differs(entries));
    if (wrong) throw new Refused(refuseBackup('backup.not-as-signed', `${alarmInWords(wrong)}.`));
    foldJournal(unfinished);
    await writeFile(join(unfinished, 'erased.txt'), erasedLines(await book.ledger.erased.all()));
    const keys = !withoutKeys && (await keysInto(book, unfinished));
    const { texts, erased, papers, covered, origin } = checked;
    const root = Buffer.from(checked.root).toString('base64');
    const about = { origin, entries, root, covered, taken, format, versions, texts, erased, papers, checkpoints, keys };
    await writeManifest(unfinished, about);
    return { backup: 1 as const, ...about };
  });
  // It is whole: on a full disk a book that cannot take a note is to be saved all the same.
  const unnoted = await noteBackup(book.dir, manifest).then(
    () => null,
    (error: Error) => error.message,
  );
  return { manifest, unnoted };
};

const mayBeBackedUp = ({ dir: from, ledger, erasures }: BackedUp, dir: string): void => {
  if (existsSync(dir)) throw new Refused(refuseBackup('backup.folder-in-use', `It is ${dir}.`));
  if (!existsSync(join(from, 'log.sqlite'))) throw new Refused(refuseBackup('backup.on-a-server'));
  if (ledger.alarm) throw new Refused(refuseBackup('backup.not-as-signed', `${alarmInWords(ledger.alarm)}.`));
  if (erasures.pending !== null) throw new Refused(refuseBackup('backup.erasure-pending', erasures.pending));
};

const sizeOf = async (dir: string): Promise<number> => {
  const store = await SqliteStore.open(dir, { readOnly: true });
  try {
    return (await store.head()) + 1;
  } finally {
    await store.close();
  }
};

/** Those over what the copy holds, and one over all of it where a key signs here. */
const checkpointsInto = async ({ ledger }: BackedUp, dir: string, entries: number): Promise<number> => {
  await ledger.over(entries);
  await mkdir(join(dir, 'checkpoints'));
  const sizes = (await ledger.checkpoints.sizes()).filter((size) => size <= entries);
  for (const size of sizes) {
    const kept = await ledger.checkpoints.at(size);
    if (kept) await writeFile(join(dir, 'checkpoints', kept.name), kept.note);
  }
  return sizes.length;
};

const keysInto = async ({ ledger }: BackedUp, dir: string): Promise<boolean> => {
  if (!existsSync(ledger.keyFiles.dir)) return false;
  await cp(ledger.keyFiles.dir, join(dir, 'keys'), { recursive: true });
  await forOwnerAlone(join(dir, 'keys'));
  return true;
};

const erasedLines = (digests: ReadonlySet<string>) => [...digests].map((digest) => `${digest}\n`).join('');
const differs = (entries: number) => ({
  position: null,
  stream: null,
  says: `its first ${entries} entries are not those that were followed`,
});
