import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';

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
    immutable: true,
    maxAge: year,
  });
};

export type Desk = 'boards' | 'meeting' | 'mine' | 'replay';

/** A desk's page, telling the browser to fetch its first data while the scripts are still on their way. */
export const deskPage = (desk: Desk, data: readonly string[]): string | null => {
  const root = webApp();
  if (root === null) return null;
  const preload = data.map((path) => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${path}" />`);
  return readFileSync(`${root}${desk}.html`, 'utf8').replace('</title>', `</title>\n    ${preload.join('\n    ')}`);
};
