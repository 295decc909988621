import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { blobDigest } from '../digests.js';
import { StoreUnavailable } from '../port.js';
import { failureOf } from './failures.js';
import { openLogFile } from './log-file.js';

/** More pages than any file has: all in one step, which other programs that write cannot make begin again. */
const all = 2 ** 31 - 1;

/**
 * Writes `log.sqlite` of one folder into another as it is at one moment, while others go on writing. It is copied page by page:
 * VACUUM INTO would leave words a second time between the rows, where no later erasure finds them. @throws StoreUnavailable
 */
export const copyLogFile = async (from: string, to: string): Promise<void> => {
  const db = openLogFile(from, true);
  try {
    await backup(db, join(to, 'log.sqlite'), { rate: all });
  } catch (error) {
    throw failureOf(error).error;
  } finally {
    db.close();
  }
};

/** The digests of papers whose bytes are others. @throws StoreUnavailable */
export const changedBlobs = (dir: string): { readonly blobs: number; readonly changed: readonly string[] } =>
  opened(dir, (db) => {
    const rows = db.prepare('SELECT digest, salt, bytes FROM blobs WHERE digest NOT IN (SELECT digest FROM erased) ORDER BY place');
    const changed: string[] = [];
    let blobs = 0;
    for (const { digest, salt, bytes } of rows.iterate() as Iterable<Row>) {
      blobs++;
      if (blobDigest(new TextDecoder().decode(salt), bytes) !== digest) changed.push(digest);
    }
    return { blobs, changed };
  });
type Row = { readonly digest: string; readonly salt: Uint8Array; readonly bytes: Uint8Array };

/** All of the log in the one file, its journal folded in, so that it can be read where nothing may be written. @throws StoreUnavailable */
export const foldJournal = (dir: string): void => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'));
  try {
    const { journal_mode: mode } = db.prepare('PRAGMA journal_mode = DELETE').get() as { journal_mode: string };
    if (mode !== 'delete') throw new StoreUnavailable(`Another program has ${dir} open.`, 'Stop it, and try again.');
  } catch (error) {
    throw failureOf(error).error;
  } finally {
    db.close();
  }
};

const opened = <T>(dir: string, use: (db: DatabaseSync) => T): T => {
  const db = openLogFile(dir, true);
  try {
    return use(db);
  } catch (error) {
    throw failureOf(error).error;
  } finally {
    db.close();
  }
};
