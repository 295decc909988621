import { dateInWords, instantInWords } from '#documents/figures.js';
import { html, type Html, type Part } from './html.js';

/** Said in words: neither zero, none nor false. */
export const notStated = html`<span class="not-stated">not stated</span>`;
export const stated = (value: Part): Part => (value === null || value === undefined || value === '' ? notStated : value);

/** A date as people read it, as far as it is stated. */
export const day = (date: string | null): Html =>
  date === null
    ? html`<span class="not-stated">date not stated</span>`
    : html`<time datetime="${date.replace(/^XXXX-/, '')}">${dateInWords(date)}</time>`;
export const moment = (instant: string): Html => html`<time datetime="${instant}">${instantInWords(instant)}</time>`;

export const tag = (text: string, kind: 'plain' | 'ok' | 'warn' = 'plain'): Html =>
  html`<span class="tag${kind !== 'plain' && ` ${kind}`}">${text}</span>`;

/** Dates inside a sentence of a register, as people read them. */
export const withDates = (sentence: string): string => sentence.replace(/\b\d{4}-\d{2}(-\d{2})?\b/g, (date) => dateInWords(date));

/** Whether the source says so, or somebody read it into the source: in a word, not by colour alone. */
export const knownAs = (known: 'stated' | 'inferred'): Html =>
  known === 'inferred' ? html`<span class="tag inferred">inferred</span>` : html`<span class="tag quiet">stated</span>`;

/** `1 decision`, `3 decisions`. */
export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

export const listed = (all: readonly Part[]): Part => all.map((one, n) => [n > 0 && ', ', one]);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A word for a screen reader that everybody else reads from the place. */
export const hidden = (text: string): Html => html`<span class="hidden">${text}</span>`;

/** The sentence that a fact was read from, one click away, and where it stands. */
export const source = (entry: string, sentence: string | null, href: string | null, label = 'Source sentence'): Part =>
  sentence !== null &&
  html`<details class="source" id="s-${entry}">
    <summary>${label}</summary>
    <blockquote>${sentence}</blockquote>
    ${href && html`<p><a href="${href}">In the minutes</a></p>`}
  </details>`;

export const linked = (href: string | null, text: Part): Part => (href === null ? text : html`<a href="${href}">${text}</a>`);

export const shortened = (words: string): string => (words.length <= 140 ? words : `${words.slice(0, words.lastIndexOf(' ', 130))} …`);
