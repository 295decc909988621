import { Transform } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Refused } from '#shell/command.js';
import { refuse } from './refusals.js';

/** Words are kept exactly as they came: bytes that are no UTF-8 would be kept as something else, so they are refused. */
export const utf8Only = (server: FastifyInstance): void => {
  server.addHook('preParsing', (_request, _reply, payload, done) => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const isUtf8 = (chunk?: Uint8Array) => {
      try {
        decoder.decode(chunk, { stream: chunk !== undefined });
        return null;
      } catch {
        return new Refused(refuse('body.not-json', 'It is not UTF-8.'));
      }
    };
    const checked = new Transform({
      transform: (chunk: Uint8Array, _encoding, next) => {
        const refused = isUtf8(chunk);
        next(refused, refused ? undefined : chunk);
      },
      flush: (next) => next(isUtf8()),
    });
    payload.on('error', (error) => checked.destroy(error));
    done(null, payload.pipe(checked));
  });
};
