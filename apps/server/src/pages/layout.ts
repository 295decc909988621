import { html, type Html, type Part } from './html.js';

export type Page = {
  readonly title: string;
  /** Where one is: the way up. */
  readonly crumbs?: readonly (readonly [text: string, href: string])[];
  readonly body: Html;
  /** The stream whose new entries make this page grow while it is open. */
  readonly follows?: string;
  /** The page shows what was known at a position that is past. */
  readonly asOf?: string | null;
  readonly here?: string;
};

const sections: readonly (readonly [string, string])[] = [
  ['Boards', '/'],
  ['Actions', '/actions'],
  ['Decisions', '/decisions'],
  ['Registers', '/registers'],
  ['Audit trail', '/audit'],
];

/** The whole document. It works without the script, which only reloads what has grown. */
export const documentOf = ({ title, crumbs = [], body, follows, asOf, here }: Page): string =>
  `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Minutebook</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
        ${follows && !asOf && html`<script type="module" src="/live.js" data-stream="${follows}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="site">
          <div>
            <a class="name" href="/">Minutebook</a>
            <nav aria-label="Minutebook">
              <ul>
                ${sections.map(([text, href]) => html`<li><a href="${href}" ${here === href && html` aria-current="page"`}>${text}</a></li>`)}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main">
          ${crumbs.length > 0 && html`<nav class="crumbs" aria-label="You are here">${crumbs.map(([text, href], n): Part => [n > 0 && ' › ', html`<a href="${href}">${text}</a>`])}</nav>`}
          ${asOf && html`<p class="notice warn">This is what was known at ${asOf}. <a href="?">Show what is known now.</a></p>`} ${body}
        </main>
        <footer class="site">
          <p>Read from one log of entries that are never changed. <a href="/api">API</a> · <a href="/health">Health</a></p>
        </footer>
      </body>
    </html>`.markup
  }\n`;
