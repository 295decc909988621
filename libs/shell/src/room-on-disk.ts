import { statfs } from 'node:fs/promises';
import { StoreUnavailable } from '#event-store/port.js';

const mebibyte = 1024 * 1024;
/** What the log and the registers may grow by before they tidy up after themselves, and for each entry besides. In bytes. */
const atFirst = 8 * mebibyte;
const anEntry = 4096;

/** So that a long run does not stop in the middle on a full disk. @throws StoreUnavailable */
export const mustHaveRoomFor = async (dir: string, entries: number): Promise<void> => {
  if (entries === 0) return;
  const { bavail, bsize } = await statfs(dir);
  const [free, needed] = [bavail * bsize, atFirst + entries * anEntry];
  if (free >= needed) return;
  throw new StoreUnavailable(
    `The disk of ${dir} has room for ${inMebibytes(free)} MiB, and this may take ${inMebibytes(needed)}. Nothing was recorded.`,
    'Make room on it, or choose a folder on another disk.',
  );
};
const inMebibytes = (bytes: number) => (bytes / mebibyte).toFixed(1);
