import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export type ServerProcess = {
  readonly address: string;
  readonly child: ChildProcess;
  /** All that it has said, on both outputs. */
  readonly said: () => string;
  /** Sends the signal; resolves with the exit code, or the signal that ended it, and after how many milliseconds. */
  readonly end: (signal?: NodeJS.Signals) => Promise<{ readonly exit: number | NodeJS.Signals | null; readonly ms: number }>;
};

const main = resolve(import.meta.dirname, '../../dist/apps/server/src/main.js');

/** The built server, as `npm start` starts it. */
export const serverProcess = async (dir: string, env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, MINUTEBOOK_DATA: dir, MINUTEBOOK_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => void (said += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  // Closed, not only gone: all that it said has been heard.
  const gone = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const address = await Promise.race([
    new Promise<string>((found) =>
      child.stdout.on('data', () => {
        const [, at] = /Minutebook is at (\S+)/.exec(said) ?? [];
        if (at !== undefined) found(at);
      }),
    ),
    gone.then(() => Promise.reject(new Error(`The server did not start: ${said}`))),
  ]);
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const begun = performance.now();
    child.kill(signal);
    const [code, by] = await gone;
    return { exit: code ?? by, ms: performance.now() - begun };
  };
  return { address, child, said: () => said, end };
};
