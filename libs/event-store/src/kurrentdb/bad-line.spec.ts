import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { Proxy } from '#testing/kurrentdb/proxy.js';
import { impatient, timers } from '#testing/kurrentdb/trial-timers.js';
import { asText, entries, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { StoreUnavailable } from '../port.js';
import { oneCallEach } from './connection.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(60_000);

/** Lines that go wrong before a server: what the port promises holds. */
const overABadLine = (name: string, open: () => Promise<Trial>) =>
  describe(`${name}, over a bad line`, () => {
    let trial: Trial;
    let proxy: Proxy;
    let url: string;
    const stores: KurrentStore[] = [];
    const trying: (() => void)[] = [];
    const through = async (given = timers) => stores[stores.push(await KurrentStore.open({ url, name: trial.name, timers: given })) - 1]!;
    /** As the server itself has it, over a good line. */
    const lengthOf = async (stream: string) => {
      const client = EventStoreDBClient.connectionString(trial.url);
      let length = 0;
      for await (const _ of client.readStream(stream, { requiresLeader: true })) length++;
      await client.dispose();
      return length;
    };
    const direct = async () => stores[stores.push(await KurrentStore.open({ url: trial.url, name: trial.name, timers })) - 1]!;
    beforeEach(async () => {
      trial = await open();
      ({ proxy, url } = await Proxy.to(trial.url));
    });
    afterEach(async () => {
      for (const stop of trying.splice(0)) stop();
      await Promise.all(stores.splice(0).map((store) => store.close()));
      await proxy.close();
      trial.stop();
    });

    it('that is reset again and again, every acknowledged entry is there once, in order, and followed', async () => {
      const [store, other] = [await through(), await direct()];
      const following = follow(store, -1, 60);
      const resetting = setInterval(() => proxy.reset(), 300);
      trying.push(() => clearInterval(resetting));
      const sent: string[] = [];
      for (const revision of upTo(60)) {
        const bytes = entry('s', revision);
        const text = sealed(`words ${revision}`);
        expect(await store.append('s', revision - 1, [bytes], [text])).toEqual({ revision, position: revision });
        sent.push(asText(bytes));
      }
      expect((await other.read('s')).events.map(({ bytes }) => asText(bytes))).toEqual(sent);
      expect(positions(await following)).toEqual(upTo(60));
      expect(positions(await follow(other, -1, 60))).toEqual(upTo(60));
    });

    it('that goes silent after the entry was sent, it is sent again and recorded once', async () => {
      const [store, other] = [await through(), await direct()];
      await store.append('s', -1, [entry('s', 0)], []);
      proxy.silence('answers');
      const text = sealed('words');
      const appending = store.append('s', 0, [entry('s', 1), entry('s', 2)], [text]);
      await wait(300);
      proxy.speak();
      expect(await appending).toEqual({ revision: 2, position: 2 });
      expect((await other.read('s')).revision).toBe(2);
      expect((await other.texts.get([text.digest])).get(text.digest)).toMatchObject({ text: 'words' });
    });

    it('that breaks in the middle of an append, the server keeps nothing of it until it is sent again, and then all of it', async () => {
      const [store, other] = [await through(), await direct()];
      const bare = oneCallEach(EventStoreDBClient.connectionString(url));
      const large = () => binaryEvent({ type: 'Said', data: new Uint8Array(5_000) });
      for (const bytes of [2_500, 8_000, 13_000]) {
        const stream = `half-${randomUUID()}`;
        await bare.appendToStream(stream, large(), { expectedRevision: NO_STREAM, requiresLeader: true });
        proxy.silenceAfter(bytes);
        const cut = bare.appendToStream(stream, [large(), large(), large()], { expectedRevision: 0n, requiresLeader: true });
        void cut.catch(() => undefined);
        await wait(200);
        proxy.speak();
        await expect(cut).rejects.toThrow();
        await wait(100);
        expect(await lengthOf(stream)).toBe(1);
      }
      await bare.dispose();
      const wide = { data: { words: 'w'.repeat(40_000) } };
      const sent = upTo(3).map((revision) => entry('s', revision, wide));
      proxy.silenceAfter(60_000);
      const appending = store.append('s', -1, sent, []);
      await wait(200);
      proxy.speak();
      expect(await appending).toEqual({ revision: 2, position: 2 });
      expect((await other.read('s')).events.map(({ bytes }) => asText(bytes))).toEqual(sent.map(asText));
    });

    it('that stays silent, it says so in time, reads nothing that is wrong, and goes on when the line is back', async () => {
      const [store, other] = [await through(impatient), await direct()];
      await store.append('s', -1, [entry('s', 0)], []);
      const following = follow(store, 0, 2);
      proxy.silence('both');
      const start = performance.now();
      const refused = store.append('s', 0, [entry('s', 1)], []);
      await expect(refused).rejects.toThrow(StoreUnavailable);
      await expect(refused).rejects.toThrow(/does not answer.*tried again by itself/);
      await expect(store.read('s')).rejects.toThrow(StoreUnavailable);
      expect(performance.now() - start).toBeLessThan(10_000);
      await other.append('s', 0, [entry('s', 1), entry('s', 2)], []);
      proxy.speak();
      expect(positions(await following)).toEqual([1, 2]);
      expect(await store.append('s', 2, [entry('s', 3)], [])).toEqual({ revision: 3, position: 3 });
    });

    it('that breaks in the middle of long appends, what is followed goes on with the very next entry', async () => {
      const [store, other] = [await through(), await direct()];
      proxy.breakEvery(60_000);
      const sent: string[] = [];
      for (const n of upTo(10)) {
        const some = entries('s', n * 100, 100);
        await other.append('s', n * 100 - 1, some, [sealed(`words ${n}`)]);
        sent.push(...some.map(asText));
      }
      const seen = await follow(store, -1, 1_000);
      expect(seen.map(({ bytes }) => asText(bytes))).toEqual(sent);
      expect(positions(seen)).toEqual(upTo(1_000));
      expect((await store.about()).alarms.filter((alarm) => !alarm.includes('has not answered since'))).toEqual([]);
      expect(proxy.broke).toBeGreaterThan(8);
    });

    it('that breaks sooner than much can be read again, older entries are read to their end', async () => {
      const [store, other] = [await through(), await direct()];
      const sent: string[] = [];
      for (const n of upTo(23)) {
        const some = entries('s', n * 100, 100);
        await other.append('s', n * 100 - 1, some, []);
        sent.push(...some.map(asText));
      }
      expect(positions(await follow(store, 2_298, 1))).toEqual([2_299]);
      proxy.breakEvery(30_000);
      expect((await follow(store, 100, 300)).map(({ bytes }) => asText(bytes))).toEqual(sent.slice(101, 401));
      expect(proxy.broke).toBeGreaterThan(5);
    });

    it('that is slow, nothing is lost', async () => {
      proxy.delay(80);
      const store = await through();
      const texts = upTo(3).map((n) => sealed(`words ${n}`));
      for (const revision of upTo(3)) await store.append('s', revision - 1, [entry('s', revision)], [texts[revision]!]);
      expect(positions((await store.read('s')).events)).toEqual(upTo(3));
      expect((await store.texts.get(texts.map(({ digest }) => digest))).size).toBe(3);
    });
  });

overABadLine('the test server', onTestServer);
if (realServer && !realServer.includes(',') && !realServer.startsWith('esdb+')) overABadLine('a real server', onRealServer);
