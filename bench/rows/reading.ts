import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { flagsFor } from '../../tools/node-flags.mjs';
import { type Book, bookOf } from '../book.js';
import { told } from '../child.js';
import { memoryOf, minutebook, ran } from '../program.js';
import type { Row } from '../row.js';
import { alternating } from '../rounds.js';

const limit = 'scan + JSON.parse of the same envelopes and texts';
const scanned = (dir: string) => told<number>('loads/reading.ts', { dir, how: 'scan' });

const inOrder: Row['measure'] = async ({ size, place }) => {
  const { dir } = await bookOf(place, size.mediumBook, 'log');
  await scanned(dir);
  const rounds = await alternating(
    size.rounds,
    () => scanned(dir),
    () => told<number>('loads/reading.ts', { dir, how: 'ours' }),
  );
  return [
    {
      path: 'read the log in order, opened',
      against: limit,
      must: { least: 0.7 },
      unit: 'entries/s',
      ours: rounds.map(({ ours }) => ours),
      limit: rounds.map((round) => round.limit),
    },
  ];
};

/** From a log without registers, as `minutebook rebuild` does, from its start to its end. */
const rebuilt = async ({ dir, events }: Book) => {
  withoutRegisters(dir);
  const { seconds, rss } = await ran(process.execPath, [...flagsFor('rebuild'), minutebook, 'rebuild', '--data', dir]);
  withoutRegisters(dir);
  return { rate: events / seconds, rss };
};
const withoutRegisters = (dir: string): void => {
  for (const name of ['registers.sqlite', 'registers.sqlite-wal', 'registers.sqlite-shm']) rmSync(join(dir, name), { force: true });
};

const rebuild: Row['measure'] = async ({ size, place }) => {
  // What is alive is asked for apart: to find it out takes a tenth of the time.
  const alive = async (events: number) => {
    const { dir } = await bookOf(place, events, 'log');
    return told<number>('loads/rebuilding.ts', { dir, into: place.folder() }, ['--expose-gc', ...flagsFor('rebuild')]);
  };
  const book = await bookOf(place, size.bigBook, 'log');
  await scanned(book.dir);
  const rounds = await alternating(
    size.longRounds,
    async () => ({ rate: await scanned(book.dir), heap: await alive(size.mediumBook) }),
    async () => ({ ...(await rebuilt(book)), heap: await alive(size.bigBook) }),
  );
  const path = `rebuild of every register from ${size.bigBook} entries`;
  return [
    {
      path,
      against: limit,
      must: { least: 0.2 },
      unit: 'entries/s',
      ours: rounds.map(({ ours }) => ours.rate),
      limit: rounds.map((round) => round.limit.rate),
    },
    memoryOf(
      path,
      300,
      rounds.map(({ ours }) => ours),
    ),
    {
      path: `${path}: live heap`,
      against: `the same from ${size.mediumBook} entries`,
      must: { most: 1.1 },
      unit: 'MB',
      ours: rounds.map(({ ours }) => ours.heap / 1e6),
      limit: rounds.map((round) => round.limit.heap / 1e6),
    },
  ];
};

export const readingRows: readonly Row[] = [
  { name: 'read', measure: inOrder },
  { name: 'rebuild', measure: rebuild },
];
