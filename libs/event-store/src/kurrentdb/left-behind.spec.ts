import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { entry, sealed, upTo } from '../contract-fixtures.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(30_000);
const timers = { attempt: 1_000, call: 8_000, seen: 500, sweep: 50 };
const stores: KurrentStore[] = [];
const open = async () => stores[stores.push(await KurrentStore.open({ url: server().url, timers })) - 1]!;
afterEach(async () => {
  await Promise.all(stores.splice(0).map((one) => one.close()));
});
const server = serverForEach();

describe('a store that is sent nothing more, and is answered', () => {
  const texts = upTo(3).map((n) => sealed(`words ${n}`));
  const digests = texts.map(({ digest }) => digest);
  const shownTo = async (store: KurrentStore) => {
    const found = await store.texts.get(digests);
    return digests.map((digest) => found.get(digest)).map((one) => (typeof one === 'object' ? one.text : one));
  };
  /** One that knows the three, and then does not see what another one erases. */
  const behind = async () => {
    const store = await open();
    for (const [n, text] of texts.entries()) await store.append('s', n - 1, [entry('s', n)], [text]);
    server().leader.leaveBehind();
    return [store, await open()] as const;
  };

  it('finds the words that another one wrote anew, as it took others out', async () => {
    const [store, other] = await behind();
    await other.texts.erase([digests[1]!]);
    expect(await shownTo(store)).toEqual(['words 0', 'erased', 'words 2']);
  });

  it('knows of words that are gone that they were erased', async () => {
    const [store, other] = await behind();
    await other.texts.erase(digests);
    expect(await shownTo(store)).toEqual(['erased', 'erased', 'erased']);
  });

  it('says at once of words that somebody else took away that they are gone', async () => {
    const [store] = await behind();
    const held = server().log.all.filter(({ stream }) => stream === `mb-texts.${store.logId}.s`);
    Object.assign(held[0]!, { data: Buffer.from('{}') });
    const begun = performance.now();
    expect(await shownTo(store)).toEqual([undefined, 'words 1', 'words 2']);
    expect(performance.now() - begun).toBeLessThan(timers.seen);
  });
});
