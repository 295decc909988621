import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';

export type Candidate = { readonly href: string; readonly name: Part; readonly more: Part };

/** A name that means several things is answered with what it may mean. */
export const candidatesPage = (here: Here, asked: string, candidates: readonly Candidate[]): string =>
  documentOf({
    title: 'Which one?',
    place: here,
    body: html`<h1>Which one?</h1>
      <p class="lede">“${asked}” may mean several.</p>
      <ul class="cards">
        ${candidates.map(candidate)}
      </ul>`,
  });

const candidate = ({ href, name, more }: Candidate): Html =>
  html`<li>
    <h2><a href="${href}">${name}</a></h2>
    <p>${more}</p>
  </li>`;
