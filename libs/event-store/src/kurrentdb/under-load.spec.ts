import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import type { TestServer } from '#testing/kurrentdb/test-server.js';
import { asText, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { StoreUnavailable, WrongRevision } from '../port.js';
import { KurrentStore } from './kurrentdb-store.js';

const seconds = Number(process.env['MINUTEBOOK_LOAD_SECONDS']) || (process.env['MINUTEBOOK_NIGHTLY'] ? 120 : 4);
jest.setTimeout((seconds + 120) * 1_000);

type Told = {
  readonly acknowledged: Map<string, { position: number; text: string; digest: string }>;
  readonly sent: Set<string>;
  unknown: number;
};
const writers = 8;

/** Eight writers on four streams through two stores, until the time is over. What fails with an error is not acknowledged, and may be there. */
const load = async (stores: readonly KurrentStore[]): Promise<Told> => {
  const told: Told = { acknowledged: new Map(), sent: new Set(), unknown: 0 };
  const until = performance.now() + seconds * 1_000;
  const write = async (n: number) => {
    const store = stores[n % stores.length]!;
    const stream = `s${n >> 1}`;
    while (performance.now() < until) {
      try {
        const { revision } = await store.read(stream);
        const bytes = entry(stream, revision + 1);
        const text = sealed(`words of ${n} at ${revision + 1}`);
        told.sent.add(asText(bytes));
        const { position } = await store.append(stream, revision, [bytes], [text]);
        told.acknowledged.set(asText(bytes), { position, text: text.text!, digest: text.digest });
      } catch (error) {
        if (error instanceof StoreUnavailable) told.unknown++;
        else if (!(error instanceof WrongRevision)) throw error;
      }
    }
  };
  await Promise.all(upTo(writers).map(write));
  return told;
};

/** Everything acknowledged is there once at its position with its words, nothing is there that was not sent, and two count alike. */
const holds = async (stores: readonly KurrentStore[], { acknowledged, sent }: Told) => {
  const length = 1 + Math.max(...(await Promise.all(stores.map((store) => store.head()))));
  const [one, ...others] = await Promise.all(stores.map((store) => follow(store, -1, length)));
  const log = one!.map(({ bytes }) => asText(bytes));
  expect(positions(one!)).toEqual(upTo(length));
  expect(new Set(log).size).toBe(length);
  for (const other of others) expect(other.map(({ bytes }) => asText(bytes))).toEqual(log);
  expect(log.filter((bytes) => !sent.has(bytes))).toEqual([]);
  expect([...acknowledged].filter(([bytes, { position }]) => log[position] !== bytes)).toEqual([]);
  const texts = await stores[0]!.texts.get([...acknowledged.values()].map(({ digest }) => digest));
  expect(
    [...acknowledged.values()].filter(({ digest, text }) => (texts.get(digest) as { text?: string } | undefined)?.text !== text),
  ).toEqual([]);
  return length;
};

const underLoad = (name: string, open: () => Promise<Trial>, harm: (test: TestServer, signal: AbortSignal) => Promise<void>) =>
  describe(`${name}, under load`, () => {
    const stores: KurrentStore[] = [];
    let trial: Trial;
    afterEach(async () => {
      await Promise.all(stores.splice(0).map((store) => store.close()));
      trial.stop();
    });
    it(`loses nothing, doubles nothing, invents nothing, and two servers count alike (${seconds} s)`, async () => {
      trial = await open();
      // Words that lose a race are swept much sooner than usual: while their stream is written to.
      const opening = { url: trial.url, name: trial.name, timers: { sweep: 150 } };
      const at = async () => stores[stores.push(await KurrentStore.open(opening)) - 1]!;
      const both = [await at(), await at()];
      const stop = new AbortController();
      const harming = trial.test ? harm(trial.test, stop.signal) : undefined;
      const told = await load(both);
      stop.abort();
      await harming;
      const length = await holds([...both, await at()], told);
      process.stdout.write(
        `${name}: ${told.acknowledged.size} entries acknowledged in ${seconds} s, ${told.unknown} answers unknown, ${length} in the log\n`,
      );
      expect(told.acknowledged.size).toBeGreaterThan(0);
    });
  });

const elections = async (test: TestServer, signal: AbortSignal) => {
  while (!signal.aborted) {
    await wait(500);
    const old = test.leader;
    test.elect();
    old.kill();
    await wait(300);
    await old.start();
  }
};

underLoad('a test server', onTestServer, async () => undefined);
underLoad('a test server of three nodes whose leader is killed again and again', () => onTestServer(3), elections);
// Whose nodes are killed by hand meanwhile, such as by `docker kill`.
if (realServer) underLoad('a real server', onRealServer, async () => undefined);
