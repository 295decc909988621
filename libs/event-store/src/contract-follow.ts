import { describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { asText, entries, follow, positions, upTo } from './contract-fixtures.js';
import type { EventStore, Unread } from './port.js';

/** The part of the contract that is about `all`. */
export const followsTheLog = (store: () => EventStore): void =>
  describe('all', () => {
    const append = async (count: number, stream = 's') => {
      const { revision } = await store().read(stream);
      await store().append(stream, revision, entries(stream, revision + 1, count), []);
    };
    const next = async (iterator: AsyncIterator<{ position: number }>) => (await iterator.next()).value?.position;

    it('begins at the start, or after a position, in the order of the log', async () => {
      await append(2);
      await append(2, 't');
      await append(1);
      const seen = await follow(store(), -1, 5);
      expect(positions(seen)).toEqual(upTo(5));
      expect(seen.map(({ envelope }) => envelope.stream)).toEqual(['s', 's', 't', 't', 's']);
      expect(positions(await follow(store(), 2, 2))).toEqual([3, 4]);
    });

    it('reads a long log to its end, and leaves the event loop its turns', async () => {
      await append(1_000);
      let turns = 0;
      const counting = setInterval(() => turns++, 0);
      expect(positions(await follow(store(), -1, 1_000))).toEqual(upTo(1_000));
      clearInterval(counting);
      expect(turns).toBeGreaterThan(0);
    });

    it('gives the same as bytes alone, many at a time', async () => {
      await append(600);
      await append(2, 't');
      const seen: Unread[] = [];
      for await (const some of store().unread(9, { signal: new AbortController().signal })) {
        seen.push(...some);
        if (seen.length >= 592) break;
      }
      const read = await follow(store(), 9, 592);
      expect(seen.map(({ position, bytes }) => [position, asText(bytes)])).toEqual(
        read.map(({ position, bytes }) => [position, asText(bytes)]),
      );
      for (const [n, { filed }] of seen.entries()) if (filed) expect(read[n]!.envelope).toMatchObject(filed);
    });

    it('keeps going as appends come', async () => {
      await append(1);
      const following = follow(store(), -1, 6);
      for (let i = 0; i < 5; i++) {
        await wait(5);
        await append(1, 't');
      }
      expect(positions(await following)).toEqual(upTo(6));
    });

    it('waits at the end, also for a position that is yet to come', async () => {
      await append(1);
      const stop = new AbortController();
      const iterator = store().all(2, { signal: stop.signal })[Symbol.asyncIterator]();
      const first = next(iterator);
      await append(2);
      expect(await Promise.race([first, wait(150, 'waiting')])).toBe('waiting');
      await append(1);
      expect(await first).toBe(3);
      stop.abort();
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    });

    it('ends without an error when it is aborted: before it begins, at the end of the log, between two events', async () => {
      await append(3);
      const seen: number[] = [];
      for await (const { position } of store().all(-1, { signal: AbortSignal.abort() })) seen.push(position);
      expect(seen).toEqual([]);

      const stop = new AbortController();
      const waiting = store().all(2, { signal: stop.signal })[Symbol.asyncIterator]().next();
      setTimeout(() => stop.abort(), 20);
      expect(await waiting).toEqual({ done: true, value: undefined });

      expect(positions(await follow(store(), -1, 1))).toEqual([0]);
    });

    it('loses nothing for a slow reader, and does not keep the others back', async () => {
      const slow: number[] = [];
      const stop = new AbortController();
      const reading = (async () => {
        for await (const { position } of store().all(-1, { signal: stop.signal })) {
          await wait(2);
          slow.push(position);
          if (slow.length === 20) stop.abort();
        }
      })();
      const fast = [follow(store(), -1, 20), follow(store(), 9, 10)];
      for (let i = 0; i < 20; i++) await append(1);
      expect(positions(await fast[0]!)).toEqual(upTo(20));
      expect(positions(await fast[1]!)).toEqual(upTo(10, 10));
      await reading;
      expect(slow).toEqual(upTo(20));
    });

    it('may be left in its middle', async () => {
      await append(2);
      for await (const { position } of store().all(-1, { signal: new AbortController().signal })) if (position === 0) break;
      await append(1);
      expect(positions(await follow(store(), -1, 3))).toEqual(upTo(3));
    });
  });
