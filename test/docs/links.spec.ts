import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).toSorted();

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (page: string) => new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!)));

type Broken = (path: string, text: string) => readonly string[];
/** Links that lead nowhere: a file that is not there, or a heading that the file has not. */
const broken: Broken = (path, text) =>
  [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file, anchor] = target.split('#');
      const found = file ? resolve(root, dirname(path), file) : resolve(root, path);
      if (!existsSync(found)) return true;
      return anchor !== undefined && found.endsWith('.md') && !anchorsIn(readFileSync(found, 'utf8')).has(anchor);
    });

describe('the links of the documentation', () => {
  it.each(pages)('%s', (path) => expect(broken(path, readFileSync(resolve(root, path), 'utf8'))).toEqual([]));

  it('are noticed where they lead nowhere', () =>
    expect(broken('README.md', '[a](nowhere.md) [b](README.md#nothing) [c](README.md#run-it) [d](https://example.org)')).toEqual([
      'nowhere.md',
      'README.md#nothing',
    ]));
});

describe('the documentation', () => {
  it('has a door that is short', () => expect(readFileSync(resolve(root, 'README.md'), 'utf8').split('\n').length).toBeLessThan(150));
});
