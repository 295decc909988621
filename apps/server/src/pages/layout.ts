import { createHash } from 'node:crypto';
import { queryOf, type Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { liveScript } from './live.js';
import { stylesheet } from './style.js';

export type Page = {
  readonly title: string;
  /** Where one is: the way up. */
  readonly crumbs?: readonly (readonly [text: Part, href: string])[];
  readonly body: Html;
  /** The stream whose new entries make this page grow while it is open. */
  readonly follows?: string;
  /** Where the reader stands, on pages that can be read as of another moment. */
  readonly place?: Here;
  readonly here?: string;
};

const sections: readonly (readonly [string, string])[] = [
  ['Boards', '/'],
  ['Actions', '/actions'],
  ['Decisions', '/decisions'],
  ['Registers', '/registers'],
  ['Audit trail', '/audit'],
];

/** The name changes with what is in it, so that a browser may keep it for ever. */
const versioned = (path: string, text: string) => `${path}?v=${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`;
export const stylePath = versioned('/style.css', stylesheet);
export const scriptPath = versioned('/live.js', liveScript);

/** The whole document. It works without the script, which only fetches again what has grown. */
export const documentOf = ({ title, crumbs = [], body, follows, place, here }: Page): string => {
  const to = place?.to ?? ((path: string) => path);
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Minutebook</title>
        <link rel="stylesheet" href="${stylePath}" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        ${follows && place && !place.asOf && html`<script type="module" src="${scriptPath}" data-stream="${follows}" data-after="${place.head}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="site">
          <div>
            <a class="name" href="${to('/')}">Minutebook</a>
            <nav aria-label="Minutebook">
              <ul>
                ${sections.map(([text, href]) => html`<li><a href="${to(href)}" ${here === href && html` aria-current="page"`}>${text}</a></li>`)}
                <li class="screen"><a href="/desk">Desks</a></li>
              </ul>
            </nav>
          </div>
        </header>
        <main id="main">
          ${crumbs.length > 0 && html`<nav class="crumbs" aria-label="You are here">${crumbs.map(([text, href], n): Part => [n > 0 && ' › ', html`<a href="${to(href)}">${text}</a>`])}</nav>`}
          ${place?.asOf && html`<p class="notice warn">This shows ${place.asOf}. <a href="?${queryOf(place.others)}">Show today’s.</a></p>`}
          ${place?.behind && html`<p class="notice warn">${place.behind}</p>`} ${body}
        </main>
        ${follows && html`<p class="hidden" id="grown" role="status"></p>`}
        <footer class="site">
          ${place && asOfForm(place)}
          <p>Read from one log of entries that are never changed. <a href="/api">For programs</a> · <a href="/health">Health</a></p>
        </footer>
      </body>
    </html>`.markup
  }\n`;
};

/** Every page as it was known, or as it was true, on another day. */
const asOfForm = ({ asked, others }: Here): Html =>
  html`<details class="as-of screen">
    <summary>Read this page as of another day</summary>
    <form class="filter" method="get">
      ${Object.entries(others).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
      <label>What was known at the end of <input type="date" name="at" value="${dateOf(asked.at)}" /></label>
      <label>What was true on <input type="date" name="on" value="${dateOf(asked.on)}" /></label>
      <button>Show</button>
    </form>
  </details>`;
const dateOf = (asked: string | undefined): string => (asked !== undefined && /^\d{4}-\d{2}-\d{2}/.test(asked) ? asked.slice(0, 10) : '');
