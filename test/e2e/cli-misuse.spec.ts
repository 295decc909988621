import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { commands } from '../../apps/cli/src/commands/commands.js';
import { commandLine } from './command-line.js';

const folder = temporaryFolders();
const seed = 'test/golden/em-iep-2010-01-20';

describe('what an option cannot mean is refused, and not passed over', () => {
  const data = join(folder(), 'book');
  const { say } = commandLine(data);
  beforeAll(() => say('import', seed));
  const file = (name: string, words: string) => {
    const path = join(folder(), name);
    writeFileSync(path, words);
    return path;
  };

  it.each([
    [['backup', join(data, 'b'), '--at', '3']],
    [['backup', join(data, 'b'), '--format', 'json']],
    [['serve', '--on', '2010-01-20']],
    [['key', '--format', 'json']],
    [['export', '--audit', join(data, 'a'), '--at', '3']],
    [['doctor', '--at', '3']],
    [['log', '--on', '2010-01-20']],
  ])('%j', async (argv) => {
    const { exit, out, err } = await say(...argv);
    expect([exit, out, err]).toEqual([2, '', expect.stringMatching(/There is no option --(at|on|format) here\.\n {2}remedy: /)]);
    expect([existsSync(join(data, 'a')), existsSync(join(data, 'b'))]).toEqual([false, false]);
  });

  it('a kind of decision that there is none of', async () => {
    expect(await say('decisions', '--kind', 'aproved')).toMatchObject({ exit: 2, err: expect.stringContaining('Did you mean approved?') });
    expect(await say('decisions', '--kind', 'not approved')).toMatchObject({ exit: 0, out: expect.stringContaining('CCTV') });
  });

  it('keys without a receipt', async () =>
    expect(await say('verify', '--keys', 'nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('belongs to --receipt') }));

  it('a file that is no checkpoint says nothing of the log', async () => {
    const { exit, out, err } = await say('verify', '--checkpoint', file('kept.txt', 'x\n'));
    expect([exit, out, err]).toEqual([1, '', expect.stringMatching(/kept\.txt: This is not a checkpoint: .*\n {2}remedy: /)]);
  });

  it('a file without a key says nothing of a receipt', async () => {
    const receipt = file('receipt.json', (await say('receipt', '3')).out);
    const { exit, out, err } = await say('verify', '--receipt', receipt, '--keys', file('keys.txt', 'x\n'));
    expect([exit, out, err]).toEqual([1, '', expect.stringMatching(/keys\.txt: There is no key in this file\.\n {2}remedy: /)]);
  });

  it('initials that nobody has', async () =>
    expect(await say('actions', '--initials', 'ZZ')).toMatchObject({ exit: 1, err: expect.stringContaining('has the initials `ZZ`') }));

  it('a position that is none', async () =>
    expect(await say('receipt', 'last')).toMatchObject({ exit: 2, err: expect.stringContaining('`last` is no position') }));

  it('one folder of several without a meeting file', async () => {
    const [empty, own] = [join(folder(), 'empty'), commandLine(join(folder(), 'own'))];
    mkdirSync(empty);
    const { exit, err } = await own.say('import', seed, empty);
    expect([exit, err]).toEqual([1, expect.stringContaining(`There is no meeting file in ${empty}.`)]);
  });

  it('a folder that is a file, said once', async () => {
    const { exit, err } = await commandLine(file('book', 'x')).say('serve', '--port', '0');
    expect([exit, err]).toEqual([1, expect.stringMatching(/^minutebook: The folder .*book cannot be made\.\n {2}remedy: .*\n$/)]);
  });

  it('a folder that holds no book begins one, and it is said', async () => {
    const [dir, stopping] = [join(folder(), 'bok'), new AbortController()];
    const served = commandLine(dir, { signal: stopping.signal }).say('serve', '--port', '0');
    while (!existsSync(join(dir, 'checkpoints'))) await new Promise((soon) => setTimeout(soon, 20));
    stopping.abort();
    expect(await served).toMatchObject({
      exit: 0,
      out: expect.stringMatching(new RegExp(`^Minutebook is at \\S+\nA new minute book was begun in ${dir}\\.\n$`)),
    });
  });

  it.each<[string, readonly string[]]>([
    ['serve', ['serve', '--port', '0']],
    ['import', ['import', seed]],
  ])('a folder of something else is left alone by %s', async (_, argv) => {
    const dir = join(folder(), 'papers');
    mkdirSync(dir);
    writeFileSync(join(dir, 'letter.txt'), 'Dear Sir');
    const { exit, err } = await commandLine(dir).say(...argv);
    expect([exit, err]).toEqual([
      1,
      expect.stringMatching(
        /^minutebook: The folder .*papers holds no minute book, and is not empty: there is letter\.txt\.\n {2}remedy: .*a folder that is empty, or not there yet\.\n$/,
      ),
    ]);
    expect(readdirSync(dir)).toEqual(['letter.txt']);
  });

  it('a book that has lost its log is not begun anew', async () => {
    const dir = join(folder(), 'book');
    const { say } = commandLine(dir);
    expect(await say('import', seed)).toMatchObject({ exit: 0 });
    for (const name of readdirSync(dir).filter((one) => one.startsWith('log.sqlite'))) rmSync(join(dir, name));
    const { exit, err } = await say('serve', '--port', '0');
    expect([exit, err]).toEqual([1, expect.stringMatching(/holds parts of a minute book \(.*checkpoints.*\), and no log\.sqlite/)]);
  });

  it('an empty folder, and one in which only a system has put something, begins one', async () => {
    const dir = join(folder(), 'disk');
    mkdirSync(join(dir, 'lost+found'), { recursive: true });
    expect(await commandLine(dir).say('import', seed)).toMatchObject({ exit: 0 });
  });

  it('a port in the environment', async () => {
    const { exit, err } = await commandLine(data, { env: { MINUTEBOOK_PORT: 'http' } }).say('serve');
    expect([exit, err]).toEqual([1, expect.stringMatching(/^minutebook: MINUTEBOOK_PORT is http\. .*\n$/)]);
  });
});

describe('the help', () => {
  const { say } = commandLine(folder());

  it('names which program this is', async () => expect((await say('--version')).out).toMatch(/^minutebook \d+\.\d+\.\d+\n$/));

  it('fits a terminal, and keeps to its lines in a pipe', async () => {
    const narrow = commandLine(folder(), { terminal: true });
    for (const argv of [['help'], ...commands.map(({ name }) => ['help', name])]) {
      const lines = (await narrow.say(...argv)).out.split('\n');
      expect(lines.filter((line) => line.length > 100)).toEqual([]);
    }
    expect((await say('help', 'key')).out.split('\n')[2]).toBe(commands.find(({ name }) => name === 'key')!.doc);
  });

  it('names every option that a command knows, and no other', async () => {
    const shown = async (name: string) => [...(await say('help', name)).out.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, one]) => one);
    for (const { name, options } of commands) expect(await shown(name)).toEqual([...Object.keys(options), 'data', 'help']);
  });
});
