import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { impatient, timers } from '#testing/kurrentdb/trial-timers.js';
import { asText, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(60_000);

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
