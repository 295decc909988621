import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { Proxy } from '#testing/kurrentdb/proxy.js';
import { asText, entries, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { StoreUnavailable } from '../port.js';
import { oneCallEach } from './connection.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(60_000);
const timers = { attempt: 1_000, call: 15_000, seen: 500, sweep: 100 };
const impatient = { ...timers, attempt: 300, call: 1_200 };

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

describe('a server that fails', () => {
  let trial: Trial;
  const stores: KurrentStore[] = [];
  const open = async (given = timers) => stores[stores.push(await KurrentStore.open({ url: trial.url, timers: given })) - 1]!;
  const on = async (nodes: number) => {
    trial = await onTestServer(nodes);
    return open();
  };
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    trial.stop();
  });

  it.each([
    ['before', 14],
    ['after', 14],
    ['after', 4],
    ['after', 1],
    ['after', 2],
    ['before', 10],
    ['after', 13],
  ] as const)('%s it has kept an entry, with code %i: the entry is recorded once', async (stage, code) => {
    const store = await on(1);
    trial.test!.leader.failNext(2, stage, code, 'mb.');
    const bytes = entry('s', 0);
    expect(await store.append('s', -1, [bytes], [sealed('words')])).toEqual({ revision: 0, position: 0 });
    expect((await store.read('s')).events.map((one) => asText(one.bytes))).toEqual([asText(bytes)]);
    expect(await store.head()).toBe(0);
  });

  it('is killed and started again with all that it had: appends wait, and followers go on where they were', async () => {
    const store = await on(1);
    const following = follow(store, -1, 4);
    await store.append('s', -1, [entry('s', 0)], []);
    trial.test!.leader.kill();
    const appending = store.append('s', 0, [entry('s', 1), entry('s', 2)], []);
    await wait(400);
    expect((await store.about()).alarms).toEqual([expect.stringMatching(/has not answered since/)]);
    await trial.test!.leader.start();
    expect(await appending).toEqual({ revision: 2, position: 2 });
    await store.append('s', 2, [entry('s', 3)], []);
    expect(positions(await following)).toEqual(upTo(4));
    expect((await store.about()).alarms).toEqual([]);
  });

  it('is not there: it is said in a sentence, and in time', async () => {
    const store = await on(1);
    trial.test!.stop();
    await expect(open(impatient)).rejects.toThrow(/The log cannot be opened: esdb:.* does not answer/);
    expect((await store.about()).kind).toBe('kurrentdb');
  });

  it('elects another leader: appends go there, and followers with them', async () => {
    const store = await on(3);
    const following = follow(store, -1, 12);
    for (const revision of upTo(12)) {
      if (revision % 4 === 3) trial.test!.elect();
      if (revision === 7) trial.test!.nodes[0]!.kill();
      expect(await store.append('s', revision - 1, [entry('s', revision)], [])).toEqual({ revision, position: revision });
      if (revision === 8) await trial.test!.nodes[0]!.start();
    }
    expect(positions(await following)).toEqual(upTo(12));
    const fresh = await open();
    expect((await fresh.read('s')).revision).toBe(11);
  });

  it('is found by way of a node that does not lead', async () => {
    await on(3);
    const follower = trial.test!.nodes[1]!;
    const url = `esdb://127.0.0.1:${follower.port}?tls=false`;
    const store = stores[stores.push(await KurrentStore.open({ url, timers })) - 1]!;
    const following = follow(store, -1, 3);
    await store.append('s', -1, [entry('s', 0)], [sealed('words')]);
    trial.test!.elect();
    trial.test!.elect();
    await store.append('s', 0, [entry('s', 1)], []);
    await store.append('s', 1, [entry('s', 2)], []);
    expect(positions(await following)).toEqual(upTo(3));
  });

  it('breaks the line of one store: what another has under way in this process is left alone', async () => {
    const store = await on(1);
    const broken = await onTestServer();
    const other = stores[stores.push(await KurrentStore.open({ url: broken.url, timers: impatient })) - 1]!;
    const appending = upTo(40).map((n) => store.append(`s${n}`, -1, [entry(`s${n}`, 0)], []));
    const lost = other.append('s', -1, [entry('s', 0)], []).catch((error: unknown) => error);
    broken.stop();
    expect((await Promise.all(appending)).map(({ revision }) => revision)).toEqual(upTo(40).map(() => 0));
    await lost;
    expect(await store.append('t', -1, [entry('t', 0)], [])).toEqual({ revision: 0, position: 40 });
  });

  it('refuses who may not write there, with the remedy', async () => {
    await on(1);
    trial.test!.leader.failNext(1, 'before', 7);
    await expect(open()).rejects.toThrow(/does not let this user read and write there.*connection string/);
  });
});

describe('reading a long log', () => {
  let trial: Trial;
  let store: KurrentStore;
  beforeEach(async () => {
    trial = await onTestServer();
    store = await KurrentStore.open({ url: trial.url, timers });
  });
  afterEach(async () => {
    await store.close();
    trial.stop();
  });

  it('holds the server back while the reader is slow, and comes to the end of the log', async () => {
    const large = (revision: number) => entry('s', revision, { data: 'a'.repeat(60_000) });
    for (const n of upTo(50)) await store.append('s', n * 8 - 1, upTo(8, n * 8).map(large), []);
    const node = trial.test!.leader;
    const before = node.sent;
    const stop = new AbortController();
    const reading = store.all(-1, { signal: stop.signal })[Symbol.asyncIterator]();
    expect((await reading.next()).value?.position).toBe(0);
    await wait(400);
    // What was not asked for waits on the server but for what the buffers on the way hold.
    expect(node.sent - before).toBeLessThan(120);
    for (const position of upTo(399, 1)) expect((await reading.next()).value?.position).toBe(position);
    stop.abort();
    expect(positions(await follow(store, 120, 279))).toEqual(upTo(279, 121));
  });
});

describe('a server that others write to', () => {
  let trial: Trial;
  let client: EventStoreDBClient;
  const stores: KurrentStore[] = [];
  const open = async () => stores[stores.push(await KurrentStore.open({ url: trial.url, timers })) - 1]!;
  let store: KurrentStore;
  beforeEach(async () => {
    trial = await onTestServer();
    client = EventStoreDBClient.connectionString(trial.url);
    store = await open();
    await store.append('s', -1, [entry('s', 0)], []);
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((one) => one.close()));
    await client.dispose();
    trial.stop();
  });
  const streamOf = (name: string) => `mb.${store.logId}.${name}`;

  const { id } = { id: '4f0c6f0e-8a49-4b6e-9d0a-6f1f2d3c4b5a' };
  it.each<[string, () => Uint8Array, RegExp]>([
    ['is no envelope', () => new TextEncoder().encode('minutes'), /canonical JSON/],
    ['is of another stream', () => entry('t', 1, { id }), /it says that it is of t/],
    ['has another revision', () => entry('s', 5, { id }), /it says that its revision is 5/],
    ['has another id', () => entry('s', 1), /and the server has 4f0c6f0e/],
  ])('what %s counts as a leaf, is an alarm, and is read by nobody as an entry', async (_, made, because) => {
    const bytes = made();
    const event = { id, type: 'AdviceGiven', contentType: 'application/octet-stream' as const, data: bytes, metadata: undefined };
    await client.appendToStream(streamOf('s'), event, { expectedRevision: 0n });
    expect(await store.append('t', -1, [entry('t', 0)], [])).toEqual({ revision: 0, position: 2 });
    for (const one of [store, await open()]) {
      const seen = await follow(one, -1, 3);
      expect(positions(seen)).toEqual(upTo(3));
      expect(seen.map(({ alarm }) => alarm !== undefined)).toEqual([false, true, false]);
      expect(seen[1]).toMatchObject({ alarm: expect.stringMatching(because), envelope: { stream: 's', revision: 1, data: null } });
      expect(Buffer.compare(seen[1]!.bytes, bytes)).toBe(0);
      expect((await one.read('s')).events.map(({ alarm }) => alarm === undefined)).toEqual([true, false]);
      expect((await one.about()).alarms).toEqual([
        expect.stringMatching(/^Position 1 of the log \(s, revision 1\) was not written by Minutebook/),
      ]);
    }
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'deletes a stream',
      () => client.deleteStream(streamOf('s'), { expectedRevision: 'any' }),
      /is set \$tb, by which the server takes entries away/,
    ],
    ['deletes a stream for ever', () => client.tombstoneStream(streamOf('s'), { expectedRevision: 'any' }), /The stream s was deleted/],
    ['cuts a stream', () => client.setStreamMetadata(streamOf('s'), { truncateBefore: 1 }), /is set \$tb/],
    ['lets entries age', () => client.setStreamMetadata(streamOf('s'), { maxAge: 3600 }), /is set \$maxAge/],
    ['keeps only the newest', () => client.setStreamMetadata(streamOf('s'), { maxCount: 100 }), /is set \$maxCount/],
    ['deletes the words', () => client.tombstoneStream(`mb-texts.${store.logId}.s`, { expectedRevision: 'any' }), /was deleted/],
  ])('who %s stops it, now and at the next start, with a sentence', async (_, act, sentence) => {
    await store.append('s', 0, [entry('s', 1)], [sealed('words')]);
    const following = follow(store, 1, 1);
    await act();
    await expect(following).rejects.toThrow(sentence);
    for (const verb of [store.read('s'), store.append('t', -1, [entry('t', 0)], []), store.head(), store.texts.get(['d'])]) {
      await expect(verb).rejects.toThrow(sentence);
      await expect(verb).rejects.toThrow(/nothing is read or written any more.*Then start again/);
    }
    expect((await store.about()).alarms).toEqual([expect.stringMatching(sentence)]);
    await expect(open()).rejects.toThrow(sentence);
  });

  it('a setting that is taken away before anything is lost lets it start again', async () => {
    await client.setStreamMetadata(streamOf('s'), { maxCount: 100 });
    await expect(open()).rejects.toThrow(/\$maxCount/);
    await client.setStreamMetadata(streamOf('s'), {});
    expect((await (await open()).read('s')).revision).toBe(0);
  });

  it('entries that are gone stop it', async () => {
    await store.append('s', 0, [entry('s', 1)], []);
    await client.setStreamMetadata(streamOf('s'), { truncateBefore: 1 });
    trial.test!.log.scavenge();
    await client.setStreamMetadata(streamOf('s'), {});
    await expect(open()).rejects.toThrow(/Of the stream s the entries from revision 0 to 0 are missing/);
  });

  it('the stream that names the log, deleted or written by another, is no new log', async () => {
    await client.deleteStream('minutebook', { expectedRevision: 'any' });
    await expect(open()).rejects.toThrow(/does not name a log: it was deleted, cut, or written by another program/);
  });

  it('takes what another server recorded with the same ids for what it is: another entry', async () => {
    const other = await open();
    const same = '1d1b8a0e-52e7-4f1e-8c8e-111111111111';
    const results = await Promise.allSettled(
      [store, other].map((one) => one.append('s', 0, [entry('s', 1, { id: same })], [sealed('words')])),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'store.wrong-revision', actual: 1 } });
  });

  it('keeps no words of who lost a race', async () => {
    const other = await open();
    const texts = [sealed('of the one'), sealed('of the other')];
    const results = await Promise.allSettled([store, other].map((one, n) => one.append('s', 0, [entry('s', 1)], [texts[n]!])));
    const won = results.findIndex(({ status }) => status === 'fulfilled');
    const found = () => (trial.test!.log.read(`mb-texts.${store.logId}.s`) ?? []).map(({ data }) => asText(data)).join();
    for (let n = 0; n < 50 && found().includes(texts[1 - won]!.text!); n++) await wait(50);
    expect(found()).not.toContain(texts[1 - won]!.text);
    for (const one of [store, other, await open()])
      expect([...(await one.texts.get(texts.map(({ digest }) => digest))).keys()]).toEqual([texts[won]!.digest]);
  });

  it('an erasure on either is seen by both, beside appends that go on', async () => {
    const other = await open();
    const texts = upTo(12).map((n) => sealed(`words ${n}`));
    for (const n of upTo(6)) await store.append('s', n, [entry('s', n + 1)], [texts[n]!]);
    const appending = (async () => {
      for (const n of upTo(6, 6)) await store.append('s', n, [entry('s', n + 1)], [texts[n]!]);
    })();
    await Promise.all([other.texts.erase([texts[0]!.digest]), store.texts.erase([texts[3]!.digest]), appending]);
    await other.texts.erase([texts[5]!.digest]);
    const visible = () => (trial.test!.log.read(`mb-texts.${store.logId}.s`) ?? []).map(({ data }) => asText(data)).join();
    for (const n of [0, 3, 5]) expect(visible()).not.toContain(`"words ${n}"`);
    const says = async () => (await (await open()).about()).erasures;
    expect(await says()).toMatch(/^Erasure is pending: words taken out of one stream still lay/);
    trial.test!.log.scavenge();
    expect(await says()).toBe('Of the words taken out of one stream none lies in the files of the node that was read.');
    for (const one of [store, other, await open()]) {
      const found = await one.texts.get(texts.map(({ digest }) => digest));
      expect(texts.map(({ digest }) => found.get(digest)).map((text) => (text === 'erased' ? 'erased' : text?.text))).toEqual(
        texts.map(({ text }, n) => ([0, 3, 5].includes(n) ? 'erased' : text)),
      );
      expect((await one.about()).alarms).toEqual([]);
    }
  });
});
