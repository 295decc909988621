import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** By which the servers that follow one log tell each other apart: made once for each folder. @throws what the file system says */
export const serverIdIn = async (dir: string): Promise<string> => {
  const path = join(dir, 'server-id');
  const held = async () => (await readFile(path, 'utf8').catch(() => '')).trim();
  const before = await held();
  if (before !== '') return before;
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, `${randomUUID()}\n`);
  // Of two programs that begin at once, one names it.
  await link(mine, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(mine, { force: true });
  return held();
};
