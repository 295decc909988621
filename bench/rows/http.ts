import { setTimeout as wait } from 'node:timers/promises';
import { copyOf } from '../book.js';
import { child, told, type Child } from '../child.js';
import type { Figure } from '../figure.js';
import type { Load, Loaded, Target } from '../loads/commands.js';
import { votesIn } from '../meetings.js';
import type { Row } from '../row.js';
import { alternating } from '../rounds.js';
import { served, type At } from '../served.js';
import type { Size } from '../size.js';
import { groupCommit } from './appends.js';

const slowly = new URL('../servers/slow-commits.ts', import.meta.url).href;

type Lasting = Pick<Size, 'connections' | 'seconds'> & { readonly least?: number };
/** One round of votes. What the server has put off meanwhile is waited for: the next round is not to bear it. */
const voting = async ({ said, ask }: Child<At>, targets: readonly Target[], lasting: Lasting): Promise<Loaded> => {
  const { connections, seconds, least = 0 } = lasting;
  const load: Load = { address: said.address, connections, seconds, least, targets };
  const loaded = await told<Loaded>('loads/commands.ts', load);
  if (loaded.refused > 0) throw new Error(`${loaded.refused} commands were refused`);
  await ask('settle');
  return loaded;
};

/** A meeting is read and folded when it is written to for the first time, and the engine compiles for some sixty thousand requests: both were before the first round. */
const warming = ({ connections, seconds, meetings }: Size): Lasting => ({ connections, seconds, least: 60 * meetings });

const overHttp: Row['measure'] = async ({ size, place }) => {
  const book = await copyOf(place, size.meetings * size.entriesEach);
  const targets = await votesIn(book, size.meetings);
  const [product, without, bare] = await Promise.all([
    served({ dir: book.dir, store: true }),
    served({ dir: place.folder(), store: false }),
    child<At>('servers/bare.ts', { what: 'http' }),
  ]);
  for (const one of [product, without, bare]) await voting(one, targets, warming(size));
  const rounds = await alternating(
    size.rounds,
    async () => ({
      without: await voting(without, targets, size),
      bare: (await voting(bare, targets, size)).perSecond,
      group: await groupCommit(place, size),
    }),
    () => voting(product, targets, size),
  );
  for (const one of [product, without, bare]) await one.stop();
  const path = `HTTP command, ${size.connections} connections over ${size.meetings} meetings of ${size.entriesEach} entries`;
  const ours = rounds.map((round) => round.ours);
  const against = 'the same server without a store';
  const figures: readonly Figure[] = [
    {
      path,
      against,
      must: { least: 0.8 },
      unit: 'commands/s',
      ours: ours.map(({ perSecond }) => perSecond),
      limit: rounds.map(({ limit }) => limit.without.perSecond),
    },
    {
      path: 'its slowest answer of a hundred (p99)',
      against,
      must: { most: 2 },
      unit: 'ms',
      ours: ours.map(({ p99 }) => p99),
      limit: rounds.map(({ limit }) => limit.without.p99),
    },
    {
      path: 'as a share of the lower limit',
      against: 'the lower of bare node:http and group commit',
      must: { least: 0.33 },
      unit: 'commands/s',
      ours: ours.map(({ perSecond }) => perSecond),
      limit: rounds.map(({ limit }) => Math.min(limit.bare, limit.group)),
    },
  ];
  return figures;
};

const reconnecting: Row['measure'] = async ({ size, place }) => {
  const book = await copyOf(place, size.meetings * size.entriesEach);
  const targets = await votesIn(book, size.meetings);
  const server = await served({ dir: book.dir, store: true }, ['--import', slowly], { MINUTEBOOK_BENCH_COMMIT_MS: '8' });
  await voting(server, targets, warming(size));
  const rounds = await alternating(
    size.rounds,
    () => voting(server, targets, size),
    async () => {
      const given = { address: server.said.address, clients: size.reconnecting, streams: book.meetings };
      const clients = await child<string>('loads/reconnecting.ts', given);
      await wait(Math.min(1_000, size.seconds * 1_000));
      const loaded = await voting(server, targets, size);
      const { answered } = (await clients.ask('stop')) as { readonly answered: number };
      if (answered === 0) throw new Error('no client was answered');
      await clients.stop();
      return loaded;
    },
  );
  await server.stop();
  return [
    {
      path: `the same with commits slowed to 8 ms and ${size.reconnecting} clients reconnecting each second`,
      against: 'without those clients',
      must: { least: 0.5 },
      unit: 'commands/s',
      ours: rounds.map((round) => round.ours.perSecond),
      limit: rounds.map((round) => round.limit.perSecond),
    },
  ];
};

export const httpRows: readonly Row[] = [
  { name: 'http', measure: overHttp },
  { name: 'http-slow', measure: reconnecting },
];
