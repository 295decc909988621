import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openQuestions } from '#domain/meeting/missing.js';
import { rulesByCode } from '../../tools/generate/rules.js';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');
const files = (pattern: string) => globSync(pattern, { cwd: root, exclude: (path) => /node_modules/.test(String(path)) });

type Page = ReadonlyMap<string, string>;
/** What stands under each heading of a level, to the next heading of that level or a higher one. */
const sections = (page: string, level: 2 | 3): Page =>
  new Map(
    page
      .split(new RegExp(`^(?=#{2,${level}} )`, 'm'))
      .filter((part) => part.startsWith(`${'#'.repeat(level)} `))
      .map((part) => [part.slice(level + 1, part.indexOf('\n')), part] as const),
  );

/** The numbers after `invariant` or `invariants`: one, or a list such as `8, 10 and 39`. */
const numbersIn = (words: string): readonly string[] =>
  [...words.matchAll(/\binvariants? (\d+(?:(?:, | and |, and )\d+)*)/g)].flatMap(([, list]) => list!.match(/\d+/g)!);

const invariants = sections(read('docs/invariants.md'), 3);
const room = sections(read('docs/how-a-room-behaves.md'), 2);
const scenarios = sections(read('docs/scenarios.md'), 2);

const sources = files('{libs,apps,test}/**/*.ts').filter((file) => !file.endsWith('test/docs/numbered.spec.ts'));
const titles = sources
  .filter((file) => file.endsWith('.spec.ts'))
  .flatMap((file) => [...read(file).matchAll(/['"`]((?:5\.1|scenario \d+|invariants? \d+)[^'"`\n]*)/g)].map(([, title]) => title!));

describe('an invariant', () => {
  const cited = new Set(sources.flatMap((file) => numbersIn(read(file))));

  it.each([...cited].toSorted((a, b) => Number(a) - Number(b)))('%s that code or specs cite is described', (number) =>
    expect([...invariants.keys()]).toContain(`Invariant ${number}`),
  );
  it('that is described has a spec, and a number of its own', () => {
    const tested = new Set(titles.flatMap(numbersIn));
    const numbers = read('docs/invariants.md').match(/(?<=^### Invariant )\d+$/gm)!;
    expect(numbers.filter((number) => !tested.has(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  const modes = { E: 'refused live', F: 'found', 'E/F': 'refused live, else found' } as const;
  const asked = rulesByCode().flatMap(({ rule, sources: from }) =>
    from.flatMap(numbersIn).map((number) => [number, rule.code, `${modes[rule.binds]}${unknown(rule.refusesUnknown)};`] as const),
  );
  it.each(asked)('%s names its rule %s, which is %s', (number, code, mode) =>
    expect(invariants.get(`Invariant ${number}`)).toContain(`[\`${code}\`](catalogue/refusals.md#${code.replaceAll('.', '')}): ${mode}`),
  );
  it.each(Object.values(openQuestions).map(({ code, source }) => [code, source] as const))('names what is asked as %s', (code, source) =>
    expect(invariants.get(`Invariant ${numbersIn(source)[0]}`)).toContain(`\`${code}\`: asked about`),
  );
  it('names no rule that does not cite it', () => {
    const known = new Set([
      ...asked.map(([number, code]) => `${number} ${code}`),
      ...Object.values(openQuestions).map(({ code, source }) => `${numbersIn(source)[0]} ${code}`),
    ]);
    const named = [...invariants].flatMap(([heading, section]) =>
      [...section.matchAll(/^- \[?`([a-z.-]+)`/gm)].map(([, code]) => `${heading.replace('Invariant ', '')} ${code}`),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((one) => !known.has(one))).toEqual([]);
  });
});
function unknown(refuses: boolean | undefined) {
  return refuses ? ', also where nobody can tell' : '';
}

describe('how a room behaves', () => {
  it.each([...room.keys()])('%s has a spec of that title', (heading) =>
    expect(titles.filter((title) => title.startsWith(`5.1 ${heading}`))).not.toEqual([]),
  );
  it('has a heading for every spec', () => {
    const headings = [...room.keys()];
    const without = titles.filter((title) => title.startsWith('5.1 ') && !headings.some((one) => title.startsWith(`5.1 ${one}`)));
    expect(without).toEqual([]);
  });
  it('has a heading for every rule that rests on it', () => {
    const headings = [...room.keys()].map((heading) => heading.toLowerCase());
    const named = rulesByCode().flatMap(({ sources: from }) => from.flatMap((one) => one.match(/(?<=^how a room behaves: ).*/) ?? []));
    expect(named).not.toEqual([]);
    expect(named.filter((one) => !headings.includes(one))).toEqual([]);
  });
});

describe('a scenario', () => {
  const numberOf = (title: string) => /^scenario (\d+)\b/i.exec(title)?.[1];
  const told = [...scenarios.keys()].map(numberOf);
  it.each([...scenarios.keys()])('%s has a spec', (heading) => {
    const itsOwn = titles.filter((title) => title.toLowerCase().startsWith(heading.toLowerCase().replace(': ', ', ')));
    expect(itsOwn).toHaveLength(1);
  });
  it('of a spec is told', () => expect(titles.map(numberOf).filter((number) => number && !told.includes(number))).toEqual([]));
});

describe('what is not described', () => {
  it('is noticed, in a list too', () => {
    expect(numbersIn('invariant 99; invariants 8, 10, 39 and 4; invariants of 7')).toEqual(['99', '8', '10', '39', '4']);
    expect([...sections('# A\n\n## B\n\n### C\n\nd\n\n### E\n\nf\n\n## G\n\n### H\n', 3)].map(([heading]) => heading)).toEqual([
      'C',
      'E',
      'H',
    ]);
    expect(sections('## B\n\n### C\n\nd\n\n## G\n\ng\n', 3).get('C')).not.toContain('g');
  });
});
