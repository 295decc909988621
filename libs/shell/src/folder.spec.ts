import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { makeFolder } from './folder.js';

const newFolder = temporaryFolders();

describe('making the folder of a minute book', () => {
  it('makes those that it is in, and minds none that is there', async () => {
    const dir = join(newFolder(), 'a', 'b', 'c');
    await makeFolder(dir);
    await makeFolder(dir);
    expect(existsSync(dir)).toBe(true);
  });
  it.each(['/proc/nope', '/proc/nope/deeper'])('says at once that %s cannot be made', async (dir) => {
    if (!existsSync('/proc')) return;
    await expect(makeFolder(dir)).rejects.toThrow(/cannot be made\. Choose another folder/);
  });
  it('says so below a file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(makeFolder(join(file, 'book'))).rejects.toThrow(/cannot be made/);
  });
});
