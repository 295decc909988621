import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { flagsFor } from '../../tools/node-flags.mjs';
import { bookOf, copyOf } from '../book.js';
import { told } from '../child.js';
import type { Load, Loaded } from '../loads/commands.js';
import { votesIn } from '../meetings.js';
import type { Row } from '../row.js';
import { alternating } from '../rounds.js';
import { served } from '../served.js';

/** One command after the other over HTTP, in ms each: on a book that has grown large, and on a small one. */
const costOfACommand: Row['measure'] = async ({ size, place }) => {
  const serving = async (events: number) => {
    const book = await copyOf(place, events);
    const targets = await votesIn(book, 5);
    const server = await served({ dir: book.dir, store: true });
    const one = async () => {
      const load: Load = { address: server.said.address, connections: 1, seconds: size.seconds, targets };
      const { perSecond, refused } = await told<Loaded>('loads/commands.ts', load);
      if (refused > 0) throw new Error(`${refused} commands were refused`);
      await server.ask('settle');
      return 1_000 / perSecond;
    };
    await one();
    return { one, stop: server.stop };
  };
  const [small, big] = [await serving(size.smallBook), await serving(size.bigBook)];
  const rounds = await alternating(size.rounds, small.one, big.one);
  await small.stop();
  await big.stop();
  return [
    {
      path: `cost of a command with ${size.bigBook} entries in the log`,
      against: `the same with ${size.smallBook}`,
      must: { most: 1.1 },
      unit: 'ms',
      ours: rounds.map(({ ours }) => ours),
      limit: rounds.map(({ limit }) => limit),
    },
  ];
};

const main = new URL('../../dist/apps/server/src/main.js', import.meta.url).pathname;

/** In ms, from starting the program to its first answer. */
const firstAnswer = async (dir: string): Promise<number> => {
  const begun = performance.now();
  const env = { ...process.env, MINUTEBOOK_DATA: dir, MINUTEBOOK_PORT: '0' };
  const server = spawn(process.execPath, [...flagsFor('serve'), main], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const answer = await fetch(`${line.split(' ').at(-1)}/health`);
  await answer.text();
  const took = performance.now() - begun;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  return took;
};

const start: Row['measure'] = async ({ size, place }) => {
  const big = await bookOf(place, size.bigBook);
  const empty = place.folder();
  await firstAnswer(empty);
  await firstAnswer(big.dir);
  const rounds = await alternating(
    size.rounds,
    () => firstAnswer(empty),
    () => firstAnswer(big.dir),
  );
  return [
    {
      path: `start to first answer with ${size.bigBook} entries`,
      against: 'the same server with an empty log',
      must: { most: 1.2 },
      unit: 'ms',
      ours: rounds.map(({ ours }) => ours),
      limit: rounds.map(({ limit }) => limit),
    },
  ];
};

export const grownRows: readonly Row[] = [
  { name: 'grown', measure: costOfACommand },
  { name: 'start', measure: start },
];
