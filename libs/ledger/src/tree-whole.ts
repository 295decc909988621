import { setImmediate as turn } from 'node:timers/promises';
import { sameHash } from './merkle.js';
import { wide, type TreeFiles } from './tree-files.js';

/** So many nodes are made, each of 256 hashes, and then others have a turn. */
const atOnce = 32;

/**
 * Whether each file of the tree holds what the file below it makes, over the first `size` leaves. Whether these are the log's is not
 * asked. About 0.7 s of processor time for a million of them. @throws RangeError where a file is shorter than it was
 */
export const isWhole = async (tree: TreeFiles, size: number): Promise<boolean> => {
  let made = 0;
  for (let [row, count] = [1, Math.floor(size / wide)]; count > 0; [row, count] = [row + 1, Math.floor(count / wide)])
    for (let index = 0; index < count; index++) {
      if (!sameHash(tree.kept(row, index), tree.made(row, index))) return false;
      if (++made % atOnce === 0) await turn();
    }
  return true;
};
