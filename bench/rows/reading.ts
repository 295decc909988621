import { bookOf } from '../book.js';
import { told } from '../child.js';
import type { Rebuilt } from '../loads/rebuilding.js';
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

const rebuild: Row['measure'] = async ({ size, place }) => {
  const built = async (events: number) => {
    const { dir } = await bookOf(place, events, 'log');
    // With the room that the command line gives it.
    const flags = ['--expose-gc', '--max-semi-space-size=8', '--heap-growing-percent=100'];
    return told<Rebuilt>('loads/rebuilding.ts', { dir, into: place.folder() }, flags);
  };
  const { dir } = await bookOf(place, size.bigBook, 'log');
  await scanned(dir);
  const rounds = await alternating(
    size.longRounds,
    async () => ({ rate: await scanned(dir), medium: await built(size.mediumBook) }),
    () => built(size.bigBook),
  );
  const path = `rebuild of every register from ${size.bigBook} entries`;
  return [
    {
      path,
      against: limit,
      must: { least: 0.2 },
      unit: 'entries/s',
      ours: rounds.map(({ ours }) => ours.perSecond),
      limit: rounds.map((round) => round.limit.rate),
    },
    {
      path: `${path}: memory (RSS)`,
      against: null,
      must: { most: 300 },
      unit: 'MB',
      ours: rounds.map(({ ours }) => ours.rss / 1e6),
      limit: null,
    },
    {
      path: `${path}: live heap`,
      against: `the same from ${size.mediumBook} entries`,
      must: { most: 1.1 },
      unit: 'MB',
      ours: rounds.map(({ ours }) => ours.heap / 1e6),
      limit: rounds.map((round) => round.limit.medium.heap / 1e6),
    },
  ];
};

export const readingRows: readonly Row[] = [
  { name: 'read', measure: inOrder },
  { name: 'rebuild', measure: rebuild },
];
