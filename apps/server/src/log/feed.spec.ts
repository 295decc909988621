import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, take, toArray } from 'rxjs';
import { entries } from '#event-store/contract-fixtures.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { drained, feedOf } from './feed.js';

const stream = 'meeting-00000000-0000-4000-8000-000000000001';
const storeOf = async (many: number) => {
  const store = new MemoryStore();
  await store.append(stream, -1, entries(stream, 0, many), []);
  return store;
};
const always = () => Promise.resolve();
const turns = async (many: number) => {
  for (let n = 0; n < many; n++) await new Promise(setImmediate);
};

/** A socket whose other end does not read. */
const full = () => Object.assign(new EventEmitter(), { writableNeedDrain: true });

describe('the feed of the log', () => {
  it('goes on after a position', async () => {
    const told = await firstValueFrom(feedOf(await storeOf(5), 1, always, always).pipe(take(3), toArray()));
    expect(told.map(({ position }) => position)).toEqual([2, 3, 4]);
  });
  it('takes nothing more from the log while the listener does not read', async () => {
    const socket = full();
    const told: number[] = [];
    const listening = feedOf(await storeOf(100), -1, always, drained(socket as unknown as Socket)).subscribe(({ position }) =>
      told.push(position),
    );
    await turns(20);
    expect(told).toEqual([0]);
    socket.emit('drain');
    await turns(20);
    expect(told).toEqual([0, 1]);
    listening.unsubscribe();
  });
  it('tells of no entry before it may', async () => {
    const told: number[] = [];
    const never = () => new Promise(() => undefined);
    const listening = feedOf(await storeOf(3), -1, never, always).subscribe(({ position }) => told.push(position));
    await turns(20);
    expect(told).toEqual([]);
    listening.unsubscribe();
  });
  it('ends with the store', async () => {
    const store = await storeOf(2);
    const ending = firstValueFrom(feedOf(store, -1, always, always).pipe(toArray()));
    await turns(5);
    await store.close();
    expect((await ending).length).toBe(2);
  });
  it('leaves the log when nobody listens any more', async () => {
    const store = await storeOf(2);
    const seen: number[] = [];
    const listening = feedOf(store, -1, always, async ({ position }) => seen.push(position)).subscribe();
    await turns(5);
    listening.unsubscribe();
    await store.append(stream, 1, entries(stream, 2, 1), []);
    await turns(5);
    expect(seen).toEqual([0, 1]);
  });
});
