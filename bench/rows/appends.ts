import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { WriterThread } from '#event-store/sqlite/writer-thread.js';
import { Ledger } from '#shell/ledger/ledger.js';
import { bytesOf, madeEntry } from '../entries.js';
import type { Figure } from '../figure.js';
import { rawAppend } from '../limits/raw-append.js';
import type { Place } from '../place.js';
import type { Row } from '../row.js';
import { inSlices, rateOf, type Round } from '../rounds.js';
import type { Size } from '../size.js';
import { slowedTo } from '../slowed.js';

const slowWriter = new URL('../servers/slow-writer.ts', import.meta.url);
const against = 'raw file append + fdatasync, one at a time';
const streamOf = (n: number) => `meeting-${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** An entry and its place. */
const one = (stream: string, n: number) => ({ stream, n, ...madeEntry(stream, n) });
type One = ReturnType<typeof one>;

/** Appends entries of one stream each after the other, durable one by one. */
const oneByOne =
  (slowMs: number | null): Row['measure'] =>
  async ({ size, place }) => {
    const dir = place.folder();
    if (slowMs !== null) process.env['MINUTEBOOK_BENCH_COMMIT_MS'] = String(slowMs);
    const store = await SqliteStore.open(dir, slowMs === null ? {} : { writer: (...given) => new WriterThread(...given, slowWriter) });
    const file = openSync(join(dir, 'raw'), 'a');
    const count = slowMs === null ? size.appends : size.slowAppends;
    const made = (round: number) => Array.from({ length: count }, (_, n) => one(streamOf(round), n));
    const ours = async (entries: readonly One[]) => {
      for (const { n, stream, bytes, texts, envelope } of entries) await store.append(stream, n - 1, [bytes], texts, [envelope]);
    };
    const raw = (entries: readonly One[]) => entries.forEach((made) => slowedTo(slowMs ?? 0, () => rawAppend(file, bytesOf(made))));
    // The first append of all starts the thread, and the first round warms both up.
    await inSlices(0, made(size.rounds), raw, ours);
    const rounds: Round<number, number>[] = [];
    for (let round = 0; round < size.rounds; round++) rounds.push(await inSlices(round, made(round), raw, ours));
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
    append: (turns: readonly Turn[]) =>
      rateOf(atOnce * turns.length, async () => {
        const one = async (writer: number) => {
          for (const turn of turns) {
            const { stream, n, bytes, texts, envelope } = turn[writer]!;
            await store.append(stream, n - 1, [bytes], texts, [envelope]);
          }
        };
        await Promise.all(Array.from({ length: atOnce }, (_, writer) => one(writer)));
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

/** What each writer appends next. */
type Turn = readonly One[];
const turnsOf = (round: number, { appends }: Size): readonly Turn[] =>
  Array.from({ length: Math.ceil(appends / atOnce) }, (_, n) =>
    Array.from({ length: atOnce }, (_one, writer) => one(streamOf(round * atOnce + writer), n)),
  );

/** Of one round on a log of its own: a limit of whatever is recorded. */
export const groupCommit = async (place: Place, size: Size): Promise<number> => {
  const writers = await writersOf(place.folder());
  await writers.append(turnsOf(0, size));
  const rate = await writers.append(turnsOf(1, size));
  await writers.close();
  return rate;
};

const together: Row['measure'] = async ({ size, place }) => {
  const dir = place.folder();
  const writers = await writersOf(dir);
  const file = openSync(join(dir, 'raw'), 'a');
  const raw = (turns: readonly Turn[]) => turns.flat().forEach((made) => rawAppend(file, bytesOf(made)));
  await inSlices(0, turnsOf(size.rounds, size), raw, writers.append);
  const rounds: Round<number, number>[] = [];
  for (let round = 0; round < size.rounds; round++) rounds.push(await inSlices(round, turnsOf(round, size), raw, writers.append));
  await writers.close();
  closeSync(file);
  return [
    {
      path: `${atOnce} concurrent appends with group commit and ledger`,
      against,
      must: { least: 3 },
      unit: 'appends/s',
      ours: rounds.map((round) => round.ours * atOnce),
      limit: rounds.map((round) => round.limit * atOnce),
    },
  ];
};

export const appendRows: readonly Row[] = [
  { name: 'append', measure: oneByOne(null) },
  { name: 'append-slow', measure: oneByOne(2) },
  { name: 'group', measure: together },
];
