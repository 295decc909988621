import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { prepare, snippetsIn, wrongWith } from './snippets.js';

const root = resolve(import.meta.dirname, '../..');
const snippetsOf = (page: string) => snippetsIn(readFileSync(resolve(root, page), 'utf8'));
const pages = ['README.md', ...globSync('docs/guides/*.md', { cwd: root }).toSorted()].filter((page) => snippetsOf(page).length > 0);
const folder = temporaryFolders();

describe('what a page shows is what happens', () => {
  let server: Server;
  beforeAll(async () => {
    server = await createServer({ dir: folder(), port: 0 });
  });
  afterAll(() => server.close());

  it('the command line is built: npm run build', () => expect(existsSync(resolve(root, 'dist/apps/cli/src/main.js'))).toBe(true));

  it.each(pages)(
    '%s',
    async (page) => {
      const cwd = folder();
      const env = { ...prepare(cwd, root), API: `${server.address}/api` };
      expect(await wrongWith(snippetsOf(page), cwd, env)).toEqual([]);
    },
    180_000,
  );
});

describe('a page that is wrong is noticed', () => {
  const page = (commands: string, shows: string) => `Words.\n\n\`\`\`sh run\n${commands}\n\`\`\`\n\n\`\`\`text\n${shows}\n\`\`\`\n`;
  const check = (...pages: readonly string[]) => {
    const cwd = folder();
    return wrongWith(snippetsIn(pages.join('\n')), cwd, prepare(cwd, root));
  };

  it('where it shows something else', async () =>
    expect(await check(page('echo seven', 'eight'))).toEqual(['line 3 prints\nseven\n\nand the page shows\neight\n']));
  it('where a command fails', async () =>
    expect((await check(page('echo seven', 'seven'), page('false | cat', '')))[0]).toMatch(/^line 13 ends with 1/));
  it('and one that is right is not, each block knowing those before it', async () =>
    expect(await check(page('n=seven', ''), page('echo $n', 'seven'))).toEqual([]));
  it('and a block without the mark is left alone', () => expect(snippetsIn('```sh\nexit 1\n```\n')).toEqual([]));
});
