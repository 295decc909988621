import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, it } from '@jest/globals';

export const nightly = process.env['MINUTEBOOK_NIGHTLY'] !== undefined;
export const many = (gate: number, atNight: number): number => (nightly ? atNight : gate);
/** In milliseconds. A suite is to be done within a minute in the gate; the machine may be busy with others. */
export const patience = many(180_000, 6 * 3_600_000);

/** Says at the end of a file how many of what were run, and for how long. */
export const countedSuite = (name: string): ((what: string, count: number) => void) => {
  const counts: string[] = [];
  let begun = 0;
  beforeAll(() => {
    begun = performance.now();
    if (!existsSync('dist/libs/shell/src/write-path.js')) throw new Error('Nothing is built that could be run: npm run build');
  });
  afterAll(() => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`${name}: ${counts.join(', ') || 'nothing run'}, in ${seconds} s\n`);
  });
  return (what, count) => counts.push(`${count} ${what}`);
};

export const canTrace = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
/** Where processes may not be traced, what needs it is skipped, and counted as skipped. */
export const itTraced: typeof it = canTrace ? it : (it.skip as typeof it);
if (!canTrace) process.stdout.write('strace is missing or not permitted here: what needs it is skipped\n');

/** The same numbers for the same seed, from 0 up to below 1. */
export const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};
export const newSeed = (): number => (nightly ? Math.floor(Math.random() * 2 ** 31) : 20_100_120);
