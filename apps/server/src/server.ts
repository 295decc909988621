import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '#shell/clock.js';
import { ApiDocument } from './api/api-document.js';
import { openApiDocument } from './api/openapi.js';
import { AppModule } from './app.module.js';
import { compressing } from './http/compressing.js';
import { guard } from './http/guarding.js';
import { utf8Only } from './http/utf8.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ShallowPipe, validation } from './http/validation.js';
import { serveAssets } from './web/web-app.js';

export type ServerOptions = {
  readonly dir: string;
  /** The connection string of a server for the log; without one it is a file in the folder. */
  readonly eventStore?: string | null;
  readonly clock?: Clock;
  /** 0 takes any that is free. */
  readonly port?: number;
  /** A name of this computer: whether it is one, settings.ts has looked. */
  readonly host?: string;
  readonly onProgress?: (done: number, of: number) => void;
  /** Shown once, when a log begins. */
  readonly onRecoveryKey?: (words: string) => void;
};
export type Server = { readonly app: NestFastifyApplication; readonly address: string; readonly close: () => Promise<void> };

const largestBody = 256 * 1024;

/** Opens the book and answers. @throws PortTaken, StoreUnavailable, ConnectionStringWrong */
export const createServer = async ({ port = 3000, host = 'localhost', ...book }: ServerOptions): Promise<Server> => {
  const adapter = new FastifyAdapter({ forceCloseConnections: true, bodyLimit: largestBody });
  guard(adapter.getInstance());
  utf8Only(adapter.getInstance());
  await compressing(adapter.getInstance());
  await serveAssets(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(book), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.useGlobalPipes(new ShallowPipe(), validation);
  app.useGlobalFilters(new ProblemFilter());
  app.get(ApiDocument).from(() => openApiDocument(app));
  try {
    await app.init();
    // Not app.listen: it would log what is told in a sentence where the port is taken.
    await adapter.getInstance().listen({ port, host });
  } catch (error) {
    await app.close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTaken(port) : error;
  }
  const { port: taken } = adapter.getHttpServer().address() as { port: number };
  return { app, address: `http://localhost:${taken}`, close: () => app.close() };
};

export class PortTaken extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is taken by another program. Stop that one, or choose another port: MINUTEBOOK_PORT=${port + 1}.`);
    this.name = 'PortTaken';
  }
}
