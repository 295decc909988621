import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { Ear } from './feed.js';

export const headersOfFeed = {
  'content-type': 'text/event-stream',
  // Whoever is between keeps nothing and holds nothing back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const begun = Buffer.from('\n');

/** Answers at once, and is written to from then on: what is told goes past the framework, which would go through it anew for each who listens. */
export const earOf = (reply: FastifyReply): Ear => {
  const { raw } = reply;
  void reply.headers(headersOfFeed).hijack();
  raw.socket?.setNoDelay(true);
  raw.writeHead(200, reply.getHeaders() as Record<string, string>);
  raw.flushHeaders();
  const { to, bytes } = wayTo(raw);
  to.write(bytes(begun));
  return {
    // Who has gone takes everything.
    write: (words) => raw.writableEnded || to.destroyed || to.write(bytes(words)),
    get isFull() {
      return to.writableNeedDrain;
    },
    drained: async (signal) => {
      if (to.writableNeedDrain) await once(to, 'drain', { signal });
    },
    end: () => void raw.end(),
  };
};

type Way = { readonly to: Socket | ServerResponse; readonly bytes: (words: Uint8Array) => Uint8Array };

/**
 * Past the response too, which would frame the same words anew for each who listens and hand them over in four parts. Where an earlier
 * request of the same connection is still being answered, the response holds them back.
 */
const wayTo = (raw: ServerResponse): Way => {
  if (raw.socket === null) return { to: raw, bytes: (words) => words };
  return { to: raw.socket, bytes: raw.chunkedEncoding ? asChunk : (words) => words };
};

const chunks = new WeakMap<Uint8Array, Buffer>();

/** As HTTP/1.1 frames what has no length beforehand (RFC 9112 7.1); once for all who are told the same. */
const asChunk = (words: Uint8Array): Buffer => {
  const made = chunks.get(words) ?? Buffer.concat([Buffer.from(`${words.length.toString(16)}\r\n`), words, Buffer.from('\r\n')]);
  chunks.set(words, made);
  return made;
};
