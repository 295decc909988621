import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { inHtml } from '#documents/escape.js';

/** Where the desks are built to, seen from the built server and from its source. */
const places = ['../../../../web/', '../../../../dist/web/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

export const webApp = (): string | null => places.find((place) => existsSync(`${place}meeting.html`)) ?? null;

const year = 31_536_000_000;

/** Serves the built desks' scripts and styles: their names change with what is in them, so a browser may keep them for ever. */
export const serveAssets = async (server: FastifyInstance): Promise<void> => {
  const root = webApp();
  if (root === null) return;
  await server.register(fastifyStatic, {
    root: `${root}assets/`,
    prefix: '/app/assets/',
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    // Nobody asks again for what never changes.
    etag: false,
    lastModified: false,
    acceptRanges: false,
    maxAge: year,
  });
};

export type Desk = 'boards' | 'meeting' | 'mine' | 'replay';

/** An answer that a page carries, under the path that a script would ask for it. */
export type Carried = { readonly path: string; readonly answer: unknown };

/**
 * A desk's page: its heading, which is there before any script, and the answer that its first screen shows, so that no script has
 * to ask for it. Null where the desks are not built.
 */
export const deskPage = (desk: Desk, heading: string, carried: Carried | null): string | null => {
  const root = webApp();
  if (root === null) return null;
  return readFileSync(`${root}${desk}.html`, 'utf8')
    .replace('<title>Minutebook</title>', () => `<title>${inHtml(heading)} – Minutebook</title>`)
    .replace('<div id="app"></div>', () => `<div id="app">${headOf(heading)}</div>`)
    .replace('</body>', () => (carried === null ? '</body>' : `  ${scriptOf(carried)}\n  </body>`));
};

const headOf = (heading: string): string =>
  `<header class="site"><a class="name" href="/">Minutebook</a></header><main id="main"><h1>${inHtml(heading)}</h1></main>`;

/** No tag can begin or end in it, whatever somebody has typed. */
const scriptOf = ({ path, answer }: Carried): string =>
  `<script type="application/json" id="answer" data-path="${inHtml(path)}">${JSON.stringify(answer).replaceAll('<', '\\u003c')}</script>`;
