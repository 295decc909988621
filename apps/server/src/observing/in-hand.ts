import type { ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#shell/command.js';
import { refuse } from '../http/refusals.js';
import { faultIn, type Level, type Line, type Log } from './log-lines.js';
import type { Metrics } from './metrics.js';
import { toldOf } from './told.js';

const feed = '/api/log/stream';
/** What is asked again and again, and says nothing new each time. */
const everyday = /^\/(app\/assets\/|health$|metrics$|favicon)/;
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The requests that are not answered yet, and those who listen. Each is said to the log when it is over. */
export class InHand {
  private readonly answering = new Set<ServerResponse>();
  private readonly listening = new Set<ServerResponse>();
  private readonly waiting = new Set<() => void>();
  private closing = false;

  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  get watchers(): number {
    return this.listening.size;
  }

  watch(server: FastifyInstance): void {
    server.addHook('onRequest', (request, reply, done) => {
      this.take(request, reply);
      void reply.header('x-request-id', request.id);
      done(this.closing && !reads.has(request.method) ? new Refused(refuse('server.closing')) : undefined);
    });
  }

  /** From now on nothing is taken that changes anything. Resolves when what was taken is answered, or after this many milliseconds. */
  async settle(mostMs: number): Promise<void> {
    this.closing = true;
    await this.gone(this.answering, mostMs);
  }

  /** Resolves when nobody listens any more. */
  unheard(mostMs: number): Promise<void> {
    return this.gone(this.listening, mostMs);
  }

  private take(request: FastifyRequest, reply: FastifyReply): void {
    const begun = performance.now();
    const among = request.routeOptions.url === feed ? this.listening : this.answering;
    among.add(reply.raw);
    reply.raw.once('close', () => {
      among.delete(reply.raw);
      for (const look of this.waiting) look();
      this.over(request, reply, performance.now() - begun);
    });
  }

  private over(request: FastifyRequest, reply: FastifyReply, ms: number): void {
    const { verb, stream, revision, code, fault } = toldOf(request);
    const left = !reply.raw.writableFinished;
    const { url: route } = request.routeOptions;
    const status = reply.raw.statusCode;
    this.metrics.answered(status);
    const line: Line = {
      request: request.id,
      method: request.method,
      route: route ?? null,
      status,
      ...(left && { left }),
      ...(verb !== undefined && { verb }),
      ...(stream !== undefined && { stream }),
      ...(revision !== undefined && { revision }),
      ...(code !== undefined && { code }),
      ms: Math.round(ms * 10) / 10,
      ...(fault !== undefined && faultIn(fault)),
    };
    this.log.say(levelOf(status, route, fault), 'request', line);
  }

  private gone(all: ReadonlySet<ServerResponse>, mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => all.size === 0 && done();
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve();
      };
      const timer = setTimeout(done, mostMs);
      this.waiting.add(look);
      look();
    });
  }
}

const levelOf = (status: number, route: string | undefined, fault: unknown): Level => {
  if (fault !== undefined) return 'error';
  if (status >= 500) return 'warn';
  return everyday.test(route ?? '') ? 'debug' : 'info';
};
