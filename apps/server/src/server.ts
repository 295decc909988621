import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '#shell/clock.js';
import { ApiDocument } from './api/api-document.js';
import { openApiDocument } from './api/openapi.js';
import { AppModule, observing } from './app.module.js';
import { compressing } from './http/compressing.js';
import { guard } from './http/guarding.js';
import { canListen, unlessTaken } from './http/port.js';
import { withoutLastSlash } from './http/slashes.js';
import { utf8Only } from './http/utf8.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ShallowPipe, validation } from './http/validation.js';
import { faultIn, logTo, type Level, type Log, type Out } from './observing/log-lines.js';
import { nestLogger } from './observing/nest-logger.js';
import { serveAssets } from './web/web-app.js';

export { PortTaken } from './http/port.js';

export type ServerOptions = {
  readonly dir: string;
  /** The connection string of a server for the log; without one it is a file in the folder. */
  readonly eventStore?: string | null;
  readonly clock?: Clock;
  /** 0 takes any that is free. */
  readonly port?: number;
  /** A name of this computer: whether it is one, settings.ts has looked. */
  readonly host?: string;
  /** Where it says what it does, and how much; without it, errors alone on the error output. */
  readonly logging?: { readonly out: Out; readonly least: Level };
  readonly onProgress?: (done: number, of: number) => void;
  /** Keeps the registers, and records, in threads of their own; without it they share the one that answers. */
  readonly inThreads?: boolean;
  /** Shown once, when a log begins. */
  readonly onRecoveryKey?: (words: string) => void;
};
export type Server = {
  readonly app: NestFastifyApplication;
  readonly address: string;
  readonly log: Log;
  /** Takes nothing more, settles what it has taken, ends the feeds, signs a last checkpoint. */
  readonly close: () => Promise<void>;
};

const largestBody = 256 * 1024;
/** In which commands that were taken are to be answered when the server is stopped. */
const toSettleMs = 600;

/** Opens the book and answers. Where the port is taken none is begun. @throws PortTaken, StoreUnavailable, ConnectionStringWrong */
export const createServer = async ({
  port = 3000,
  host = 'localhost',
  logging: { out, least } = { out: process.stderr, least: 'error' },
  ...book
}: ServerOptions): Promise<Server> => {
  const at = { port, host };
  await canListen(at);
  const log = logTo(out, least);
  const observed = observing(log);
  const adapter = new FastifyAdapter({ forceCloseConnections: true, bodyLimit: largestBody, genReqId: () => randomUUID() });
  observed.inHand.watch(adapter.getInstance());
  guard(adapter.getInstance());
  withoutLastSlash(adapter.getInstance());
  utf8Only(adapter.getInstance());
  await compressing(adapter.getInstance());
  await serveAssets(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot({ ...book, answersMeanwhile: true }, observed), adapter, {
    logger: nestLogger(log),
    abortOnError: false,
  });
  app.useGlobalPipes(new ShallowPipe(), validation);
  app.useGlobalFilters(new ProblemFilter(log));
  app.get(ApiDocument).from(() => openApiDocument(app));
  try {
    await app.init();
    // Not app.listen: it would log what is told in a sentence where the port is taken.
    await unlessTaken(at, () => adapter.getInstance().listen(at));
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port: taken } = adapter.getHttpServer().address() as { port: number };
  log.say('info', 'started', { port: taken });
  const close = async () => {
    log.say('info', 'stopping');
    await observed.inHand.settle(toSettleMs);
    await app.close();
    log.say('info', 'stopped');
    log.flush();
  };
  return { app, address: `http://localhost:${taken}`, log, close };
};

/** What is printed at the start. @param begun the folder in which a book was begun, null where there was one */
export const whereItIs = (address: string, begun: string | null): string =>
  [`Minutebook is at ${address}`, ...(begun === null ? [] : [`A new minute book was begun in ${begun}.`])].join('\n');

/** An error that nobody has caught is said without its message, and ends the program. Returns how not to be told any more. */
export const endOnFault = ({ log }: Pick<Server, 'log'>): (() => void) => {
  const end = (error: unknown) => {
    log.say('error', 'fault', faultIn(error));
    log.flush();
    process.exit(1);
  };
  process.on('uncaughtException', end);
  return () => process.off('uncaughtException', end);
};
