import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { LogMoved } from '../closing.js';
import { asText, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(30_000);
const stores: KurrentStore[] = [];
const open = async (more = {}) => stores[stores.push(await KurrentStore.open({ url: server().url, ...more })) - 1]!;
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});
const server = serverForEach();
const closing = (revision: number, successor: string) => entry('log', revision, { type: 'LogClosed', data: { successor } });

describe('a log on a server that is closed', () => {
  it('by one server while others append: who was told that it is recorded is before the end, all others are told that it is not', async () => {
    const [one, other] = [await open(), await open()];
    const sent = upTo(60).map((n) => ({ stream: `s${n % 20}-${n}`, by: n % 2 ? one : other }));
    const bytes = sent.map(({ stream }) => entry(stream, 0));
    const appending = sent.map(({ stream, by }, n) => by.append(stream, -1, [bytes[n]!], [sealed(`words ${n}`)]));
    const closed = one.append('log', -1, [closing(0, randomUUID())], []);
    const results = await Promise.allSettled(appending);
    const { position } = await closed;
    const told = results.flatMap((result, n) =>
      result.status === 'fulfilled' ? [[result.value.position, asText(bytes[n]!)] as const] : [],
    );
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(LogMoved);
    for (const store of [one, other, await open()]) {
      expect(await store.head()).toBe(position);
      const log = await follow(store, -1, position + 1);
      expect(told.filter(([at, words]) => asText(log[at]!.bytes) !== words)).toEqual([]);
      expect(told).toHaveLength(position);
      expect(store.stopped).toBeInstanceOf(LogMoved);
    }
  });

  it('has no entry that came to the server after it', async () => {
    const store = await open();
    await store.append('s', -1, [entry('s', 0)], []);
    await store.append('log', -1, [closing(0, randomUUID())], []);
    const late = (stream: string, revision: number) => {
      const id = randomUUID();
      const event = {
        id,
        type: 'AdviceGiven',
        contentType: 'application/octet-stream',
        data: entry(stream, revision, { id }),
        metadata: new Uint8Array(),
      };
      server().log.append(`mb.${store.logId}.${stream}`, revision === 0 ? 'no stream' : BigInt(revision - 1), [event]);
    };
    late('s', 1);
    late('t', 0);
    for (const one of [store, await open()]) {
      expect((await one.read('s')).revision).toBe(0);
      expect((await one.read('t')).revision).toBe(-1);
      expect(positions(await follow(one, -1, 2))).toEqual([0, 1]);
      expect(await one.head()).toBe(1);
    }
    const { says, alarms } = await stores.at(-1)!.about();
    expect(alarms).toEqual([]);
    expect(says).toContain('2 events came to the server after the log was closed: nobody was told that they are recorded.');
  });

  it('a copy of it takes what closes other stores, and is closed by none but its own successor', async () => {
    const [log, of] = [randomUUID(), randomUUID()];
    const copying = { log, of };
    const copy = await open({ copying });
    expect(copy.copyOf).toEqual({ of, agreed: null });
    await copy.append('log', -1, [closing(0, of)], []);
    await copy.append('s', -1, [entry('s', 0)], []);
    await copy.append('log', 0, [closing(1, copy.storeId)], []);
    await copy.agree({ size: 3, root: 'A'.repeat(43) });
    await copy.append('s', 0, [entry('s', 1)], []);
    const again = await open();
    expect(again.copyOf).toEqual({ of, agreed: { size: 3, root: 'A'.repeat(43) } });
    await again.agree({ size: 4, root: 'B'.repeat(43) });
    expect(again.copyOf!.agreed).toEqual({ size: 3, root: 'A'.repeat(43) });
    const successor = randomUUID();
    await again.append('log', 1, [closing(2, successor)], []);
    await expect(copy.append('s', 1, [entry('s', 2)], [])).rejects.toMatchObject({ successor });
    await expect(open({ copying: { log, of: randomUUID() } })).rejects.toThrow(/holds another log\. Copy to a server that is empty/);
  });
});
