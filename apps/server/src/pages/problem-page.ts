import { ruleInWords } from '#shell/rule-in-words.js';
import type { Problem } from '../http/problem.js';
import { html } from './html.js';
import { documentOf } from './layout.js';

/** What went wrong, in a sentence, with the way on: for people, where programs are given problem+json. */
export const problemPage = ({ status, detail, rule }: Problem): string =>
  documentOf({
    title: titles[status] ?? 'This cannot be shown',
    body: html`<h1>${titles[status] ?? 'This cannot be shown'}</h1>
      <p class="lede">${detail}</p>
      ${rule && html`<p class="soft">It rests on ${ruleInWords(rule)}.</p>`}
      <p><a href="/">All boards</a> · <a href="/actions">Actions</a> · <a href="/audit">Audit trail</a></p>`,
  });

const titles: Readonly<Record<number, string>> = {
  404: 'There is no such page',
  500: 'Something went wrong here',
  503: 'The book cannot be read now',
};
