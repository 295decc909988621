import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer } from '../../apps/server/src/server.js';
import { commandLine } from './command-line.js';

const newFolder = temporaryFolders();
const bookOf = async (at?: string) => {
  const dir = join(newFolder(), 'book');
  const book = await MinuteBook.open({ dir, ...(at !== undefined && { clock: () => at }) });
  const command = { verb: 'IntroducePerson', data: { name: 'Member A' }, actor: localOperator, recorded: 'live' as const };
  await book.record({ ...command, stream: `person-${randomUUID()}`, id: randomUUID() });
  await book.close();
  return dir;
};
const checksOf = async (dir: string) => {
  const { checks } = await commandLine(dir).ask('doctor');
  return Object.fromEntries((checks as { name: string; is: string; says: string; remedy: string | null }[]).map((one) => [one.name, one]));
};

describe('doctor', () => {
  it('says of each thing that it looks at what is, and that all is well', async () => {
    const dir = await bookOf();
    const { exit, out } = await commandLine(dir).say('doctor');
    expect([exit, out]).toEqual([0, expect.stringContaining('All is well.')]);
    expect(out).toMatch(/store +SQLite 3\.\d+\.\d+ keeps journal_mode wal, synchronous full, .* and its tables STRICT\./);
    expect(out).toMatch(/newest checkpoint +covers \d+ of \d+ entries, signed less than a minute ago/);
    expect(await checksOf(dir)).toMatchObject({
      'room on the disk': { is: 'well', remedy: null },
      'last backup': { is: 'well', says: 'none was taken' },
      erasures: { is: 'well' },
      search: { is: 'well' },
      log: { is: 'well' },
    });
  });
  it('says that no key signs here, and what to do', async () => {
    const dir = await bookOf();
    rmSync(join(dir, 'keys'), { recursive: true });
    expect(await commandLine(dir).say('doctor')).toMatchObject({
      exit: 1,
      out: expect.stringMatching(
        /Alarm: No checkpoint is signed: No key that this log accepts is kept in .* use `minutebook key recover`\./,
      ),
    });
    expect(await checksOf(dir)).toMatchObject({ 'newest checkpoint': { is: 'wrong' }, log: { is: 'well' } });
  });
  it('says that an entry is in no backup for a week, and not once it is', async () => {
    const dir = await bookOf('2026-01-20T14:32:00.000Z');
    const before = await commandLine(dir).say('doctor');
    expect([before.exit, before.out]).toEqual([
      1,
      expect.stringMatching(/Alarm: An entry recorded \d+ days ago is in no backup \(none was taken\)\. Take one:/),
    ]);
    await commandLine(dir).say('backup', `${dir}-backup`);
    expect(await commandLine(dir).say('doctor')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/last backup +taken less than a minute ago/),
    });
    const server = await createServer({ dir, port: 0 });
    const health = (await (await fetch(`${server.address}/health`)).json()) as Record<string, unknown>;
    await server.close();
    expect(health).toMatchObject({ status: 'ok', lastBackup: { entries: (health['head'] as number) + 1 }, erasurePending: null });
    expect(Date.parse(String(health['signedAt']))).toBeGreaterThan(Date.parse('2026-01-20'));
  });
  it('speaks of the log also where its registers cannot be used, and says what is wrong with them first', async () => {
    const dir = await bookOf();
    const { data } = await commandLine(dir).ask('doctor');
    const registers = join(dir, 'registers.sqlite');
    for (const name of [registers, `${registers}-wal`, `${registers}-shm`]) rmSync(name, { force: true });
    writeFileSync(registers, 'minutes '.repeat(200));
    const { exit, out } = await commandLine(dir).say('doctor', '--format', 'json');
    const found = JSON.parse(out);
    expect([exit, found.data.entries]).toEqual([1, data.entries]);
    expect(found.alarms).toEqual([expect.stringContaining('Delete the file: it is made anew from the log.')]);
    expect(found.checks).toMatchObject([
      { name: 'room on the disk', is: 'well' },
      { name: 'last backup', is: 'well' },
    ]);
    rmSync(registers);
    expect(await commandLine(dir).say('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('All is well.') });
  });
  it('says of a log that cannot be opened what is wrong with it', async () => {
    const dir = await bookOf();
    for (const name of ['log.sqlite-wal', 'log.sqlite-shm']) rmSync(join(dir, name), { force: true });
    writeFileSync(join(dir, 'log.sqlite'), 'minutes '.repeat(200));
    const { exit, out } = await commandLine(dir).say('doctor');
    expect([exit, out]).toEqual([1, expect.stringMatching(/log +cannot be opened/)]);
    expect(out).toContain('Alarm: The file log.sqlite is not a database.');
  });
});
