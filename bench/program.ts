import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Figure, NotMeasured } from './figure.js';

/** The command line, as it was built. */
export const minutebook = fileURLToPath(new URL('../dist/apps/cli/src/main.js', import.meta.url));

export type Ran = { readonly seconds: number; /** At most, in bytes; null where this system does not say. */ readonly rss: number | null };

/** Runs a program to its end, and looks meanwhile how much memory it has had at most. @throws Error where it fails */
export const ran = async (program: string, args: readonly string[]): Promise<Ran> => {
  const begun = performance.now();
  const started = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  started.stdout.on('data', (words: Buffer) => (said += words.toString()));
  let rss: number | null = null;
  const looking = setInterval(() => (rss = highest(started.pid!) ?? rss), 20);
  const [code] = (await once(started, 'exit')) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${said.slice(0, 500)}`);
  return { seconds: (performance.now() - begun) / 1_000, rss };
};

/** @param most megabytes */
export const memoryOf = (path: string, most: number, runs: readonly Pick<Ran, 'rss'>[]): Figure | NotMeasured => {
  const memory = { path: `${path}: memory (RSS)`, against: null, must: { most } };
  const taken = runs.map(({ rss }) => rss);
  if (!taken.every((one) => one !== null)) return { ...memory, because: 'this system does not say how much a program has had' };
  return { ...memory, unit: 'MB', ours: taken.map((one) => one / 1e6), limit: null };
};

const highest = (pid: number): number | null => {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
};
