import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { catalogues } from '#domain/catalogues.js';

const root = resolve(import.meta.dirname, '../..');
type File = { readonly path: string; readonly source: string };
const files: readonly File[] = globSync('{libs,apps,tools}/**/*.{ts,mjs}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.includes('node_modules'))
  .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }));

type HouseRule = { readonly breaks: (file: File) => boolean; readonly planted: File };
const lines = (source: string) => source.split('\n').length;
const streams = new Set(Object.keys(catalogues).map((kind) => `libs/domain/src/${kind}`));

const rules: Readonly<Record<string, HouseRule>> = {
  'no barrel but the index of a stream': {
    breaks: ({ path }) => basename(path) === 'index.ts' && !streams.has(dirname(path)),
    planted: { path: 'libs/views/src/index.ts', source: '' },
  },
  'no file of 400 lines': {
    breaks: ({ source }) => lines(source) >= 400,
    planted: { path: 'libs/views/src/all.ts', source: '\n'.repeat(400) },
  },
  'nothing is left to do in a comment': {
    breaks: ({ source }) => new RegExp(['\\bTO', 'DO\\b|\\bFIX', 'ME\\b'].join('')).test(source),
    planted: { path: 'libs/views/src/later.ts', source: ['// TO', 'DO: later'].join('') },
  },
  'file names are in kebab-case': {
    breaks: ({ path }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(basename(path)),
    planted: { path: 'libs/views/src/RecordVote.ts', source: '' },
  },
  'nothing is inherited in the pure libraries, but errors': {
    breaks: ({ path, source }) =>
      /^libs\/(kernel|domain|views|documents)\//.test(path) && /class \w+(<[^{]*>)? extends (?!\w*Error\b)\w+/.test(source),
    planted: { path: 'libs/domain/src/meeting/meeting.ts', source: 'class Meeting<T extends string> extends Aggregate<T> {}' },
  },
  'a spec is beside what it tests, or under test': {
    breaks: ({ path }) => /(^|\/)(__tests__|spec|specs)\//.test(path),
    planted: { path: 'libs/views/src/specs/minutes.spec.ts', source: '' },
  },
  'no sentence of a spec is switched off or alone': {
    breaks: ({ path, source }) => path.endsWith('.spec.ts') && /\b(it|test|describe)\.(skip|only|todo)\(|\bx(it|describe)\(/.test(source),
    planted: { path: 'libs/views/src/x.spec.ts', source: "it.skip('later', () => {})" },
  },
};

describe.each(Object.entries(rules))('%s', (_, { breaks, planted }) => {
  it('holds', () => expect(files.filter(breaks).map(({ path }) => path)).toEqual([]));
  it('is noticed where it is broken', () => expect(breaks(planted)).toBe(true));
});
