import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { Ear } from './feed.js';

const headers = {
  'content-type': 'text/event-stream',
  // Whoever is between keeps nothing and holds nothing back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** Answers at once, and is written to from then on: what is told goes past the framework, which would go through it anew for each who listens. */
export const earOf = (reply: FastifyReply): Ear => {
  const { raw } = reply;
  void reply.headers(headers).hijack();
  raw.socket?.setNoDelay(true);
  raw.writeHead(200, reply.getHeaders() as Record<string, string>);
  raw.write('\n');
  return {
    // Who has gone takes everything.
    write: (words) => raw.writableEnded || raw.destroyed || raw.write(words),
    drained: async (signal) => {
      if (raw.writableNeedDrain) await once(raw, 'drain', { signal });
    },
    end: () => void raw.end(),
  };
};
