import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { answersIn, wholeLog, type Answered } from './answers.js';
import { chance, countedSuite, many, newSeed, patience } from './suite.js';

const newFolder = temporaryFolders();
const count = countedSuite('Backup');
const times = many(3, 60);
const kills = many(4, 100);

const cli = (data: string, ...argv: readonly string[]) => {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...argv], {
    env: { ...process.env, MINUTEBOOK_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const out of [child.stdout, child.stderr]) out.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const gone = new Promise<{ exit: number | null; said: string }>((resolve) => child.once('close', (exit) => resolve({ exit, said })));
  return { child, gone };
};

/** Eight who write for as long as the work takes. */
const whileWritten = async <T>(dir: string, said: string, work: () => Promise<T>): Promise<T> => {
  const child = spawn(process.execPath, ['test/faults/writers.child.ts', dir, said, 'w', '8', '1000000', '5', 'store'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    for (let n = 0; n < 2_000 && statSync(said).size === 0; n++) await wait(5);
    return await work();
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
};
const begun = async () => {
  const root = newFolder();
  const [dir, said] = [join(root, 'book'), join(root, 'said')];
  mkdirSync(dir);
  writeFileSync(said, '');
  await (await MinuteBook.open({ dir })).close();
  return { root, dir, said };
};
const logIn = async (dir: string) => {
  const store = await SqliteStore.open(dir, { readOnly: true });
  const log = await wholeLog(store);
  await store.close();
  return log;
};

describe('a backup that is taken while eight write', () => {
  it(
    'is the beginning of the log, with all that was acknowledged before it was begun, and is put back',
    async () => {
      let [entries, acknowledged] = [0, 0];
      for (let n = 0; n < times; n++) {
        const { root, dir, said } = await begun();
        const before: Answered[] = [];
        await whileWritten(dir, said, async () => {
          await wait(200);
          before.push(...answersIn(said));
          const { exit, said: told } = await cli(dir, 'backup', join(root, 'backup')).gone;
          expect([exit, told]).toEqual([0, expect.stringContaining('verified')]);
        });
        const { exit, said: told } = await cli(join(root, 'anew'), 'restore', join(root, 'backup')).gone;
        expect([exit, told]).toEqual([0, expect.stringContaining('goes on as a fork')]);
        const [live, anew] = [await logIn(dir), await logIn(join(root, 'anew'))];
        const copied = anew.slice(
          0,
          anew.findIndex(({ envelope }) => envelope.type === 'ForkDeclared'),
        );
        expect(copied.length).toBeGreaterThan(before.length);
        expect(copied.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
          live.slice(0, copied.length).map(({ bytes }) => Buffer.from(bytes).toString('base64')),
        );
        const ids = new Set(copied.map(({ envelope }) => envelope.command));
        expect(before.filter(({ id }) => !ids.has(id))).toEqual([]);
        entries += copied.length;
        acknowledged += before.length;
      }
      count('backups under writes', times);
      count('entries in them', entries);
      count('commands acknowledged before, all in them', acknowledged);
    },
    patience,
  );
  it(
    'and is killed is none: nothing is under its name, or all of it',
    async () => {
      const random = chance(newSeed());
      const { root, dir, said } = await begun();
      await whileWritten(dir, said, () => wait(500));
      let whole = 0;
      for (let n = 0; n < kills; n++) {
        const backup = join(root, `backup-${n}`);
        const { child, gone } = cli(dir, 'backup', backup);
        const unfinished = () => readdirSync(root).some((name) => name.startsWith(`backup-${n}.unfinished`));
        for (let looked = 0; looked < 4_000 && !unfinished() && !existsSync(backup) && child.exitCode === null; looked++) await wait(2);
        await wait(random() * 60);
        child.kill('SIGKILL');
        await gone;
        const { exit } = await cli(join(root, `anew-${n}`), 'restore', backup).gone;
        expect([exit, existsSync(join(root, `anew-${n}`))]).toEqual(existsSync(backup) ? [0, true] : [1, false]);
        if (existsSync(backup)) whole++;
      }
      count('killed', kills);
      count('of these whole all the same', whole);
    },
    patience,
  );
});
