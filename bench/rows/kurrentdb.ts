import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { oneCallEach } from '#event-store/kurrentdb/connection.js';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import { madeEntry, type Made } from '../entries.js';
import { bareAppend, bareCatchUp } from '../limits/bare-client.js';
import type { Row } from '../row.js';
import { inSlices, type Round } from '../rounds.js';
import type { Size } from '../size.js';

const must = { least: 0.8 };
const appends = {
  path: 'appends with their words through the kurrentdb adapter, 50 writers',
  against: 'the bare client, the same appends',
  must,
};
const reads = { path: 'catch-up reads through the kurrentdb adapter', against: 'the bare client, the same reads', must };

type Plan = readonly { readonly stream: string; readonly entries: readonly Made[] }[];
const planned = ({ connections, onServer }: Size): Plan =>
  Array.from({ length: connections }, () => {
    const stream = `meeting-${randomUUID()}`;
    return { stream, entries: Array.from({ length: onServer.each }, (_, n) => madeEntry(stream, n)) };
  });

/** Rounds of the same work in turns: what else the server or the machine does changes within a second. `of` are counted in each turn. */
const inTurn = async <T>(
  rounds: number,
  turns: () => readonly T[],
  of: number,
  limit: (some: readonly T[]) => Promise<void>,
  ours: (some: readonly T[]) => Promise<void>,
): Promise<readonly Round<number, number>[]> => {
  const done: Round<number, number>[] = [];
  for (let round = 0; round < rounds; round++) {
    const perSecond = await inSlices(round, turns(), limit, ours);
    done.push({ limit: perSecond.limit * of, ours: perSecond.ours * of });
  }
  return done;
};

const adapter: Row['measure'] = async ({ size }) => {
  const url = process.env['MINUTEBOOK_KURRENTDB_URL'];
  const because = 'no server (MINUTEBOOK_KURRENTDB_URL names none)';
  if (!url)
    return [
      { ...appends, because },
      { ...reads, because },
    ];
  const store = await KurrentStore.open({ url, name: `minutebook-bench-${randomUUID()}` });
  const client = oneCallEach(EventStoreDBClient.connectionString(url));
  const by = (append: (stream: string, n: number, made: Made) => Promise<unknown>) => async (plans: readonly Plan[]) => {
    const one = async ({ stream, entries }: Plan[number]) => {
      for (const [n, made] of entries.entries()) await append(stream, n, made);
    };
    for (const plan of plans) await Promise.all(plan.map(one));
  };
  const written = await inTurn(
    size.rounds,
    () => Array.from({ length: size.onServer.turns }, () => planned(size)),
    size.connections * size.onServer.each,
    by((stream, n, { bytes, texts }) => bareAppend(client, `bare-${stream}`, n, bytes, texts)),
    by((stream, n, { bytes, texts }) => store.append(stream, n - 1, [bytes], texts)),
  );
  while ((await store.head()) < size.onServer.log) {
    const stream = `meeting-${randomUUID()}`;
    const entries = Array.from({ length: 200 }, (_, n) => madeEntry(stream, n).bytes);
    await store.append(stream, -1, entries, []);
  }
  const count = (await store.head()) + 1;
  const follow = async () => {
    const stop = new AbortController();
    for await (const { position } of store.all(-1, { signal: stop.signal })) if (position === count - 1) break;
    stop.abort();
  };
  const often = (catchUp: () => Promise<void>) => async (times: readonly number[]) => {
    for (const _ of times) await catchUp();
  };
  const read = await inTurn(
    size.rounds,
    () => Array.from({ length: size.onServer.catchUps }, (_, n) => n),
    count,
    often(() => bareCatchUp(client, `mb.${store.logId}.`, count)),
    often(follow),
  );
  await store.close();
  await client.dispose();
  const ofEach = (rounds: typeof written) => ({ ours: rounds.map(({ ours }) => ours), limit: rounds.map(({ limit }) => limit) });
  return [
    { ...appends, unit: 'appends/s', ...ofEach(written) },
    { ...reads, unit: 'entries/s', ...ofEach(read) },
  ];
};

export const kurrentdbRows: readonly Row[] = [{ name: 'kurrentdb', measure: adapter }];
