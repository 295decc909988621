import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { WriterThread } from '#event-store/sqlite/writer-thread.js';
import { Ledger } from '#shell/ledger/ledger.js';
import { bytesOf, madeEntry, type Made } from '../entries.js';
import type { Figure } from '../figure.js';
import { rawAppend } from '../limits/raw-append.js';
import type { Place } from '../place.js';
import type { Row } from '../row.js';
import { alternating, rateOf } from '../rounds.js';
import type { Size } from '../size.js';
import { slowedTo } from '../slowed.js';

const slowWriter = new URL('../servers/slow-writer.ts', import.meta.url);
const against = 'raw file append + fdatasync, one at a time';
const streamOf = (n: number) => `meeting-${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** Appends entries of one stream each after the other, durable one by one. */
const oneByOne =
  (slowMs: number | null): Row['measure'] =>
  async ({ size, place }) => {
    const dir = place.folder();
    if (slowMs !== null) process.env['MINUTEBOOK_BENCH_COMMIT_MS'] = String(slowMs);
    const store = await SqliteStore.open(dir, slowMs === null ? {} : { writer: (...given) => new WriterThread(...given, slowWriter) });
    const file = openSync(join(dir, 'raw'), 'a');
    const count = slowMs === null ? size.appends : size.slowAppends;
    const made = (round: number) => Array.from({ length: count }, (_, n) => madeEntry(streamOf(round), n));
    const ours = (entries: readonly Made[], round: number) =>
      rateOf(count, async () => {
        for (const [n, { bytes, texts }] of entries.entries()) await store.append(streamOf(round), n - 1, [bytes], texts);
      });
    const raw = (entries: readonly Made[]) => {
      const bytes = entries.map(bytesOf);
      return rateOf(count, () => bytes.forEach((one) => slowedTo(slowMs ?? 0, () => rawAppend(file, one))));
    };
    // The first append of all starts the thread, and the first round warms both up.
    await ours(made(1_000_000), 1_000_000);
    await raw(made(0));
    const rounds = await alternating(
      size.rounds,
      (round) => raw(made(round)),
      (round) => ours(made(round), round),
    );
    await store.close();
    closeSync(file);
    const figure: Figure = {
      path: slowMs === null ? 'one durable append at a time, through the worker' : `the same with commits slowed to ${slowMs} ms`,
      against: slowMs === null ? against : `the same, slowed to ${slowMs} ms`,
      must: { least: slowMs === null ? 0.45 : 0.85 },
      unit: 'appends/s',
      ours: rounds.map((round) => round.ours),
      limit: rounds.map((round) => round.limit),
    };
    return [figure];
  };

const atOnce = 50;

/** Appends of many writers at once, durable, and in the tree of the ledger: how many a second. */
const writersOf = async (dir: string) => {
  const store = await SqliteStore.open(dir);
  const ledger = await Ledger.open(dir, store);
  const stopping = new AbortController();
  const running = ledger.run(stopping.signal);
  return {
    append: (plan: Plan) =>
      rateOf(atOnce * plan[0]!.entries.length, async () => {
        await Promise.all(
          plan.map(async ({ stream, entries }) => {
            for (const [n, { bytes, texts }] of entries.entries()) await store.append(stream, n - 1, [bytes], texts);
          }),
        );
        await ledger.reached(await store.head());
      }),
    close: async () => {
      stopping.abort();
      await running;
      await ledger.close();
      await store.close();
    },
  };
};

type Plan = readonly { readonly stream: string; readonly entries: readonly Made[] }[];
const planned = (round: number, each: number): Plan =>
  Array.from({ length: atOnce }, (_, writer) => {
    const stream = streamOf(round * atOnce + writer);
    return { stream, entries: Array.from({ length: each }, (_one, n) => madeEntry(stream, n)) };
  });
const eachOf = ({ appends }: Size) => Math.ceil((appends * 5) / atOnce);

/** Of one round on a log of its own: a limit of whatever is recorded. */
export const groupCommit = async (place: Place, size: Size): Promise<number> => {
  const writers = await writersOf(place.folder());
  await writers.append(planned(0, Math.ceil(eachOf(size) / 4)));
  const rate = await writers.append(planned(1, eachOf(size)));
  await writers.close();
  return rate;
};

const together: Row['measure'] = async ({ size, place }) => {
  const dir = place.folder();
  const writers = await writersOf(dir);
  const file = openSync(join(dir, 'raw'), 'a');
  const raw = (plan: Plan) => {
    const bytes = plan.flatMap(({ entries }) => entries.map(bytesOf)).slice(0, size.appends);
    return rateOf(bytes.length, () => bytes.forEach((one) => rawAppend(file, one)));
  };
  const each = eachOf(size);
  await writers.append(planned(size.rounds, each));
  await raw(planned(0, each));
  const rounds = await alternating(
    size.rounds,
    (round) => raw(planned(round, each)),
    (round) => writers.append(planned(round, each)),
  );
  await writers.close();
  closeSync(file);
  return [
    {
      path: `${atOnce} concurrent appends with group commit and ledger`,
      against,
      must: { least: 3 },
      unit: 'appends/s',
      ours: rounds.map((round) => round.ours),
      limit: rounds.map((round) => round.limit),
    },
  ];
};

export const appendRows: readonly Row[] = [
  { name: 'append', measure: oneByOne(null) },
  { name: 'append-slow', measure: oneByOne(2) },
  { name: 'group', measure: together },
];
