import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { asText, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(60_000);
const timers = { attempt: 600, call: 15_000, seen: 500, sweep: 100 };

/** A node that is paused holds its connections open, answers nothing, and goes on where it stood. */
describe('a server that is paused', () => {
  let trial: Trial;
  const stores: KurrentStore[] = [];
  const open = async () => stores[stores.push(await KurrentStore.open({ url: trial.url, timers })) - 1]!;
  const on = async (nodes: number) => {
    trial = await onTestServer(nodes);
    return open();
  };
  afterEach(async () => {
    for (const node of trial.test!.nodes) node.unpause();
    await Promise.all(stores.splice(0).map((store) => store.close()));
    trial.stop();
  });
  const three = async (store: KurrentStore) => {
    const texts = upTo(3).map((n) => sealed(`words ${n}`));
    for (const revision of upTo(3)) await store.append('s', revision - 1, [entry('s', revision)], [texts[revision]!]);
    return texts.map(({ digest }) => digest);
  };

  it('gives no read that is under way less than there is, when another call gives the line up meanwhile', async () => {
    const store = await on(1);
    const digests = await three(store);
    trial.test!.leader.pause();
    const early = store.append('other', -1, [entry('other', 0)], []);
    await wait(400);
    const [reading, words] = [store.read('s'), store.texts.get(digests)];
    // Long enough for the first to give the line up, and too short for the reads to do so themselves.
    await wait(400);
    trial.test!.leader.unpause();
    expect(positions((await reading).events)).toEqual(upTo(3));
    expect((await words).size).toBe(3);
    expect(await early).toEqual({ revision: 0, position: 3 });
  });

  it('and deposed meanwhile: appends go to the new leader, and followers with them', async () => {
    const store = await on(3);
    const following = follow(store, -1, 9);
    const sent: string[] = [];
    for (const revision of upTo(9)) {
      const old = trial.test!.leader;
      if (revision % 3 === 1) {
        old.pause();
        trial.test!.elect();
        void wait(900).then(() => old.unpause());
      }
      const bytes = entry('s', revision);
      expect(await store.append('s', revision - 1, [bytes], [])).toEqual({ revision, position: revision });
      sent.push(asText(bytes));
    }
    expect((await following).map(({ bytes }) => asText(bytes))).toEqual(sent);
    expect((await (await open()).read('s')).events.map(({ bytes }) => asText(bytes))).toEqual(sent);
  });

  it('and answers from what it knew when it goes on: nothing is read that is less than has been seen', async () => {
    const [store, other] = [await on(3), await open()];
    await three(store);
    trial.test!.leader.goOnAsIfLeading();
    trial.test!.elect();
    expect(await store.append('s', 2, [entry('s', 3)], [])).toEqual({ revision: 3, position: 3 });
    for await (const { position } of other.all(2, { signal: AbortSignal.timeout(10_000) })) {
      expect(position).toBe(3);
      break;
    }
    expect(positions((await other.read('s')).events)).toEqual(upTo(4));
  });

  it('after it has kept an entry: the entry is recorded once', async () => {
    const store = await on(1);
    await three(store);
    const { leader } = trial.test!;
    const appending = store.append('s', 2, [entry('s', 3)], []);
    await wait(1);
    leader.pause();
    await wait(1_000);
    leader.unpause();
    expect(await appending).toEqual({ revision: 3, position: 3 });
    expect((await store.read('s')).revision).toBe(3);
  });
});
