import type { FastifyInstance } from 'fastify';

/** An address with a slash at its end, as people type it, leads to the one without. Never to another server: `//name` is one. */
export const withoutLastSlash = (server: FastifyInstance): void => {
  server.addHook('onRequest', (request, reply, done) => {
    const [path = '', ...query] = request.raw.url?.split(/(?=\?)/) ?? [];
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const shorter = path.replace(/\/+$/, '');
    if (!reads || shorter === path || !/^\/[^/\\]/.test(shorter)) return done();
    void reply.redirect(`${shorter}${query.join('')}`, 308);
  });
};
