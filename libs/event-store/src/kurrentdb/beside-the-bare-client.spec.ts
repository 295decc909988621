import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import { describe, expect, it, jest } from '@jest/globals';
import { onRealServer, onTestServer, realServer } from '#testing/kurrentdb/real-server.js';
import { entries, follow, sealed, upTo } from '../contract-fixtures.js';
import { oneCallEach } from './connection.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(300_000);
const size = realServer ? { rounds: 9, writers: 50, each: 8, log: 8_000 } : { rounds: 1, writers: 4, each: 5, log: 500 };
const perSecond = async (count: number, work: () => Promise<unknown>) => {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1_000;
};
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const said = (values: readonly number[]) =>
  `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;

/** The same events in the same order by the adapter and by the client alone, each append a call of its own, in rounds that alternate: their ratio is what can be compared. */
describe('the adapter beside the bare client', () =>
  it('does the same appends, with their words, and the same catch-up reads', async () => {
    const { url, name, stop } = await (realServer ? onRealServer() : onTestServer());
    const store = await KurrentStore.open({ url, name });
    const client = oneCallEach(EventStoreDBClient.connectionString(url));
    const leader = { requiresLeader: true } as const;
    const appends: number[] = [];
    const rates: number[] = [];
    for (const round of upTo(size.rounds)) {
      const plan = upTo(size.writers).map((n) => {
        const stream = `r${round}w${n}`;
        return { stream, made: entries(stream, 0, size.each), texts: upTo(size.each).map((one) => sealed(`words ${one}`)) };
      });
      const count = size.writers * size.each;
      const bare = () =>
        perSecond(count, () =>
          Promise.all(
            plan.map(async ({ stream, made, texts }) => {
              const to = `bare-${randomUUID()}-${stream}`;
              for (const [n, bytes] of made.entries()) {
                await client.appendToStream(`texts-${to}`, binaryEvent({ type: 'T', data: Buffer.from(JSON.stringify(texts[n])) }), leader);
                const event = binaryEvent({ type: 'AdviceGiven', data: bytes });
                await client.appendToStream(to, event, { expectedRevision: n === 0 ? NO_STREAM : BigInt(n - 1), ...leader });
              }
            }),
          ),
        );
      const ours = () =>
        perSecond(count, () =>
          Promise.all(
            plan.map(async ({ stream, made, texts }) => {
              for (const [n, bytes] of made.entries()) await store.append(stream, n - 1, [bytes], [texts[n]!]);
            }),
          ),
        );
      const [first, second] = round % 2 === 0 ? [await bare(), await ours()] : [await ours(), await bare()].toReversed();
      appends.push(second! / first!);
      rates.push(second!);
    }
    for (let n = 0; (await store.head()) < size.log; n++) await store.append(`more${n}`, -1, entries(`more${n}`, 0, 500), []);
    const head = await store.head();
    const reads: number[] = [];
    for (const _ of upTo(size.rounds)) {
      const bare = await perSecond(head + 1, async () => {
        const filter = streamNameFilter({ prefixes: [`mb.${store.logId}.`], maxSearchWindow: 1_024 });
        const subscription = client.subscribeToAll({ fromPosition: START, filter, ...leader });
        subscription.on('error', () => undefined);
        let seen = 0;
        for await (const { event } of subscription) {
          JSON.parse(Buffer.from(event!.data as Uint8Array).toString('utf8'));
          if (++seen > head) break;
        }
        await subscription.unsubscribe();
      });
      reads.push((await perSecond(head + 1, () => follow(store, -1, head + 1))) / bare);
    }
    process.stdout.write(
      `adapter / bare client, median (least–most) of ${size.rounds} rounds: appends ${said(appends)} at ${median(rates).toFixed(0)} a second with ${size.writers} writers; catch-up reads of ${head + 1} entries ${said(reads)}\n`,
    );
    expect(head).toBeGreaterThanOrEqual(size.log);
    await store.close();
    await client.dispose();
    stop();
  }));
