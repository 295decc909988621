import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  type ResolvedEvent,
  type Position,
} from '@eventstore/db-client';
import type { Trial } from './real-server.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: unknown) => new TextDecoder().decode(data as Uint8Array);
const event = (words: string, id: string = randomUUID()) => binaryEvent({ id, type: 'Said', data: bytes(words) });

/** What Minutebook rests on in a server, asked of it through the bare client: whatever the test server pretends to do stands here. */
export const behavesAsAServer = (name: string, open: () => Promise<Trial>, made = (client: EventStoreDBClient) => client): void =>
  describe(`${name}: what a server does`, () => {
    let trial: Trial;
    let client: EventStoreDBClient;
    beforeAll(async () => {
      trial = await open();
      client = made(EventStoreDBClient.connectionString(trial.url));
    });
    afterAll(async () => {
      await client.dispose();
      trial.stop();
    });

    const leader = { requiresLeader: true } as const;
    const fresh = (prefix = '') => `trial-${prefix}${randomUUID()}`;
    const append = (stream: string, words: readonly string[], after: number) =>
      client.appendToStream(
        stream,
        words.map((one) => event(one)),
        { expectedRevision: after < 0 ? NO_STREAM : BigInt(after), ...leader },
      );
    const all = async (read: AsyncIterable<ResolvedEvent>) => {
      const found: (readonly [number, string])[] = [];
      for await (const { event: one } of read) found.push([Number(one!.revision), text(one!.data)]);
      return found;
    };
    const readAll = (stream: string) => all(client.readStream(stream, leader));
    /** For up to five seconds it is "not there", and nothing else, to whoever asks again. */
    const readOnceThere = async (stream: string) => {
      for (const until = performance.now() + 5_000; ;) {
        const read = await readAll(stream).catch((error: { type: string }) => {
          if (error.type !== 'stream-not-found' || performance.now() > until) throw error;
        });
        if (read) return read;
        await wait(5);
      }
    };
    /** The first so many events under a prefix after a position, with the streams that they are of. */
    const followed = async (prefixes: string[], count: number, fromPosition: Position | typeof START = START) => {
      const subscription = client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes }), ...leader });
      subscription.on('error', () => undefined);
      const seen: ResolvedEvent[] = [];
      for await (const one of subscription) if (seen.push(one) === count) break;
      await subscription.unsubscribe();
      return seen.map(({ event: one }) => one!);
    };
    const failing = (work: Promise<unknown>) => expect(work).rejects;

    it('appends where the revision is as expected, and says where it stands otherwise', async () => {
      const stream = fresh();
      expect(await append(stream, ['a', 'b'], -1)).toMatchObject({ success: true, nextExpectedRevision: 1n });
      expect(await append(stream, ['c'], 1)).toMatchObject({ success: true, nextExpectedRevision: 2n });
      await failing(append(stream, ['x'], 1)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
      await failing(append(stream, ['x'], -1)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
      await failing(append(stream, ['x'], 7)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
      await failing(append(fresh(), ['x'], 0)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
      expect(await readAll(stream)).toEqual([
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]);
    });

    it('lets one of those win that append at one revision', async () => {
      const stream = fresh();
      const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => append(stream, [`${n}`], -1)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ type: 'wrong-expected-version' });
      expect(await readAll(stream)).toHaveLength(1);
    });

    it('takes the same ids at the same revision once, says that it has them, and keeps the first bytes', async () => {
      const stream = fresh();
      const [one, two, three] = [event('a'), event('b'), event('c')];
      const first = await client.appendToStream(stream, [one, two], { expectedRevision: NO_STREAM, ...leader });
      await client.appendToStream(stream, three, { expectedRevision: 1n, ...leader });
      const again = await client.appendToStream(stream, [one, two], { expectedRevision: NO_STREAM, ...leader });
      expect(again).toMatchObject({ success: true, nextExpectedRevision: first.nextExpectedRevision });
      const other = await client.appendToStream(stream, event('another', three.id), { expectedRevision: 1n, ...leader });
      expect(other).toMatchObject({ success: true, nextExpectedRevision: 2n });
      expect(await readAll(stream)).toEqual([
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]);
    });

    it('gives bytes back as they came, whatever they are', async () => {
      const stream = fresh();
      const odd = Uint8Array.from({ length: 900_000 }, (_, n) => (n * 7) % 256);
      await client.appendToStream(stream, binaryEvent({ type: 'Said', data: odd }), { expectedRevision: NO_STREAM, ...leader });
      for await (const { event: one } of client.readStream(stream, leader)) expect(Buffer.compare(one!.data as Uint8Array, odd)).toBe(0);
      const large = binaryEvent({ type: 'Said', data: new Uint8Array(1_100_000) });
      await failing(client.appendToStream(stream, large, { expectedRevision: 0n, ...leader })).toMatchObject({
        type: 'maximum-append-size-exceeded',
      });
    });

    it('reads forwards and backwards, from a revision, so many; and says where there is no stream', async () => {
      const stream = fresh();
      await append(stream, ['a', 'b', 'c', 'd'], -1);
      expect(await all(client.readStream(stream, { fromRevision: 1n, maxCount: 2, direction: FORWARDS, ...leader }))).toEqual([
        [1, 'b'],
        [2, 'c'],
      ]);
      expect(await all(client.readStream(stream, { fromRevision: END, maxCount: 1, direction: BACKWARDS, ...leader }))).toEqual([[3, 'd']]);
      expect(await all(client.readStream(stream, { fromRevision: 9n, ...leader }))).toEqual([]);
      await failing(readAll(fresh())).toMatchObject({ type: 'stream-not-found' });
    });

    it('follows a prefix in one order, from its start or after a position, and goes on as appends come', async () => {
      const prefix = fresh('p-');
      await append(`${prefix}.a`, ['1', '2'], -1);
      await append(fresh(), ['elsewhere'], -1);
      await append(`${prefix}.b`, ['3'], -1);
      const later = followed([`${prefix}.`], 5);
      await append(`${prefix}.a`, ['4', '5'], 1);
      const seen = await later;
      expect(seen.map(({ streamId, data }) => [streamId.at(-1), text(data)])).toEqual([
        ['a', '1'],
        ['a', '2'],
        ['b', '3'],
        ['a', '4'],
        ['a', '5'],
      ]);
      const rest = await followed([`${prefix}.`], 3, seen[1]!.position as Position);
      expect(rest.map(({ data }) => text(data))).toEqual(['3', '4', '5']);
    });

    it('hides what a stream was cut of, shows it to those who follow all, and counts on', async () => {
      const stream = fresh('cut-');
      await append(stream, ['a', 'b', 'c'], -1);
      await client.setStreamMetadata(stream, { truncateBefore: 2 }, { expectedRevision: NO_STREAM, ...leader });
      await failing(client.setStreamMetadata(stream, { truncateBefore: 1 }, { expectedRevision: NO_STREAM, ...leader })).toMatchObject({
        type: 'wrong-expected-version',
      });
      expect(await readAll(stream)).toEqual([[2, 'c']]);
      await client.setStreamMetadata(stream, { truncateBefore: 3 }, { expectedRevision: 0n, ...leader });
      expect(await readAll(stream).catch((error: { type: string }) => error.type)).toEqual([]);
      await append(stream, ['d'], 2);
      expect(await readAll(stream)).toEqual([[3, 'd']]);
      const seen = await followed([stream, `$$${stream}`], 6);
      expect(seen.map(({ streamId, type }) => [streamId.startsWith('$$'), type])).toEqual([
        ...Array.from({ length: 3 }, () => [false, 'Said']),
        [true, '$metadata'],
        [true, '$metadata'],
        [false, 'Said'],
      ]);
    });

    it('keeps the newest where a number is set', async () => {
      const stream = fresh('newest-');
      await client.setStreamMetadata(stream, { maxCount: 2 }, leader);
      await append(stream, ['a', 'b', 'c'], -1);
      expect(await readAll(stream)).toEqual([
        [1, 'b'],
        [2, 'c'],
      ]);
    });

    it('deletes a stream so that it may go on, and tells those who follow its settings', async () => {
      const stream = fresh('deleted-');
      await append(stream, ['a'], -1);
      await client.deleteStream(stream, { expectedRevision: 'any' });
      await failing(readAll(stream)).toMatchObject({ type: 'stream-not-found' });
      const [settings] = await followed([`$$${stream}`], 1);
      expect(Number((settings!.data as { $tb: number }).$tb)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
      await append(stream, ['b'], -1);
      // A real server acknowledges the append a moment before it takes the stream up again.
      expect(await readOnceThere(stream)).toEqual([[1, 'b']]);
    });

    it('deletes a stream for ever, and marks it in its place', async () => {
      const stream = fresh('gone-');
      await append(stream, ['a'], -1);
      await client.tombstoneStream(stream, { expectedRevision: 'any' });
      await failing(append(stream, ['b'], 0)).toMatchObject({ type: 'stream-deleted' });
      await failing(readAll(stream)).toMatchObject({ type: 'stream-deleted' });
      const seen = await followed([stream], 2);
      expect(seen.map(({ type, revision }) => [type, Number(revision) > Number.MAX_SAFE_INTEGER])).toEqual([
        ['Said', false],
        ['$streamDeleted', true],
      ]);
    });

    it('takes what is marked as JSON as well, and gives it back as such', async () => {
      const stream = fresh();
      await client.appendToStream(stream, jsonEvent({ type: 'Noted', data: { b: 1, a: [null] } }), leader);
      for await (const { event: one } of client.readStream(stream, leader))
        expect([one!.isJson, one!.data]).toEqual([true, { b: 1, a: [null] }]);
    });
  });
