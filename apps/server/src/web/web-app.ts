import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
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

const toLeaveMs = 5;

/** What a page carries for its first screen: its heading, and the answer to a path that a script would ask for; null where it is refused. */
export type Carried = { readonly heading: string; readonly path: string; readonly answer: unknown };

/**
 * A desk's page in two parts: what says which scripts and styles it takes goes out at once, and the rest when its answer is found.
 * The heading is there before any script, and no script has to ask for the answer. Null where the desks are not built.
 */
export const deskPage = (desk: Desk, carried: () => Promise<Carried>): Readable | null => {
  const root = webApp();
  if (root === null) return null;
  const [head, body] = readFileSync(`${root}${desk}.html`, 'utf8').split('<div id="app"></div>') as [string, string];
  return Readable.from(partsOf(head, body, carried), { objectMode: false });
};

async function* partsOf(head: string, body: string, carried: () => Promise<Carried>): AsyncGenerator<Buffer> {
  yield Buffer.from(head);
  // Finding the answer takes the whole processor: what was yielded has to leave before.
  await setTimeout(toLeaveMs);
  const { heading, path, answer } = await carried();
  const script = answer === null ? '' : scriptOf(path, answer);
  yield Buffer.from(`<div id="app">${headOf(heading)}</div>${body.replace('</body>', () => `${script}</body>`)}`);
}

const headOf = (heading: string): string =>
  `<header class="site"><a class="name" href="/">Minutebook</a></header><main id="main"><h1>${inHtml(heading)}</h1></main>`;

/** No tag can begin or end in it, whatever somebody has typed. */
const scriptOf = (path: string, answer: unknown): string =>
  `<script type="application/json" id="answer" data-path="${inHtml(path)}">${JSON.stringify(answer).replaceAll('<', '\\u003c')}</script>`;
