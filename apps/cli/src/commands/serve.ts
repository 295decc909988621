import { once } from 'node:events';
import { shownOn } from '#shell/ledger/first-keys.js';
import { begins } from '#shell/open-store.js';
import { isPort, settingsFrom, type Settings } from '#shell/settings.js';
import { noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { badNews, wrongUsage } from '../failure.js';
import { progressOn } from '../progress.js';
import { bookAt } from '../settings.js';

const withPort = (given: string | null, settings: Settings): Settings => {
  if (given === null) return settings;
  if (!isPort(given)) throw wrongUsage(`--port is not ${given}.`, 'Write a number from 0 to 65535, such as 3000.');
  return { ...settings, port: Number(given) };
};

export const serve: Command = {
  name: 'serve',
  takes: '[--port PORT]',
  doc: 'Serve the pages and the API on this computer, until Ctrl-C.',
  options: { port: { value: 'PORT', doc: 'the port to listen on (else MINUTEBOOK_PORT, else 3000); 0 takes any that is free' } },
  run: async (args, io) => {
    noMoreThan(args, 0, serve);
    const { port, host, log: least } = withPort(args.value('port'), settingsFrom(io.env));
    // Loaded when it is wanted: the other commands start sooner without the web framework.
    const { createServer, endOnFault, PortTaken, whereItIs } = await import('../../../server/src/server.js');
    const progress = progressOn(io.stderr, 'Bringing the registers up to date');
    const logging = { out: io.stderr, least };
    const book = bookAt(args, io);
    const isNew = begins(book.dir, book.eventStore);
    const given = { ...book, port, host, logging, inThreads: true, onProgress: progress.show, ...shownOn(io.stderr) };
    const server = await createServer(given)
      .catch((error: unknown) => {
        throw error instanceof PortTaken ? badNews(error.message) : error;
      })
      .finally(progress.end);
    io.stdout.write(`${whereItIs(server.address, isNew ? book.dir : null)}\n`);
    const caught = endOnFault(server);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await server.close();
    caught();
    return 0;
  },
};
