import { run } from '../../apps/cli/src/run.js';
import type { Io } from '../../apps/cli/src/io.js';

export type Said = { readonly exit: number; readonly out: string; readonly err: string };

/** The command line on one folder, run within this process. */
export const commandLine = (
  data: string,
  { env = {}, terminal = false, signal }: { env?: Io['env']; terminal?: boolean; signal?: AbortSignal } = {},
) => {
  const say = async (...argv: readonly string[]): Promise<Said> => {
    const out: string[] = [];
    const err: string[] = [];
    const to = (lines: string[]) => ({ write: (words: string) => lines.push(words), ...(terminal && { isTTY: true, columns: 100 }) });
    const exit = await run(argv, {
      stdout: to(out),
      stderr: to(err),
      cwd: process.cwd(),
      env: { MINUTEBOOK_DATA: data, ...env },
      ...(signal && { signal }),
    });
    return { exit, out: out.join(''), err: err.join('') };
  };
  /** What a command answers as JSON. */
  const ask = async (...argv: readonly string[]): Promise<any> => JSON.parse((await say(...argv, '--format', 'json')).out);
  return { say, ask };
};
