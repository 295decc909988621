import { StoreUnavailable } from '#event-store/port.js';
import { shownOn } from '#shell/ledger/first-keys.js';
import { SettingWrong, settingsFrom } from '#shell/settings.js';
import { createServer, PortTaken, type Server } from './server.js';

const secondsToClose = 1;

/** Serves until it is told to stop. What the operator can mend is said in a sentence. */
export const run = async (env: NodeJS.ProcessEnv): Promise<void> => {
  try {
    const server = await createServer({ ...settingsFrom(env), ...shownOn(process.stderr) });
    stopOn(['SIGINT', 'SIGTERM'], server);
    process.stdout.write(`Minutebook is at ${server.address}\n`);
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
    setTimeout(() => process.exit(0), secondsToClose * 1000).unref();
    void server.close();
  };
  for (const signal of signals) process.on(signal, stop);
};
