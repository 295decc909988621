import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { commandLine } from './command-line.js';

jest.setTimeout(60_000);
const folder = temporaryFolders();
const seed = 'test/golden/em-iep-2010-01-20';
const name = 'Heather Parker';
const why = ['--ground', 'Asked for by the person', '--authority', 'The data protection officer'];
const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((one) => one.close()));
});

const filled = async () => {
  const dir = folder();
  const book = commandLine(dir);
  expect(await book.say('import', seed)).toMatchObject({ exit: 0 });
  return { dir, ...book };
};
type Part = string | { readonly [key: string]: Part } | undefined;
type Logged = {
  readonly type: string;
  readonly data: { readonly digests?: readonly string[] };
  readonly texts: readonly { readonly at: string; readonly digest: string }[];
};
type Book = ReturnType<typeof commandLine>;
const logged = async ({ ask }: Book) => (await ask('log')) as readonly Logged[];
const erasuresIn = async (book: Book) => (await logged(book)).filter(({ type }) => type === 'TextsErased');
/** Each text of the book in which these words stand. */
const holding = async (book: Book, words: string): Promise<readonly string[]> => {
  const entries = await logged(book);
  return entries.flatMap(({ data, texts }) =>
    texts
      .filter(({ at }) => {
        const parts = at.split(/[.[\]]+/).filter(Boolean);
        const there = parts.reduce<Part>((part, key) => (typeof part === 'object' ? part[key] : undefined), data as unknown as Part);
        return typeof there === 'string' && there.includes(words);
      })
      .map(({ digest }) => digest),
  );
};
const filesWith = (dir: string, words: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && readFileSync(join(one.parentPath, one.name), 'latin1').includes(words))
    .map((one) => one.name);

describe('minutebook erase', () => {
  it('lists what would go, and erases it with --yes: on record where it stood, and gone from the files', async () => {
    const book = await filled();
    const digests = await holding(book, name);
    expect(digests.length).toBeGreaterThan(2);
    const asked = await book.say('erase', ...digests, ...why);
    expect(asked).toMatchObject({ exit: 1, out: expect.stringContaining('Nothing is erased yet. Write the same with --yes') });
    expect(asked.out).toContain(name);
    expect(filesWith(book.dir, name)).not.toEqual([]);

    expect(await book.say('erase', ...digests, ...why, '--yes')).toMatchObject({
      exit: 0,
      out: expect.stringContaining(`${digests.length} texts are erased.`),
    });
    expect(filesWith(book.dir, name)).toEqual([]);
    const erasures = await erasuresIn(book);
    expect(new Set(erasures.flatMap(({ data }) => data.digests))).toEqual(new Set(digests));
    expect(erasures[0]!.data).toMatchObject({ ground: why[1], authority: why[3] });
    expect(await book.say('verify')).toMatchObject({ exit: 0, out: expect.stringContaining(`${digests.length} erased`) });

    expect(await book.say('erase', ...digests, ...why, '--yes')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('They were erased before: there is nothing to do.'),
    });
    expect(await erasuresIn(book)).toHaveLength(erasures.length);
  });

  it('beside a server that has the book open, whose pages and files lose them too', async () => {
    const book = await filled();
    const server = await createServer({ dir: book.dir, port: 0 });
    servers.push(server);
    const digests = await holding(book, name);
    const people = async () => (await fetch(`${server.address}/api/search?q=Parker`)).text();
    expect(await people()).toContain('Parker');
    expect(await book.say('erase', ...digests, ...why, '--yes')).toMatchObject({ exit: 0, err: '' });
    for (let n = 0; n < 200 && (await people()).includes(name); n++) await wait(25);
    expect(await people()).not.toContain(name);
    await server.close();
    servers.length = 0;
    expect(filesWith(book.dir, name)).toEqual([]);
  });

  it('refuses as the server does, and says where a closed book goes on', async () => {
    const book = await filled();
    const [digest] = await holding(book, name);
    const strange = `${digest!.slice(0, -4)}AAAA`;
    expect(await book.say('erase', digest!, strange, ...why, '--yes')).toMatchObject({
      exit: 1,
      err: expect.stringMatching(new RegExp(`a text that is to be erased\\. It is ${strange}\\.[^]*rule: text\\.not-here`)),
    });
    for (const argv of [
      ['erase', ...why],
      ['erase', digest!, '--ground', 'Asked for'],
      ['erase', digest!, '--authority', 'The clerk', '--ground', ' '],
    ])
      expect(await book.say(...argv)).toMatchObject({ exit: 2 });
    expect(await book.say('copy', '--to', join(folder(), 'moved'))).toMatchObject({ exit: 0 });
    expect(await book.say('erase', digest!, ...why, '--yes')).toMatchObject({
      exit: 1,
      err: expect.stringMatching(/This log is closed here\. It goes on in the store [^]*rule: log\.closed/),
    });
    expect(filesWith(book.dir, name)).not.toEqual([]);
  });
});
