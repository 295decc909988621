import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exportForAudit } from '#shell/ledger/audit-export.js';
import { booksFor } from '#testing/told-book.js';

const { newFolder, open } = booksFor();
const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

describe('an export for an audit', () => {
  it('leaves nothing where it fails, and can be made again under the same name', async () => {
    const book = await open({ dir: newFolder() });
    const { at } = book.ledger.checkpoints;
    const [made, given] = [join(newFolder(), 'made'), newFolder()];
    for (const dir of [made, given]) {
      book.ledger.checkpoints.at = () => Promise.reject(full());
      await expect(exportForAudit(book, dir)).rejects.toThrow('ENOSPC');
      expect([existsSync(made), readdirSync(given)]).toEqual([false, []]);
      book.ledger.checkpoints.at = at;
    }
    for (const dir of [made, given]) {
      expect(await exportForAudit(book, dir)).toMatchObject({ leaves: 0 });
      expect(readdirSync(dir).toSorted()).toEqual(['README.md', 'checkpoints', 'entries.jsonl', 'keys.txt']);
    }
  });

  it('is made by one of two that begin in the same moment, and the other takes nothing of it away', async () => {
    const book = await open({ dir: newFolder() });
    const dir = newFolder();
    const both = await Promise.allSettled([exportForAudit(book, dir), exportForAudit(book, dir)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { refusal: { refused: 'export.folder-in-use' } } });
    expect(readdirSync(dir).toSorted()).toEqual(['README.md', 'checkpoints', 'entries.jsonl', 'keys.txt']);
  });

  it('touches nothing in a folder that holds something', async () => {
    const book = await open({ dir: newFolder() });
    const dir = newFolder();
    mkdirSync(join(dir, 'checkpoints'));
    writeFileSync(join(dir, 'entries.jsonl'), 'of somebody else');
    await expect(exportForAudit(book, dir)).rejects.toMatchObject({ refusal: { refused: 'export.folder-in-use' } });
    expect(readdirSync(dir).toSorted()).toEqual(['checkpoints', 'entries.jsonl']);
  });
});
