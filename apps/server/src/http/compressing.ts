import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** In bytes: a shorter answer fits into one packet as it is. */
const worthIt = 1024;
const words = /^text\/(?!event-stream)|[+/](json|jsonl|xml|javascript)(;|$)/;

/** Answers are sent gzipped to whoever takes that, each saying so in Vary. What is told event by event goes out as it happens, plain. */
export const compressing = async (server: FastifyInstance): Promise<void> => {
  await server.register(compress, {
    encodings: ['gzip'],
    threshold: worthIt,
    customTypes: words,
    globalDecompression: false,
    // What a page begins with is on its way before the rest is found.
    zlibOptions: { level: 9, memLevel: 9, flush: constants.Z_SYNC_FLUSH },
  });
};
