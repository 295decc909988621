import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { wholeLog } from './answers.js';
import { countedSuite, itTraced, nightly, patience } from './suite.js';
import { runTraced } from './traced.js';

const newFolder = temporaryFolders();
const count = countedSuite('Disk faults');
const sampled = 60;
/** What a disk may say at a call. EROFS: the file system was made read-only under us. */
const faults = [
  ['pwrite64', 'EIO'],
  ['pwrite64', 'ENOSPC'],
  ['pwrite64', 'EROFS'],
  ['fsync', 'EIO'],
  ['ftruncate', 'EIO'],
] as const;
type Fault = { readonly call: string; readonly error: string; readonly when: number; readonly on: boolean };

const run = async (options: readonly string[]) => {
  const folder = newFolder();
  const [trace, dir, said] = ['trace', 'book', 'said'].map((name) => join(folder, name)) as [string, string, string];
  mkdirSync(dir);
  const code = await runTraced(
    trace,
    ['-e', 'trace=pwrite64,fsync,ftruncate', ...options],
    ['test/faults/meeting.child.ts', dir, said, 'failing'],
    30_000,
  );
  const words = readFileSync(said, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Said);
  return { dir, code, words, calls: readFileSync(trace, 'utf8') };
};
type Said = {
  readonly position?: number;
  readonly events?: readonly string[];
  readonly refused?: string;
  readonly stopped?: string | null;
  readonly afterMs?: number;
  readonly readable?: boolean;
  readonly closed?: boolean;
  readonly notOpened?: string;
};

/** How often each thread of a run makes a call; strace counts them for each thread by itself. */
const callsIn = (calls: string): ReadonlyMap<string, number> => {
  const ofThread = new Map<string, number>();
  for (const [, thread, call] of calls.matchAll(/^(\d+)\s+(\w+)\(/gm)) {
    const key = `${thread} ${call}`;
    ofThread.set(key, (ofThread.get(key) ?? 0) + 1);
  }
  const most = new Map<string, number>();
  for (const [key, times] of ofThread) {
    const call = key.split(' ')[1]!;
    most.set(call, Math.max(most.get(call) ?? 0, times));
  }
  return most;
};

const wrongAfter = async (fault: Fault): Promise<{ readonly met: boolean; readonly wrong: readonly string[] }> => {
  const when = `${fault.when}${fault.on ? '+' : ''}`;
  const { dir, words, calls, code } = await run(['-e', `inject=${fault.call}:error=${fault.error}:when=${when}`]);
  const met = calls.includes('(INJECTED)');
  const wrong: string[] = [];
  const stopped = words.find((one) => 'stopped' in one);
  const opened = !words.some(({ notOpened }) => notOpened);
  if (code !== 0) wrong.push(`ended by ${String(code)}`);
  if (met && opened && !stopped?.stopped) wrong.push('goes on writing');
  if (opened && !words.at(-1)?.closed) wrong.push('never closed');
  if (stopped && stopped.afterMs! > 1_000) wrong.push(`says so only after ${stopped.afterMs} ms`);
  if (stopped && !words.some(({ readable }) => readable)) wrong.push('cannot be read any more');
  const firstRefusal = words.findIndex(({ refused }) => refused !== undefined);
  if (stopped && words.slice(words.indexOf(stopped)).some(({ position }) => position !== undefined))
    wrong.push('records after it has stopped');
  const store = await SqliteStore.open(dir);
  const log = await wholeLog(store);
  await store.close();
  for (const { position, events = [] } of words)
    if (position !== undefined && !events.every((id, n) => log[position - events.length + 1 + n]?.envelope.id === id))
      wrong.push(`false acknowledgement at ${position}`);
  if (!met && !opened) wrong.push('was not opened');
  if (!met && firstRefusal >= 0) wrong.push(`refuses without a fault: ${words[firstRefusal]!.refused}`);
  return { met, wrong };
};

describe('a disk that fails at a write or a sync', () => {
  itTraced(
    'is never taken for one that has written, and the log is read-only within a second',
    async () => {
      const reference = await run([]);
      expect(reference.words.some(({ refused, stopped }) => refused ?? stopped)).toBe(false);
      const times = callsIn(reference.calls);
      const all = faults.flatMap(([call, error], kind) =>
        Array.from({ length: times.get(call) ?? 0 }, (_, n): Fault => ({ call, error, when: n + 1, on: (n + kind) % 2 === 0 })),
      );
      expect(all.length).toBeGreaterThan(sampled);
      const each = nightly
        ? all
        : faults
            .flatMap(([call, error]) =>
              spread(
                all.filter((one) => one.call === call && one.error === error),
                sampled / faults.length,
              ),
            )
            .concat(spread(all, sampled))
            .slice(0, sampled);
      let met = 0;
      const failed: string[] = [];
      const left = [...each];
      const worker = async () => {
        for (let fault = left.shift(); fault; fault = left.shift()) {
          const found = await wrongAfter(fault);
          if (found.met) met++;
          if (found.wrong.length > 0)
            failed.push(`${fault.call} ${fault.error} at ${fault.when}${fault.on ? ' and after' : ''}: ${found.wrong.join('; ')}`);
        }
      };
      await Promise.all([worker(), worker()]);
      expect(failed).toEqual([]);
      // Threads share the work a little differently each time: the last calls of a run may not come.
      expect(met).toBeGreaterThanOrEqual(each.length * 0.9);
      count(`faults of ${all.length} calls, ${met} of them met`, each.length);
    },
    patience,
  );
});

/** Some of them, from the first to the last. */
const spread = <T>(all: readonly T[], some: number): readonly T[] =>
  all.length <= some ? all : Array.from({ length: some }, (_, n) => all[Math.floor((n * (all.length - 1)) / (some - 1))]!);
