import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { LogMoved } from './closing.js';
import { asText, entries, entry, follow, positions, sealed, upTo } from './contract-fixtures.js';
import type { EventStore } from './port.js';

/** What every store does with an entry that closes the log. */
export const closesForASuccessor = (current: () => EventStore, reopened: () => Promise<unknown>): void =>
  describe('closing', () => {
    const closing = (revision: number, successor: string) => entry('log', revision, { type: 'LogClosed', data: { successor } });

    it('after an entry that closes the log for another store, nothing is appended and everything is read', async () => {
      const store = current();
      const [kept, gone] = [sealed('kept'), sealed('gone')];
      const successor = randomUUID();
      const told: unknown[] = [];
      await store.append('s', -1, entries('s', 0, 2), [kept, gone]);
      store.onStopped((why) => told.push(why));
      const following = follow(store, -1, 3);
      expect(await store.append('log', -1, [closing(0, successor)], [])).toEqual({ revision: 0, position: 2 });
      expect(positions(await following)).toEqual(upTo(3));
      for (const again of [false, true]) {
        if (again) await reopened();
        const closed = current();
        for (const append of [
          closed.append('s', 1, [entry('s', 2)], [sealed('late')]),
          closed.append('log', 0, [closing(1, randomUUID())], []),
          closed.append('t', -1, [entry('t', 0)], []),
        ]) {
          await expect(append).rejects.toThrow(LogMoved);
          await expect(append).rejects.toMatchObject({ successor, lasts: true, sentence: expect.stringContaining(successor) });
        }
        expect(closed.stopped).toMatchObject({ successor });
        expect(await closed.head()).toBe(2);
        expect((await closed.read('s')).revision).toBe(1);
        expect(positions(await follow(closed, -1, 3))).toEqual(upTo(3));
        await closed.texts.erase([gone.digest]);
        expect(await closed.texts.erased()).toEqual([gone.digest]);
        expect((await closed.texts.get([kept.digest])).get(kept.digest)).toMatchObject({ text: 'kept' });
      }
      expect(told).toEqual([expect.objectContaining({ successor })]);
    });

    it('an entry that names the store itself closes nothing there', async () => {
      await current().append('log', -1, [closing(0, current().storeId!)], []);
      await reopened();
      expect(await current().append('s', -1, [entry('s', 0)], [])).toEqual({ revision: 0, position: 1 });
      expect(current().stopped).toBeNull();
    });

    it('a fact that is called so in another stream closes nothing', async () => {
      await current().append('s', -1, [entry('s', 0, { type: 'LogClosed', data: { successor: randomUUID() } })], []);
      expect(await current().append('s', 0, [entry('s', 1)], [])).toEqual({ revision: 1, position: 1 });
    });

    it('keeps the id of the store', async () => {
      const before = current().storeId;
      expect(before).toMatch(/^[0-9a-f-]{36}$/);
      expect(current().copyOf).toBeNull();
      await reopened();
      expect(current().storeId).toBe(before);
      await expect(current().agree({ size: 0, root: '' })).rejects.toThrow(/is no copy/);
    });

    it('of those that append while it is closed, each is in the log or is told that it is not', async () => {
      const store = current();
      const successor = randomUUID();
      const sent = upTo(40).map((n) => ({ stream: `s${n}`, bytes: entry(`s${n}`, 0) }));
      const appending = sent.map(({ stream, bytes }, n) =>
        n === 20 ? store.append('log', -1, [closing(0, successor)], []) : store.append(stream, -1, [bytes], [sealed(`words ${n}`)]),
      );
      const results = await Promise.allSettled(appending);
      const acknowledged = results.flatMap((result, n) => (result.status === 'fulfilled' && n !== 20 ? [asText(sent[n]!.bytes)] : []));
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(LogMoved);
      const log = (await follow(store, -1, acknowledged.length + 1)).map(({ bytes }) => asText(bytes));
      expect(log.slice(0, -1).toSorted()).toEqual(acknowledged.toSorted());
      expect(await store.head()).toBe(acknowledged.length);
    });
  });
