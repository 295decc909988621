import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreUnavailable } from '#event-store/port.js';

/**
 * Makes a folder and those that it is in. One at a time: asked for all at once, some systems try for ever where nothing can be made.
 * @throws StoreUnavailable
 */
export const makeFolder = async (dir: string): Promise<void> => {
  try {
    await makeOne(dir);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw new StoreUnavailable(`The folder ${dir} cannot be made.`, 'Choose another folder for the minute book, or make this one.', {
      cause: error,
    });
  }
};

const makeOne = async (dir: string): Promise<void> => {
  try {
    await mkdir(dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(dir) === dir) throw error;
    await makeOne(dirname(dir));
    await mkdir(dir);
  }
};
