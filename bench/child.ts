import { fork } from 'node:child_process';
import { once } from 'node:events';

export type Child<T> = {
  readonly said: T;
  /** Asks for something, and waits for the answer. */
  readonly ask: (what: string) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

/** Starts a file of this folder as a process of its own, and waits for the first thing that it says. */
export const child = async <T>(file: string, given: object, flags: readonly string[] = [], env: object = {}): Promise<Child<T>> => {
  const started = fork(new URL(file, import.meta.url), {
    stdio: ['ignore', 2, 2, 'ipc'],
    execArgv: [...process.execArgv, ...flags],
    env: { ...process.env, ...env },
  });
  started.send(given);
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${file} ended with ${code}`));
      started.once('exit', ended);
      started.once('message', (message) => {
        started.off('exit', ended);
        resolve(message);
      });
    });
  return {
    said: (await next()) as T,
    ask: (what) => {
      const answer = next();
      started.send(what);
      return answer;
    },
    stop: async () => {
      if (started.exitCode !== null || started.signalCode !== null) return;
      const ended = once(started, 'exit');
      if (started.connected) started.disconnect();
      await ended;
    },
  };
};

/** The one thing that a process says before it ends. */
export const told = async <T>(file: string, given: object, flags: readonly string[] = []): Promise<T> => {
  const { said, stop } = await child<T>(file, given, flags);
  await stop();
  return said;
};
