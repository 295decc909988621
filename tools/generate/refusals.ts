import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RefusalBook } from '#kernel/refusal.js';
import { pageOf, table } from './catalogue.js';
import { cited } from './cited.js';
import { rulesByCode } from './rules.js';
import { root, sources } from './sources.js';
import { composed } from './stories.js';

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
      inOrder(books.flatMap((book) => Object.entries(book).map(([code, { says, remedy }]) => [code, says, remedy] as const))),
    ),
    '## Meeting files',
    'What is wrong in a file, with its line. Nothing of a file with errors is recorded.',
    table(['Code', 'It says', 'What to do'], inOrder(fileErrors())),
    '## Rules',
    'A rule is asked on the record as it was before the entry. It holds, it is broken, or nobody can tell because something is not stated. Live, a broken rule refuses the entry, unless it is recorded as announced by the chair. Of an entry made afterwards or from print, it makes a finding.',
    ...rulesByCode().map(({ rule, sources, before }) =>
      [
        `### ${rule.code}`,
        `${rule.says} ${rule.remedy}`,
        `Source: ${sources.map(cited).join('; ')}. ${binding[rule.binds]}${rule.refusesUnknown ? ' Live, it also refuses where nobody can tell.' : ''}`,
        `Asked before ${before.map(([kind, type]) => `[${type}](${kind}.md#${type.toLowerCase()})`).join(', ')}.`,
      ].join('\n\n'),
    ),
  );
};
type Row = readonly [code: string, says: string, remedy: string];
/** One row for each code, by the alphabet; what is said of the same thing in two places stands in one row. */
const inOrder = (rows: readonly Row[]): readonly Row[] => {
  const codes = [...new Set(rows.map(([code]) => code))].toSorted();
  const all = (code: string, column: 1 | 2) => [...new Set(rows.filter((row) => row[0] === code).map((row) => row[column]))].join('<br>');
  return codes.map((code) => [`\`${code}\``, all(code, 1), all(code, 2)]);
};

/** Where a file is read, each error is written with its sentence and its remedy beside its code. */
const fileErrors = (): readonly Row[] => {
  const words = String.raw`(?:'((?:[^'\\]|\\.)*)'|\`([^\`]*)\`)`;
  const error = new RegExp(`'(file\\.[a-z-]+)',\\s*(?:says: )?${words},\\s*(?:remedy: )?${words}`, 'g');
  const files = [...sources].filter(([file]) => file.startsWith('libs/meeting-file/')).map(([, source]) => source);
  const found = files
    .flatMap((source) => [...source.matchAll(error)])
    .map(([, code, says, saying, remedy, mending]): Row => [code!, filled(says ?? saying!), filled(remedy ?? mending!)]);
  const listed = new Set([...found, ...composed].map(([code]) => code));
  const unlisted = files.flatMap((source) => source.match(/(?<=')file\.[a-z-]+(?=')/g) ?? []).find((code) => !listed.has(code));
  if (unlisted) throw new Error(`${unlisted} has no plain sentence: give it one in tools/generate/stories.ts`);
  return [...found, ...composed];
};
const filled = (template: string) => template.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…').replaceAll('\\', '');

const binding = {
  E: 'It refuses live entries, and is not asked of others.',
  F: 'It refuses nothing: it is found.',
  'E/F': 'It refuses live entries; of others it is found.',
} as const;
