import { resolve } from 'node:path';
import { StoreUnavailable } from '#event-store/port.js';
import { shownOn } from '#shell/ledger/first-keys.js';
import { begins } from '#shell/open-store.js';
import { SettingWrong, settings, settingsFrom } from '#shell/settings.js';
import { createServer, endOnFault, PortTaken, whereItIs, type Server } from './server.js';

/** It takes less than one; a disk that hangs must not keep it for ever. */
const secondsToClose = 5;

const help = [
  'Serves the minute book until Ctrl-C. It takes no arguments, and reads these settings:',
  ...Object.entries(settings).flatMap(([name, { otherwise, says }]) => [`  ${name} (${otherwise})`, `    ${says}`]),
  'All other commands are told by `minutebook help`.',
].join('\n');
const asks = new Set(['--help', '-h', 'help']);

/** Serves until it is told to stop. What the operator can mend is said in a sentence. */
export const run = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> => {
  if (args.length > 0) return answer(args);
  try {
    const { log: least, ...given } = settingsFrom(env);
    const isNew = begins(given.dir, given.eventStore);
    const server = await createServer({
      ...given,
      ...shownOn(process.stderr),
      inThreads: true,
      logging: { out: process.stderr, least },
    });
    endOnFault(server);
    stopOn(['SIGINT', 'SIGTERM'], server);
    process.stdout.write(`${whereItIs(server.address, isNew ? resolve(given.dir) : null)}\n`);
  } catch (error) {
    process.stderr.write(`${isMendable(error) ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
};

const answer = (args: readonly string[]): void => {
  if (args.every((arg) => asks.has(arg))) return void process.stdout.write(`${help}\n`);
  process.stderr.write(`The server takes no arguments, and was given ${args.join(' ')}. \`npm start -- --help\` lists its settings.\n`);
  process.exitCode = 2;
};

const isMendable = (error: unknown): error is Error =>
  [SettingWrong, PortTaken, StoreUnavailable].some((kind) => error instanceof kind) ||
  typeof (error as { remedy?: unknown }).remedy === 'string';

const stopOn = (signals: readonly NodeJS.Signals[], server: Server): void => {
  const stop = () => {
    for (const signal of signals) process.off(signal, stop);
    setTimeout(() => process.exit(1), secondsToClose * 1000).unref();
    void server.close().then(() => process.exit(0));
  };
  for (const signal of signals) process.on(signal, stop);
};
