import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { KeptCheckpoints } from './kept-checkpoints.js';

const newFolder = temporaryFolders();

it('where there is no folder there are none', async () => {
  const kept = new KeptCheckpoints(join(newFolder(), 'checkpoints'));
  expect([await kept.sizes(), await kept.at(5)]).toEqual([[], null]);
});
it('those that cannot be read are not taken for none: a log that was cut off would be taken for whole', async () => {
  const path = join(newFolder(), 'checkpoints');
  writeFileSync(path, '');
  const kept = new KeptCheckpoints(path);
  await expect(kept.sizes()).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(kept.at(5)).rejects.toMatchObject({ code: 'ENOTDIR' });
});
it('a folder in the place of one is there, and is no checkpoint', async () => {
  const dir = newFolder();
  mkdirSync(join(dir, '5.txt'));
  const kept = new KeptCheckpoints(dir);
  expect([await kept.sizes(), await kept.at(5)]).toEqual([[5], { name: '5.txt', note: '' }]);
});
