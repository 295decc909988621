import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { commandLine } from '../e2e/command-line.js';

const newFolder = temporaryFolders();
/** A small disk in memory, which only the operator of a computer may mount. */
const disk = mkdtempSync(join(tmpdir(), 'minutebook-disk-'));
const mount = (...args: readonly string[]) => spawnSync('mount', [...args, disk]).status === 0;
const canMount = mount('-t', 'tmpfs', '-o', 'size=32m', 'tmpfs');
if (!canMount) process.stdout.write('no disk may be mounted here: what needs one that can only be read is skipped\n');
afterAll(() => {
  if (canMount) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const introduce = (name: string) => ({
  ...{ stream: `person-${randomUUID()}`, id: randomUUID(), verb: 'IntroducePerson', data: { name, description: null } },
  ...{ actor: localOperator, recorded: 'live' as const },
});
const copyIt = 'Copy the folder to a disk that may be written, and name that one with --data.';

(canMount ? describe : describe.skip)('a book on a disk that can only be read', () => {
  const [closed, open, torn] = ['closed', 'open', 'torn'].map((name) => join(disk, name)) as [string, string, string];
  const filesOf = (dir: string) =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'base64')]);
  let entries: number;
  beforeAll(async () => {
    const dir = newFolder();
    const book = await MinuteBook.open({ dir });
    await book.record(introduce('Member A'));
    await book.settled();
    entries = (await book.store.head()) + 1;
    await book.close();
    cpSync(dir, closed, { recursive: true });
    const again = await MinuteBook.open({ dir });
    await again.record(introduce('Member B'));
    await again.settled();
    cpSync(dir, open, { recursive: true });
    await again.close();
    cpSync(open, torn, { recursive: true });
    rmSync(join(torn, 'log.sqlite-shm'));
    expect(mount('-o', 'remount,ro')).toBe(true);
    expect(() => writeFileSync(join(disk, 'trial'), '')).toThrow('EROFS');
  });

  it('is verified where it lies, and nothing is made beside it', async () => {
    const before = filesOf(closed);
    const { exit, out } = await commandLine(closed).say('verify');
    expect([exit, out.split(',')[0]]).toEqual([0, `All is as it was signed: ${entries} entries`]);
    expect(filesOf(closed)).toEqual(before);
  });

  it('is verified with what was not in its file yet when it was copied from under a program', async () => {
    const { exit, out } = await commandLine(open).say('verify');
    expect([exit, out.split(',')[0]]).toEqual([0, `All is as it was signed: ${entries + 1} entries`]);
  });

  it('is not taken for shorter than it is where that cannot be read', async () => {
    expect(existsSync(join(torn, 'log.sqlite-wal'))).toBe(true);
    const { exit, out, err } = await commandLine(torn).say('verify');
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain(`The newest entries of ${torn} lie in log.sqlite-wal.`);
    expect(err).toContain(copyIt);
  });

  it.each(['actions', 'minutes list', 'rebuild', 'export --audit audit', 'serve'])('is told of by %s, with what to do', async (command) => {
    for (const dir of [closed, open]) {
      const { exit, err } = await commandLine(dir).say(...command.split(' '));
      expect(exit).not.toBe(0);
      expect(err).toContain(`The disk of ${dir} can only be read.`);
      expect(err).toContain(`${copyIt} \`minutebook verify\` reads it where it is.`);
    }
  });

  it('is looked at by doctor as far as it goes', async () => {
    const { exit, out } = await commandLine(closed).say('doctor');
    expect(exit).toBe(1);
    expect(out).toMatch(new RegExp(`log +${entries} entries`));
    expect(out).toContain(`Alarm: The disk of ${closed} can only be read.`);
  });
});
