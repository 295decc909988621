import { resolve } from 'node:path';
import { StoreUnavailable } from '#event-store/port.js';
import { shownOn } from '#shell/ledger/first-keys.js';
import { begins } from '#shell/open-store.js';
import { SettingWrong, settingsFrom } from '#shell/settings.js';
import { createServer, endOnFault, PortTaken, whereItIs, type Server } from './server.js';

/** It takes less than one; a disk that hangs must not keep it for ever. */
const secondsToClose = 5;

/** Serves until it is told to stop. What the operator can mend is said in a sentence. */
export const run = async (env: NodeJS.ProcessEnv): Promise<void> => {
  try {
    const { log: least, ...settings } = settingsFrom(env);
    const isNew = begins(settings.dir, settings.eventStore);
    const server = await createServer({
      ...settings,
      ...shownOn(process.stderr),
      inThreads: true,
      logging: { out: process.stderr, least },
    });
    endOnFault(server);
    stopOn(['SIGINT', 'SIGTERM'], server);
    process.stdout.write(`${whereItIs(server.address, isNew ? resolve(settings.dir) : null)}\n`);
  } catch (error) {
    process.stderr.write(`${isMendable(error) ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
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
