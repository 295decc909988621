import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { KeyFiles } from './key-files.js';

const newFolder = temporaryFolders();

it('a file that holds no key is passed over', async () => {
  const files = new KeyFiles(join(newFolder(), 'keys'));
  expect(await files.oneOf(['k'])).toBeNull();
  const { publicKey } = await files.make();
  writeFileSync(join(files.dir, '00000000.pem'), 'no key');
  expect((await files.oneOf([publicKey]))?.publicKey).toBe(publicKey);
  expect(await files.noneOf([publicKey])).toBeNull();
});
it('one that cannot be read is not taken for one that is lost: nobody needs the recovery key for it', async () => {
  const files = new KeyFiles(join(newFolder(), 'keys'));
  const { publicKey } = await files.make();
  mkdirSync(join(files.dir, '00000000.pem'));
  expect((await files.oneOf([publicKey]))?.publicKey).toBe(publicKey);
  await expect(files.oneOf(['k'])).rejects.toMatchObject({ code: 'EISDIR' });
});
