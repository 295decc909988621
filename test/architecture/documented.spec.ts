import { describe, expect, it } from '@jest/globals';
import { catalogues } from '#domain/catalogues.js';
import { policies } from '#domain/policies/policies.js';
import { cataloguePages } from '../../tools/generate/catalogue.js';
import { complaints } from '../../tools/generate/freshness.js';
import { policiesPage } from '../../tools/generate/policies.js';
import { refusalBooks, refusalsPage } from '../../tools/generate/refusals.js';
import { rulesByCode } from '../../tools/generate/rules.js';
import { carries } from '../../tools/generate/stories.js';
import { termsPage } from '../../tools/generate/terms.js';

const pages = cataloguePages();

describe('what is documented', () => {
  it.each(Object.entries(catalogues))('every fact of a %s, with its verb', (kind, catalogue) => {
    const page = pages.get(`docs/catalogue/${kind}.md`)! + pages.get('docs/catalogue/every-stream.md')!;
    const missing = Object.entries(catalogue).filter(([type, { by }]) => !page.includes(`## ${type}\n`) || !page.includes(`\`${by}\``));
    expect(missing.map(([type]) => type)).toEqual([]);
  });

  it('what the minutes print of every fact of a meeting, or why they are silent', () => {
    const sections = pages.get('docs/catalogue/meeting.md')!.split(/^## /m).slice(1);
    expect(sections.filter((section) => !/^(In|Not in) the minutes/m.test(section))).toEqual([]);
  });

  it('every verb in the clerk’s words', () => {
    const page = termsPage();
    const verbs = Object.values(catalogues).flatMap((catalogue) => Object.values(catalogue));
    expect(verbs.filter(({ say, by }) => !page.includes(`| ${say} | \`${by}\``)).map(({ by }) => by)).toEqual([]);
  });

  it('every policy, and none that there is not', () => {
    expect(Object.keys(carries).toSorted()).toEqual(policies.map(({ name }) => name).toSorted());
    for (const { name } of policies) expect(policiesPage()).toContain(`## ${name}`);
  });

  it('every refusal and every rule, with what to do about it', async () => {
    const page = await refusalsPage();
    const codes = [...(await refusalBooks()).values()].flatMap((book) => Object.keys(book));
    expect(codes.length).toBeGreaterThan(40);
    expect([...codes, ...rulesByCode().map(({ rule }) => rule.code)].filter((code) => !page.includes(code))).toEqual([]);
  });

  it('no code of a rule is also that of another refusal', async () => {
    const codes = new Set([...(await refusalBooks()).values()].flatMap((book) => Object.keys(book)));
    expect(rulesByCode().filter(({ rule }) => codes.has(rule.code))).toEqual([]);
  });
});

describe('a stale file', () => {
  const made = new Map([['docs/catalogue/meeting.md', 'today']]);
  const disk = (read: string | null, ...others: readonly string[]) => ({ read: () => read, pages: [...made.keys(), ...others] });

  it('is none where the disk holds what the code makes', () => expect(complaints(made, [], disk('today'))).toEqual([]));
  it('is named, with the command that mends it', () =>
    expect(complaints(made, [], disk('yesterday'))).toEqual([
      'docs/catalogue/meeting.md is stale. Run `npm run generate` and commit what it writes.',
    ]));
  it('is one that was never written', () => expect(complaints(made, [], disk(null))).toHaveLength(1));
  it('is the page of a stream that is no more', () =>
    expect(complaints(made, [], disk('today', 'docs/catalogue/seat.md'))).toHaveLength(1));
  it('is an event that was never frozen', () =>
    expect(complaints(new Map(), ['test/events/meeting/New.v1.json'], { read: () => null, pages: [] })[0]).toContain('--freeze'));
});
