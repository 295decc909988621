import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '#shell/command.js';
import { contentPolicy } from './headers.js';
import { refuse } from './refusals.js';

const headers: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': contentPolicy,
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const ourNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Nobody signs in yet, so only this computer and this server's own pages are answered: no borrowed name, no page of another site. */
export const guard = (server: FastifyInstance): void => {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    const refused = strangerIn(request);
    done(refused ?? undefined);
  });
};

const strangerIn = ({ headers: sent, method }: FastifyRequest): Refused | null => {
  if (!ourNames.test(sent.host ?? '')) return new Refused(refuse('host.unknown'));
  const reads = method === 'GET' || method === 'HEAD';
  if (!reads && isElsewhere(sent.origin, sent.host, sent['sec-fetch-site'])) return new Refused(refuse('origin.other'));
  // Its one parser would take all that was written for the name of a field.
  if (sent['content-type']?.startsWith('application/x-www-form-urlencoded')) return new Refused(refuse('body.not-json', 'It is a form.'));
  return null;
};

const isElsewhere = (origin: string | undefined, host: string | undefined, site: string | string[] | undefined): boolean =>
  (origin !== undefined && origin !== `http://${host}`) || (site !== undefined && site !== 'same-origin' && site !== 'none');
