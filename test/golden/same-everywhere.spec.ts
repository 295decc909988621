import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importFiles } from '#shell/import/import-files.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer } from '../../apps/server/src/server.js';
import { story } from './harbour-board/story.js';
import { tell } from './harbour-board/tell.js';

const here = new URL('.', import.meta.url).pathname;
const root = join(here, '../..');
const run = promisify(execFile);
const newFolder = temporaryFolders();

const printedIn = async (dir: string, now: string, env: Readonly<Record<string, string>>) => {
  const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', join(root, 'tools/from-source.mjs')];
  const { stdout } = await run(process.execPath, [...args, join(here, 'print-everything.ts'), dir, now, '2026-04-20'], {
    cwd: root,
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { zone, locale, ...printed } = JSON.parse(stdout) as {
    zone: string;
    locale: string;
    registers: string;
    papers: Record<string, string[]>;
  };
  return { zone, locale, printed };
};

describe('one log, printed again under another clock, time zone and locale', () => {
  let live: string;
  let london: Awaited<ReturnType<typeof printedIn>>;
  let elsewhere: Awaited<ReturnType<typeof printedIn>>;

  beforeAll(async () => {
    const dir = newFolder();
    let now = '';
    const server = await createServer({ dir, port: 0, clock: () => now || '2026-02-02T09:00:00.000Z' });
    await tell(story, server.address, (at) => (now = at));
    await server.close();
    const book = await MinuteBook.open({ dir, clock: () => '2026-04-16T09:00:00.000Z' });
    const file = join(here, 'em-iep-2010-01-20/meeting.yaml');
    await importFiles(book, [{ name: file, source: readFileSync(file, 'utf8') }]);
    await book.settled();
    live = createHash('sha256').update(book.registers.dump()).digest('hex');
    await book.close();
    const copy = newFolder();
    cpSync(dir, copy, { recursive: true });
    london = await printedIn(dir, '2026-05-01T08:00:00.000Z', { TZ: 'Europe/London', LC_ALL: 'en_GB.UTF-8', LANG: 'en_GB.UTF-8' });
    elsewhere = await printedIn(copy, '2031-12-31T23:59:59.999Z', { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' });
  }, 120_000);

  it('really is read elsewhere', () => {
    expect([london.zone, elsewhere.zone]).toEqual(['Europe/London', 'Pacific/Kiritimati']);
    expect([london.locale, elsewhere.locale]).toEqual(['en-GB', 'tr-TR']);
  });
  it('gives the same bytes in every document', () => {
    expect(Object.keys(london.printed.papers)).toHaveLength(4);
    expect(elsewhere.printed.papers).toEqual(london.printed.papers);
  });
  it('gives the same answers from every register', () => expect(elsewhere.printed).toEqual(london.printed));
  it('gives, rebuilt, the registers that were kept live, byte for byte', () =>
    expect([london.printed.registers, elsewhere.printed.registers]).toEqual([live, live]));
});
