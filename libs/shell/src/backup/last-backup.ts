import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** When the last backup of a book was taken, and how many entries are in it. */
export type LastBackup = { readonly taken: string; readonly entries: number };

const fileIn = (dir: string) => join(dir, 'last-backup.json');

/** Null where none was taken, or nobody can tell. */
export const lastBackup = async (dir: string): Promise<LastBackup | null> => {
  try {
    const { taken, entries } = JSON.parse(await readFile(fileIn(dir), 'utf8')) as LastBackup;
    return Number.isNaN(Date.parse(taken)) || !Number.isSafeInteger(entries) ? null : { taken, entries };
  } catch {
    return null;
  }
};

/** @throws what the file system says */
export const noteBackup = async (dir: string, { taken, entries }: LastBackup): Promise<void> => {
  const mine = `${fileIn(dir)}.${randomUUID()}`;
  try {
    await writeFile(mine, `${JSON.stringify({ taken, entries })}\n`);
    await rename(mine, fileIn(dir));
  } finally {
    await rm(mine, { force: true });
  }
};
