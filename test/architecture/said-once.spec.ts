import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { catalogues } from '#domain/catalogues.js';

const root = resolve(import.meta.dirname, '../..');
const sourcesOf = (pattern: string): ReadonlyMap<string, string> =>
  new Map(
    globSync(pattern, { cwd: root })
      .filter((path) => !path.endsWith('.spec.ts'))
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
  );

const withoutRemarks = (source: string) =>
  source
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|<!--[\s\S]*?-->/gm, '')
    .replace(/\b(from|import\() ?'[^']*'/g, '')
    .replace(/\s+/g, ' ');
const fewest = 5;
const wordsIn = (text: string) => text.split(/[^\p{L}’']+/u).filter((word) => word !== '').length;
/** What a file may say to people: strings, and what stands between the parts of a template. */
const sentencesIn = (source: string): readonly string[] =>
  [...withoutRemarks(source).matchAll(/'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`/g)]
    .flatMap(([, plain, template]) => (plain ?? template!).split(/\$\{[^}]*\}/))
    .map((one) => one.trim())
    .filter((one) => wordsIn(one) >= fewest);

const sayings = Object.values(catalogues).flatMap((catalogue) => Object.values(catalogue).map(({ say }) => say));
const libraries = sourcesOf('libs/{domain,views,documents,meeting-file,shell,registers}/src/**/*.ts');
const said: ReadonlySet<string> = new Set(
  [...[...libraries.values()].flatMap(sentencesIn), ...sayings.filter((say) => wordsIn(say) > 1)].map((one) => one.replace(/[.:;]$/, '')),
);
/** Names of verbs that are something else as well: a clerk's everyday words, a kind of decision, what became of an entry. */
const everyday = new Set(['subject to', 'printed list', 'minutes approved', 'put right']);
const literally = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const saidAgain = (source: string): readonly string[] => {
  const text = withoutRemarks(source).toLowerCase();
  return [...said].filter(
    (one) =>
      !everyday.has(one) &&
      text.includes(one.toLowerCase()) &&
      new RegExp(`(?<![\\p{L}-])${literally(one.toLowerCase())}(?![\\p{L}-])`, 'u').test(text),
  );
};

describe('a desk says nothing that the domain, the views or the catalogue say', () => {
  it('holds', () => {
    const desks = sourcesOf('apps/web/**/*.{ts,svelte}');
    const again = [...desks].flatMap(([path, source]) => saidAgain(source).map((one) => `${path}: ${one}`));
    expect(again).toEqual([]);
  });
  it('is noticed where it is broken', () => {
    expect(saidAgain('<button>Raise a finding: no more votes are counted than there are people who may vote.</button>')).toHaveLength(1);
    expect(saidAgain(`const name = 'declare an interest';`)).toEqual(['declare an interest']);
  });
});
