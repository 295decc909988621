import { describe, expect, it } from '@jest/globals';
import type { Stream } from '#kernel/stream.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { logIn, streamOf } from '#testing/log.js';
import { HeldStreams } from './held-streams.js';

const alone = async () => null;

/** Streams of three entries, and which of them were read from the store. */
const holding = async (
  names: readonly string[],
  most: { readonly streams: number; readonly entries: number },
  choose: (count: number) => number = () => 0,
) => {
  const store = new MemoryStore();
  const log = logIn(store);
  for (const name of names) await log.append(name, 'BoardEstablished', 'BoardAliased', 'BoardAliased');
  const read: string[] = [];
  const counted = Object.create(store, {
    read: { value: (stream: string) => (read.push(names.find((name) => streamOf(name) === stream)!), store.read(stream)) },
  }) as MemoryStore;
  const held = new HeldStreams(counted, most, choose);
  const get = (name: string) => held.get(streamOf(name), 'board', alone);
  return { held, get, read };
};
/** Nothing else is asked of a stream here. */
const ofLength = (length: number) => ({ length }) as Stream;
const names = ['board-first', 'board-second', 'board-third'];
const [first, second, third] = names as [string, string, string];

describe('streams that are held', () => {
  it('are read once, and the one that is chosen goes where there are more than have room', async () => {
    const { get, read } = await holding(names, { streams: 2, entries: 100 });
    for (const name of [first, second, first, third, second, first]) await get(name);
    expect(read).toEqual([first, second, third, first]);
  });

  it('are no more than have room in entries, also where one of them grows, and the one that is used stays', async () => {
    const { held, get, read } = await holding(names, { streams: 10, entries: 6 });
    const kept = await get(first);
    await get(second);
    await get(first);
    held.grow(streamOf(first), kept, ofLength(4), ['a command']);
    await get(first);
    expect(read).toEqual([first, second]);
    await get(second);
    expect(read).toEqual([first, second, second]);
    held.grow(streamOf(second), await get(second), ofLength(7), []);
    await get(second);
    expect(read).toEqual([first, second, second]);
    await get(third);
    await get(second);
    expect(read).toEqual([first, second, second, third, second]);
  });

  it('are mostly there where a few more are used in turn than have room', async () => {
    const many = Array.from({ length: 20 }, (_, n) => `board-${n}`);
    let drawn = 1;
    const { get, read } = await holding(
      many,
      { streams: 19, entries: 1_000 },
      (count) => (drawn = (drawn * 48_271) % 2_147_483_647) % count,
    );
    const rounds = 50;
    for (let round = 0; round < rounds; round++) for (const name of many) await get(name);
    expect(read.length).toBeGreaterThan(many.length);
    expect(read.length).toBeLessThan((rounds * many.length) / 4);
    expect(new Set(read)).toEqual(new Set(many));
  });

  it('are read again once they are forgotten', async () => {
    const { held, get, read } = await holding([first], { streams: 2, entries: 100 });
    await get(first);
    held.forget(streamOf(first));
    held.forget(streamOf(first));
    await get(first);
    expect(read).toEqual([first, first]);
  });
});
