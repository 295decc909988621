import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';

const newFolder = temporaryFolders();

it('the last checkpoint covers what a slow disk takes only while the book is closed', async () => {
  const dir = newFolder();
  const book = await MinuteBook.open({ dir });
  const introduce = () =>
    book.record({
      id: randomUUID(),
      stream: `person-${randomUUID()}`,
      verb: 'IntroducePerson',
      data: { name: 'Member A' },
      actor: localOperator,
      recorded: 'live',
    });
  await introduce();
  const disk = new DatabaseSync(join(dir, 'log.sqlite'));
  disk.exec('BEGIN IMMEDIATE');
  const recording = introduce();
  await wait(100);
  const closed = book.close();
  await wait(300);
  disk.exec('ROLLBACK');
  disk.close();
  const { position } = await recording;
  await closed;
  const sizes = readdirSync(join(dir, 'checkpoints')).map((name) => parseInt(name));
  expect(Math.max(...sizes)).toBe(position + 1);
});
