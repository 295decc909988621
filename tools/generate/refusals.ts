import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RefusalBook } from '#kernel/refusal.js';
import { pageOf, table } from './catalogue.js';
import { rulesByCode } from './rules.js';
import { root, sources } from './sources.js';

/** Every exported book of refusals by its name. @throws where codes are refused that no exported book lists: they would be public and written nowhere. */
export const refusalBooks = async (): Promise<ReadonlyMap<string, RefusalBook>> => {
  const books = new Map<string, RefusalBook>();
  for (const [file] of [...sources].filter(([, source]) => /\brefusing\(|export const \w*[rR]efusals\b/.test(source)))
    for (const [name, value] of Object.entries(await import(pathToFileURL(join(root, file)).href)))
      if (isBook(value)) books.set(name, value);
  for (const [file, source] of sources)
    for (const [, name] of source.matchAll(/(?<!const )\brefusing\(([^)]*)/g))
      if (!books.has(name!)) throw new Error(`${file} refuses by ${name}, which is no exported book of refusals`);
  return books;
};

const isBook = (value: unknown): value is RefusalBook =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([code, line]) => code.includes('.') && typeof line?.says === 'string' && typeof line?.remedy === 'string');

export const refusalsPage = async (): Promise<string> => {
  const books = [...(await refusalBooks()).values()];
  return pageOf(
    'Refusals and findings',
    'Why an intent was not recorded, or what was found in one that was. A code never changes its meaning. Made by `npm run generate` from the code.',
    '## Refusals',
    'Nothing was recorded, and nothing has changed.',
    table(
      ['Code', 'It says', 'What to do'],
      books
        .flatMap((book) => Object.entries(book))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, { says, remedy }]) => [`\`${code}\``, says, remedy]),
    ),
    '## Rules',
    'A rule is asked on the record as it was before the entry. It holds, it is broken, or nobody can tell because something is not stated. Live, a broken rule refuses the entry, unless it is recorded as announced by the chair. Of an entry made afterwards or from print, it makes a finding.',
    ...rulesByCode().map(({ rule, before }) =>
      [
        `### ${rule.code}`,
        `${rule.says} ${rule.remedy}`,
        `Source: ${rule.source}. ${binding[rule.binds]}${rule.refusesUnknown ? ' Live, it also refuses where nobody can tell.' : ''}`,
        `Asked before ${before.map(([kind, type]) => `[${type}](${kind}.md#${type.toLowerCase()})`).join(', ')}.`,
      ].join('\n\n'),
    ),
  );
};
const binding = {
  E: 'It refuses live entries, and is not asked of others.',
  F: 'It refuses nothing: it is found.',
  'E/F': 'It refuses live entries; of others it is found.',
} as const;
