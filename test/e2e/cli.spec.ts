import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { importFiles } from '#shell/import/import-files.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer as createApi } from '../../apps/server/src/server.js';
import { commandLine, type Said } from './command-line.js';

const folder = temporaryFolders();
const seed = 'test/golden/em-iep-2010-01-20';
const source = readFileSync(`${seed}/meeting.yaml`, 'utf8');
const board = 'East Midlands Improvement Partnership Board';
const fileWith = (words: string): string => {
  const path = join(folder(), 'meeting.yaml');
  writeFileSync(path, words);
  return path;
};

describe('the command line', () => {
  const data = join(folder(), 'book');
  const { say, ask } = commandLine(data);
  let imported: Said;
  beforeAll(async () => {
    imported = await say('import', seed);
  });

  it('imports a folder of meeting files', () => {
    expect(imported).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^"East Midlands .* Board" 2010-01-20: \d+ entries recorded\.\n$/),
    });
  });

  it('imports it again, and nothing changes', async () => {
    const before = (await say('log', '--format', 'jsonl')).out;
    const { exit, out } = await say('import', `${seed}/meeting.yaml`);
    expect([exit, out]).toEqual([0, `"${board}" 2010-01-20: already in the book, nothing has changed.\n`]);
    expect((await say('log', '--format', 'jsonl')).out).toBe(before);
  });

  it.each([
    [[board, '2010-01-20']],
    [['2010-01-20']],
    [['EM Partnership Board', '2010-01-20']],
    [['em partnership', '2010-01-20']],
    [['2010-01-20 (1)']],
  ])('knows the meeting as %j', async (name) =>
    expect((await say('minutes', ...name)).out).toMatch(/^# East Midlands Improvement Partnership\n/),
  );

  it('knows the meeting by its id', async () => {
    const [{ ids }] = await ask('actions');
    expect((await ask('minutes', ids.meeting)).title[1]).toBe('Board Meeting 20th January 2010');
  });

  it('prints the minutes as a page', async () =>
    expect((await say('minutes', '2010-01-20', '--format', 'html')).out).toMatch(/^<!doctype html>/i));

  it('prints the minutes as they were known', async () => {
    const entries = (await say('log', '--format', 'jsonl')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const vote = entries.find(({ type }) => type === 'OptionVoteRecorded');
    expect((await say('minutes', '2010-01-20', '--at', `${vote.position - 1}`)).out).not.toContain('asked to vote');
    expect((await say('minutes', '2010-01-20', '--at', `${vote.position}`)).out).toContain('asked to vote');
    expect((await say('minutes', '2010-01-20', '--at', '2009-01-01T00:00:00Z')).err).toContain('No meeting of this book');
  });

  it('tells of one meeting who came and went', async () => {
    const own = commandLine(join(folder(), 'book'));
    const file = [
      'minutebook: 1',
      'board: Harbour Board',
      'meeting: 2026-04-14',
      'recorded: afterwards',
      'present:',
      '  - heading: Present',
      '    role: voting member',
      '    people:',
      '      Member A: Harbour Town',
      '      Member B: Harbour Town',
      'items:',
      '  - item 1: Quay',
      '    record:',
      '      - left: Member B',
      '      - arrived: Member B',
      '...',
      '',
    ].join('\n');
    expect(await own.say('import', fileWith(file))).toMatchObject({ exit: 0 });
    const lines = await own.ask('attendance', '2026-04-14');
    expect(lines.map(({ name, comings }: any) => [name, comings])).toEqual([
      ['Member A', null],
      ['Member B', 'left, came back'],
    ]);
    const { out } = await own.say('attendance', '2026-04-14');
    expect(out).toMatch(/Member A .* none recorded\n/);
    expect(out).toMatch(/Member B .* left, came back\n/);
    expect(out).not.toContain('Substitution');
  });

  it('asks for minutes at a time, not for those of a day', async () => {
    const { exit, err } = await say('minutes', '2010-01-20', '--on', '2010-01-20');
    expect([exit, err]).toEqual([2, expect.stringMatching(/--on.*\n.*--at/)]);
  });

  it('shows the log with its words', async () => {
    const lines = (await say('log', '--format', 'jsonl')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ position }) => position)).toEqual(lines.map((_, n) => n));
    const decided = lines.find(({ type }) => type === 'DecisionRecorded');
    expect(decided).toMatchObject({
      recorded: 'printed',
      revision: expect.any(Number),
      recordedAt: expect.any(String),
      data: { words: expect.any(String) },
    });
    const one = (await say('log', '--stream', decided.stream, '--format', 'jsonl')).out.trim().split('\n');
    expect(one).toHaveLength(lines.filter(({ stream }) => stream === decided.stream).length);
  });

  it.each(['table', 'json', 'csv', 'md'])('answers every register as %s', async (format) => {
    for (const name of ['actions', 'decisions', 'attendance', 'interests', 'allocations', 'findings', 'missing'])
      expect(await say(name, '--format', format)).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/\S\r?\n$/) });
  });

  it('says of what is missing which condition and which agreement is meant', async () => {
    const words = (await ask('missing')).map(({ code, words }: { code: string; words: string }) => [code, words]);
    expect(words).toContainEqual(['condition.open', 'subject to continued funding']);
    expect(words.filter(([, said]: [string, string]) => said === '')).toEqual([]);
    expect((await say('findings', '--kind', 'missing')).out).toContain('subject to continued funding');
  });

  it('gives every register as CSV in the bytes in which the server gives it', async () => {
    const server = await createApi({ dir: data, port: 0 });
    const [{ board: id }] = await (await fetch(`${server.address}/api/boards`)).json();
    const paths = { attendance: `/api/boards/${id}/attendance` };
    const asked = [['actions', '--all'], ['decisions'], ['attendance'], ['interests'], ['allocations'], ['findings']];
    const differing: string[] = [];
    for (const [name, ...options] of asked) {
      const path = (paths as Record<string, string>)[name!] ?? `/api/${name}`;
      const [api, page] = await Promise.all(
        [path, `/registers/${name}.csv`].map(async (one) =>
          (await fetch(`${server.address}${one}`, { headers: { accept: 'text/csv' } })).text(),
        ),
      );
      const { out } = await say(name!, ...options, '--format', 'csv');
      expect(out.split('\r\n').length).toBeGreaterThan(2);
      if (out !== api || out !== page) differing.push(name!);
    }
    await server.close();
    expect(differing).toEqual([]);
  });

  it.each(['table', 'md'])('shows no id to people in a %s', async (format) => {
    for (const name of ['actions', 'decisions', 'attendance', 'interests', 'allocations', 'findings', 'missing'])
      expect((await say(name, '--format', format)).out).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('finds actions by their owner, by any name', async () => {
    const numbers = async (...argv: string[]) => (await ask('actions', ...argv)).map(({ number }: { number: string }) => number);
    expect(await numbers('--initials', 'CA')).toEqual(['1', '2', '5', '7']);
    expect(await numbers('--person', 'Chris Allison')).toEqual(['1', '2', '5', '7']);
    expect(await numbers('--person', 'Martin Hill')).toEqual(['5', '6']);
    expect(await numbers('--status', 'completed')).toEqual([]);
    expect(await say('actions', '--person', 'Nobody At All')).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringContaining('Nobody in this book'),
    });
  });

  it('says what all is well with', async () => {
    const { exit, out } = await say('doctor');
    expect(exit).toBe(0);
    for (const setting of ['MINUTEBOOK_DATA', 'MINUTEBOOK_HOST', 'MINUTEBOOK_PORT']) expect(out).toContain(setting);
    expect(out).toMatch(/action-tracker +\d+ +0/);
    expect(out).toMatch(/All is well\.\n$/);
    expect(await ask('doctor')).toMatchObject({ data: { dir: data }, unfinishedImports: [], alarms: [] });
  });

  it('makes the registers anew', async () => {
    const before = await ask('actions');
    expect((await say('rebuild')).out).toMatch(/^The registers were made anew from \d+ entries/);
    expect(await ask('actions')).toEqual(before);
  });

  it('is coloured and fitted on a terminal only', async () => {
    const onTerminal = await commandLine(data, { terminal: true }).say('actions');
    expect(onTerminal.out).toContain('\u001b[1m');
    const lines = stripVTControlCharacters(onTerminal.out).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect((await commandLine(data, { terminal: true, env: { NO_COLOR: '1' } }).say('actions')).out).not.toContain('\u001b');
    expect((await say('actions')).out).not.toContain('\u001b');
  });

  it('serves until it is stopped', async () => {
    const stopping = new AbortController();
    let heard = () => {};
    const address = new Promise<void>((resolve) => (heard = resolve));
    const { run } = await import('../../apps/cli/src/run.js');
    let out = '';
    const write = (words: string) => ((out += words), heard());
    const exit = run(['serve', '--port', '0'], {
      stdout: { write },
      stderr: { write },
      cwd: '.',
      env: { MINUTEBOOK_DATA: data },
      signal: stopping.signal,
    });
    await address;
    const [, url] = /Minutebook is at (\S+)/.exec(out) ?? [];
    expect(out).not.toContain('A new minute book');
    expect((await fetch(`${url}/health`)).status).toBe(200);
    stopping.abort();
    expect(await exit).toBe(0);
  });
});

describe('what cannot be done is said', () => {
  const refuses = async (argv: string[], exit: number, ...says: (string | RegExp)[]) => {
    const data = join(folder(), 'book');
    const said = await commandLine(data).say(...argv);
    expect([said.exit, said.out]).toEqual([exit, '']);
    for (const words of says) expect(said.err).toMatch(words);
    return data;
  };

  it.each([
    [['minuts'], /Did you mean `minutebook minutes`\?/],
    [['--data', 'x', 'actions'], /The command comes first/],
    [['actions', '--initial', 'CA'], /Did you mean --initials\?/],
    [['actions', '--all', '--status', 'open'], /two things/],
    [['actions', 'CA'], /What is `CA` for\?/],
    [['import'], /Which file\?/],
    [['import', seed, '--amend'], /needs a reason/],
    [['log', '--stream', 'nonsense'], /There is no stream/],
  ])('%j is wrong usage', (argv, says) => refuses(argv, 2, says).then(() => {}));

  it.each([['actions'], ['minutes', '2010-01-20'], ['log'], ['rebuild'], ['doctor']])(
    '%s without a minute book creates nothing',
    async (...argv) => {
      const data = join(folder(), 'book');
      const { exit, out, err } = await commandLine(data).say(...argv);
      expect(exit).toBe(1);
      expect(out + err).toMatch(/There is no (folder|minute book)/);
      expect(existsSync(data)).toBe(false);
    },
  );

  it.each([
    ['a truncated file', source.slice(0, source.indexOf('Councillor Dave Wilcox') + 12), /meeting\.yaml:\d+: /],
    ['an anchor', source.replace('- nil: None', '- nil: &none None'), /meeting\.yaml:\d+: /],
    ['a # inside a line', source.replace('Moving from old to new technologies', 'Moving from old (see #7) to new'), /meeting\.yaml:\d+: /],
    ['bold that reads as an alias', source.replace('- nil: None', '- nil: **None**'), /meeting\.yaml:\d+: /],
    ['a key that nobody knows', source.replace('- nil: None', '- nill: None'), /nil/],
  ])('%s is refused with its line, the rule and the remedy', async (_, words, says) => {
    expect(words).not.toBe(source);
    const data = await refuses(['import', fileWith(words)], 1, says, /rule: file\./, /remedy: \S/, /Nothing was recorded\.\n$/);
    expect(existsSync(data)).toBe(false);
  });

  it('a file or a folder that is not there', () =>
    refuses(['import', 'nowhere.yaml'], 1, /There is no file or folder nowhere\.yaml/).then(() => {}));
  it('a folder without a meeting file', () => refuses(['import', folder()], 1, /no meeting file/).then(() => {}));
  it('a port that is none', () => refuses(['serve', '--port', 'http'], 2, /^minutebook: --port is not http\.\n.*3000\.\n$/).then(() => {}));
  it('a folder that is a file', async () => {
    const { exit, err } = await commandLine(fileWith('x')).say('import', seed);
    expect([exit, err.includes('remedy: ')]).toEqual([1, true]);
  });

  it('a meeting whose day holds two, with the candidates', async () => {
    const { say } = commandLine(folder());
    const two = source.replace('meeting: 2010-01-20', 'meeting: 2010-01-20 (2)');
    expect(await say('import', seed, fileWith(two))).toMatchObject({ exit: 0 });
    const { exit, err } = await say('minutes', '2010-01-20');
    expect(exit).toBe(1);
    expect(err).toContain(`"${board}" 2010-01-20 (1)`);
    expect(err).toContain(`"${board}" 2010-01-20 (2)`);
    expect((await say('minutes', '2010-01-20', '(2)')).exit).toBe(0);
  });

  it('an import that was cut off, by doctor, until it is finished', async () => {
    const data = folder();
    const full = new StoreUnavailable('The disk is full.', 'Make room, then start again.', { lasts: true });
    const store = await SqliteStore.open(data);
    const book = await MinuteBook.open({ dir: data, store });
    const append = store.append.bind(store);
    store.append = async (stream, ...rest) => {
      if ((await store.head()) > 120) throw full;
      return append(stream, ...rest);
    };
    await expect(importFiles(book, [{ name: 'meeting.yaml', source }])).rejects.toThrow('The disk is full.');
    await book.close();
    const { say } = commandLine(data);
    expect(await say('doctor')).toMatchObject({ exit: 1, out: expect.stringContaining(`Import unfinished: ${board} 2010-01-20, run 1`) });
    expect(await say('import', seed)).toMatchObject({ exit: 0 });
    expect(await say('doctor')).toMatchObject({ exit: 0 });
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)('a folder that may only be read (skipped as root, who may write anywhere)', async () => {
    const data = folder();
    await commandLine(data).say('import', seed);
    for (const name of readdirSync(data)) chmodSync(join(data, name), 0o444);
    chmodSync(data, 0o555);
    const { exit, err } = await commandLine(data).say('import', seed);
    chmodSync(data, 0o755);
    expect([exit, err]).toEqual([1, expect.stringMatching(/read-only|may not|cannot be written/)]);
  });
});

describe('the launcher', () => {
  const launch = (argv: readonly string[], data: string, close = false) =>
    new Promise<Said>((resolve) => {
      const child = spawn(process.execPath, ['tools/minutebook.mjs', ...argv], { env: { ...process.env, MINUTEBOOK_DATA: data } });
      let [out, err] = ['', ''];
      child.stdout.on('data', (words: Buffer) => {
        out += words.toString();
        if (close) child.stdout.destroy();
      });
      child.stderr.on('data', (words: Buffer) => (err += words.toString()));
      child.on('close', (exit) => resolve({ exit: exit ?? -1, out, err }));
    });

  it('runs what was built, with its exit codes; a reader that goes away is no error', async () => {
    const data = folder();
    expect(await launch(['import', seed], data)).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('entries recorded') });
    expect(await launch(['actions', '--format', 'csv'], data)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^Board,Meeting,No\.,/),
    });
    expect(await launch(['actoins'], data)).toMatchObject({ exit: 2 });
    expect(await launch(['log', '--format', 'jsonl'], data, true)).toMatchObject({ exit: 0, err: '' });
  }, 60_000);
});
