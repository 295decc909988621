import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { ErasedList, erasedIn } from './erased-list.js';

const newFolder = temporaryFolders();
const [one, other, third] = ['a', 'b', 'c'].map((letter) => letter.repeat(43)) as [string, string, string];

describe('the list of erased texts', () => {
  it('names each once, whoever adds it', async () => {
    const path = join(newFolder(), 'erased.txt');
    expect(await erasedIn(path)).toEqual(new Set());
    const list = new ErasedList(path);
    await Promise.all([list.add([one]), list.add([one, other])]);
    await new ErasedList(path).add([other, third]);
    expect([...(await erasedIn(path))]).toEqual([one, other, third]);
    expect(readFileSync(path, 'utf8').split('\n').filter(Boolean)).toHaveLength(3);
  });
  it('goes on after a line that was cut off', async () => {
    const path = join(newFolder(), 'erased.txt');
    await new ErasedList(path).add([one]);
    appendFileSync(path, other.slice(0, 20));
    await new ErasedList(path).add([other]);
    expect([...(await erasedIn(path))]).toEqual([one, other]);
  });
});
