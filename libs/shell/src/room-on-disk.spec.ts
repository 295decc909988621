import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { mustHaveRoomFor } from './room-on-disk.js';

const newFolder = temporaryFolders();

describe('room on the disk', () => {
  it('is there for a meeting', async () => expect(await mustHaveRoomFor(newFolder(), 300)).toBeUndefined());
  it('is asked for before the first entry, and said where there is not enough', async () => {
    await expect(mustHaveRoomFor(newFolder(), 1e12)).rejects.toThrow(
      /has room for [\d.]+ MiB, and this may take [\d.]+\. Nothing was recorded\. Make room/,
    );
  });
});
