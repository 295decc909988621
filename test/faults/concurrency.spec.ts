import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { answersIn, notFoundIn, wholeLog, wrongWith } from './answers.js';
import { countedSuite, many, patience } from './suite.js';

const newFolder = temporaryFolders();
const count = countedSuite('Concurrency');

/** Programs that write on one meeting, each with so many writers; what they were answered, and what the log holds. */
const writing = async ({ programs, writers, each }: { programs: number; writers: number; each: number }) => {
  const folder = newFolder();
  const dir = join(folder, 'book');
  mkdirSync(dir);
  const runs = Array.from({ length: programs }, (_, n) => {
    const said = join(folder, `said-${n}`);
    writeFileSync(said, '');
    const child = spawn(
      process.execPath,
      ['test/faults/writers.child.ts', dir, said, `program ${n}`, String(writers), String(each), String(each), 'store'],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: patience,
      },
    );
    return new Promise<string>((resolve, reject) =>
      child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(`program ${n} ended with ${code}`)))),
    );
  });
  const answered = (await Promise.all(runs)).flatMap(answersIn);
  const store = await SqliteStore.open(dir, { readOnly: true });
  const log = await wholeLog(store);
  const notFound = await notFoundIn(store, log);
  await store.close();
  expect([...wrongWith(log, answered), ...notFound]).toEqual([]);
  expect(answered).toHaveLength(programs * writers * each);
  expect(log).toHaveLength(programs * writers * each + 1);
};

describe('many at once on one meeting', () => {
  it(
    'from one program: each is answered, none is lost, and there is no gap',
    async () => {
      const each = many(50, 1_000);
      await writing({ programs: 1, writers: 64, each });
      count('commands of 64 writers of one program', 64 * each);
    },
    patience,
  );
  it(
    'from eight programs: the same, and a conflict is nobody’s error',
    async () => {
      const each = many(50, 500);
      await writing({ programs: 8, writers: 1, each });
      count('commands of eight programs', 8 * each);
    },
    patience,
  );
});
