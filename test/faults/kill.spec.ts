import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { answersIn, notFoundIn, wholeLog, wrongWith } from './answers.js';
import { rowsIn } from './register-rows.js';
import { chance, countedSuite, many, newSeed, patience } from './suite.js';

const newFolder = temporaryFolders();
const count = countedSuite('Kill');
const kills = many(50, 1_000);
/** Of one book, which is then looked at and rebuilt. */
const killsOfOne = 10;
const writers = 8;

/** Runs the writers, and kills them a moment after they are at work. */
const killed = async (dir: string, said: string, afterMs: number, how: 'book' | 'store') => {
  const before = statSync(said).size;
  const child = spawn(process.execPath, ['test/faults/writers.child.ts', dir, said, 'w', String(writers), '1000000', '5', how], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise<unknown>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  const atWork = async () => {
    const late = performance.now() + 30_000;
    while (statSync(said).size === before && child.exitCode === null && performance.now() < late) await wait(2);
    await wait(afterMs);
  };
  await Promise.race([atWork(), gone]);
  child.kill('SIGKILL');
  expect(await gone).toBe('SIGKILL');
};

const opened = async (dir: string) => {
  const book = await MinuteBook.open({ dir });
  const log = await wholeLog(book.store);
  await book.close();
  return log;
};

/** One book, killed so often; how many answers were given. */
const killedAgainAndAgain = async (folder: string, random: () => number, seed: number): Promise<number> => {
  const [dir, said] = [join(folder, 'book'), join(folder, 'said')];
  mkdirSync(dir);
  writeFileSync(said, '');
  for (let n = 0; n < killsOfOne; n++) {
    await killed(dir, said, Math.floor(random() * 60), n % 5 === 0 ? 'book' : 'store');
    const store = await SqliteStore.open(dir, { readOnly: true });
    const log = await wholeLog(store);
    const wrong = [...wrongWith(log, answersIn(said)), ...(await notFoundIn(store, log))];
    await store.close();
    if (wrong.length > 0) throw new Error(`seed ${seed}, kill ${n} of ${folder}: ${wrong.slice(0, 5).join('; ')}`);
  }
  const log = await opened(dir);
  expect(wrongWith(log, answersIn(said))).toEqual([]);
  expect(log.length).toBeGreaterThan(killsOfOne);
  const anew = join(folder, 'anew');
  mkdirSync(anew);
  copyFileSync(join(dir, 'log.sqlite'), join(anew, 'log.sqlite'));
  await opened(anew);
  const rows = rowsIn(dir);
  expect(Object.values(rows).flat().length).toBeGreaterThan(writers);
  expect(rows).toEqual(rowsIn(anew));
  return answersIn(said).length;
};

describe('kill -9 while eight are writing', () => {
  it(
    'loses, doubles and reorders nothing; the registers are those that a rebuild makes',
    async () => {
      const seed = newSeed();
      const random = chance(seed);
      let answers = 0;
      const books = Array.from({ length: kills / killsOfOne }, newFolder);
      const chain = async () => {
        for (let folder = books.shift(); folder; folder = books.shift()) answers += await killedAgainAndAgain(folder, random, seed);
      };
      await Promise.all([chain(), chain()]);
      count('kills', kills);
      count('answers kept', answers);
    },
    patience,
  );
});
