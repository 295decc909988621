import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes and syncs a little beside the log, and takes it away again: an alarm says what the disk says. */
export const tryDisk = async (dir: string): Promise<readonly string[]> => {
  const path = join(dir, `trial-${process.pid}`);
  try {
    const file = await open(path, 'w');
    try {
      await file.write(Buffer.alloc(4_096));
      await file.sync();
    } finally {
      await file.close();
    }
    return [];
  } catch (error) {
    return [`Nothing can be written beside the log (${(error as Error).message}). Look at the disk: without it nothing is recorded.`];
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
};
