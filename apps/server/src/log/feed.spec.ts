import { describe, expect, it } from '@jest/globals';
import { entries } from '#event-store/contract-fixtures.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { Feed, type Listener } from './feed.js';

const stream = 'meeting-00000000-0000-4000-8000-000000000001';
const other = 'meeting-00000000-0000-4000-8000-000000000002';
const storeOf = async (many: number) => {
  const store = new MemoryStore();
  await grow(store, stream, 0, many);
  return store;
};
const grow = (store: MemoryStore, of: string, from: number, many: number) => store.append(of, from - 1, entries(of, from, many), []);
const turns = async (many = 20) => {
  for (let n = 0; n < many; n++) await new Promise(setImmediate);
};

/** One who keeps what it is told; while `isFull` it takes no more after the next. */
const listening = (at: number, of: string | null = null) => {
  const leaving = new AbortController();
  let isFull = false;
  let ended = false;
  let drain = () => {};
  const bytes: Uint8Array[] = [];
  const listener: Listener = {
    ear: {
      write: (words) => (bytes.push(words), !isFull),
      get isFull() {
        return isFull;
      },
      drained: () => (isFull ? new Promise<void>((resolve) => (drain = resolve)) : Promise.resolve()),
      end: () => void (ended = true),
    },
    stream: of,
    signal: leaving.signal,
    at,
  };
  return {
    listener,
    bytes,
    told: () => bytes.map((one) => Number(/^id: (\d+)$/m.exec(Buffer.from(one).toString())![1])),
    fill: () => (isFull = true),
    drain: () => ((isFull = false), drain()),
    leave: () => leaving.abort(),
    ended: () => ended,
  };
};

describe('the feed of the log', () => {
  it('goes on after a position', async () => {
    const feed = new Feed(await storeOf(5));
    const one = listening(1);
    await feed.listen(one.listener);
    await turns();
    expect(one.told()).toEqual([2, 3, 4]);
    expect(feed.knownTo(one.listener)).toBe(4);
  });
  it('leaves nothing out and tells nothing twice, wherever somebody begins, while the log grows', async () => {
    const store = await storeOf(40);
    const feed = new Feed(store);
    const all = Array.from({ length: 40 }, (_, n) => listening(n - 1));
    const growing = (async () => {
      for (let n = 40; n < 80; n++) {
        await grow(store, stream, n, 1);
        await turns(n % 3);
      }
    })();
    for (const one of all) {
      await feed.listen(one.listener);
      await turns(1);
    }
    await growing;
    await turns(200);
    for (const [n, one] of all.entries()) expect(one.told()).toEqual(Array.from({ length: 80 - n }, (_, more) => n + more));
  });
  it('puts an entry into words once for all', async () => {
    const store = await storeOf(1);
    const feed = new Feed(store);
    const [one, two] = [listening(0), listening(0)];
    await feed.listen(one.listener);
    await feed.listen(two.listener);
    await grow(store, stream, 1, 1);
    await turns();
    expect(one.told()).toEqual([1]);
    expect(one.bytes[0]).toBe(two.bytes[0]);
  });
  it('can be of one stream, and its place moves with the log', async () => {
    const store = await storeOf(1);
    const feed = new Feed(store);
    const one = listening(-1, other);
    await feed.listen(one.listener);
    await grow(store, other, 0, 1);
    await grow(store, stream, 1, 1);
    await turns();
    expect(one.told()).toEqual([1]);
    expect(feed.knownTo(one.listener)).toBe(2);
  });
  it('takes nothing more from the log while a listener does not read, and the others do not wait for it', async () => {
    const store = await storeOf(3);
    const feed = new Feed(store);
    const [behind, slow, quick] = [listening(-1), listening(2), listening(2)];
    behind.fill();
    slow.fill();
    for (const { listener } of [behind, slow, quick]) await feed.listen(listener);
    await turns();
    await grow(store, stream, 3, 3);
    await turns();
    expect([behind.told(), slow.told(), quick.told()]).toEqual([[0], [3], [3, 4, 5]]);
    behind.drain();
    slow.drain();
    await turns();
    await grow(store, stream, 6, 1);
    await turns();
    expect([behind.told(), slow.told(), quick.told()]).toEqual([
      [0, 1, 2, 3, 4, 5, 6],
      [3, 4, 5, 6],
      [3, 4, 5, 6],
    ]);
  });
  it('tells of an entry once whoever recorded it has been answered', async () => {
    const store = await storeOf(3);
    const feed = new Feed(store);
    const there = listening(2);
    await feed.listen(there.listener);
    await turns();
    await grow(store, stream, 3, 1);
    // All that an answer goes through without waiting for anything.
    for (let n = 0; n < 100; n++) await Promise.resolve();
    expect(there.told()).toEqual([]);
    await turns();
    expect(there.told()).toEqual([3]);
  });
  it('gives a sign of life to all but those who do not read', async () => {
    const feed = new Feed(await storeOf(1));
    const [slow, quick] = [listening(0), listening(0)];
    for (const { listener } of [slow, quick]) await feed.listen(listener);
    slow.fill();
    feed.beat(Buffer.from(': \n\n'));
    expect([slow.bytes.length, quick.bytes.length]).toEqual([0, 1]);
    slow.drain();
    feed.beat(Buffer.from(': \n\n'));
    expect([slow.bytes.length, quick.bytes.length]).toEqual([1, 2]);
  });
  it('ends with the store', async () => {
    const store = await storeOf(2);
    const feed = new Feed(store);
    const one = listening(-1);
    await feed.listen(one.listener);
    await turns();
    await store.close();
    await turns();
    expect([one.told(), one.ended()]).toEqual([[0, 1], true]);
  });
  it('leaves the log when nobody listens any more, and begins again with the next', async () => {
    const store = await storeOf(2);
    let grown = 0;
    const feed = new Feed(store, () => void grown++);
    const one = listening(1);
    await feed.listen(one.listener);
    one.leave();
    await grow(store, stream, 2, 1);
    await turns();
    expect([one.told(), grown, feed.listeners.size]).toEqual([[], 0, 0]);
    const two = listening(2);
    await feed.listen(two.listener);
    await grow(store, stream, 3, 1);
    await turns();
    expect([two.told(), grown]).toEqual([[3], 1]);
  });
});
