import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { CheckpointFile } from './checkpoint-file.js';

const newFolder = temporaryFolders();

describe('the checkpoint of a follower', () => {
  it('is where it was left, and before the first where there is none', async () => {
    const dir = newFolder();
    expect(await new CheckpointFile(dir, 'policies').read()).toBe(-1);
    await new CheckpointFile(dir, 'policies').write(41);
    expect(await new CheckpointFile(dir, 'policies').read()).toBe(41);
  });
  it('may be written by two processes at once: both go on, and nothing is left behind', async () => {
    const dir = newFolder();
    const files = [new CheckpointFile(dir, 'policies'), new CheckpointFile(dir, 'policies')];
    await Promise.all(files.flatMap((file) => Array.from({ length: 50 }, (_, n) => file.write(n))));
    expect(await files[0]!.read()).toBeGreaterThanOrEqual(0);
    expect(readdirSync(dir)).toEqual(['policies.checkpoint']);
  });
  it('that cannot be written stops nobody', async () => {
    const dir = newFolder();
    mkdirSync(join(dir, 'policies.checkpoint'));
    await new CheckpointFile(dir, 'policies').write(7);
    expect(readdirSync(dir)).toEqual(['policies.checkpoint']);
  });
});
