import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { prepare, snippetsIn, wrongWith } from './snippets.js';

const root = resolve(import.meta.dirname, '../..');
const pages = ['README.md', ...globSync('docs/guides/*.md', { cwd: root })].filter(
  (page) => snippetsIn(readFileSync(resolve(root, page), 'utf8')).length > 0,
);
const folder = temporaryFolders();

describe('what a page shows is what happens', () => {
  it('the command line is built: npm run build', () => expect(existsSync(resolve(root, 'dist/apps/cli/src/main.js'))).toBe(true));

  it.each(pages)(
    '%s',
    (page) => {
      const cwd = folder();
      const env = prepare(cwd, root);
      const wrong = snippetsIn(readFileSync(resolve(root, page), 'utf8')).map((snippet) => wrongWith(snippet, cwd, env));
      expect(wrong.filter((one) => one !== null)).toEqual([]);
    },
    300_000,
  );
});

describe('a page that is wrong is noticed', () => {
  const page = (commands: string, shows: string) => `Words.\n\n\`\`\`sh run\n${commands}\n\`\`\`\n\n\`\`\`text\n${shows}\n\`\`\`\n`;
  const check = (...[commands, shows]: Parameters<typeof page>) => {
    const cwd = folder();
    return wrongWith(snippetsIn(page(commands, shows))[0]!, cwd, prepare(cwd, root));
  };

  it('where it shows something else', () => expect(check('echo seven', 'eight')).toContain('line 3 prints\nseven'));
  it('where a command fails', () => expect(check('false | cat', '')).toContain('ends with 1'));
  it('and one that is right is not', () => expect(check('echo seven', 'seven')).toBeNull());
  it('and a block without the mark is left alone', () => expect(snippetsIn('```sh\nexit 1\n```\n')).toEqual([]));
});
