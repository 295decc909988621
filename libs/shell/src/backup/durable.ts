import { chmod, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';

/**
 * Makes a folder of which there is nothing under its name until all of it is durable. What was begun beside it is taken away again
 * where the work fails; after a crash it is left there under a name that nobody takes for it. @throws what the work throws
 */
export const wholeFolder = async <T>(dir: string, make: (unfinished: string) => Promise<T>): Promise<T> => {
  const unfinished = `${dir}.unfinished-${randomUUID().slice(0, 8)}`;
  await mkdir(dirname(dir), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const made = await make(unfinished);
    await syncAll(unfinished);
    // One that is there and empty gives way; one that is not stays.
    await rmdir(dir).catch(() => undefined);
    await rename(unfinished, dir);
    await syncFolder(dirname(dir));
    return made;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
};

/** Every file in a folder, and then the folder. */
const syncAll = async (dir: string): Promise<void> => {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await syncAll(path);
    else await syncFile(path);
  }
  await syncFolder(dir);
};

const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Elsewhere than on Windows a new name is durable only when its folder is. */
const syncFolder = async (dir: string): Promise<void> => {
  const folder = await open(dir, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
};

/** Files that their owner alone may read. */
export const forOwnerAlone = async (dir: string): Promise<void> => {
  await chmod(dir, 0o700);
  for (const name of await readdir(dir)) await chmod(join(dir, name), 0o600);
};
