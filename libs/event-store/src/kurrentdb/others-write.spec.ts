import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { timers } from '#testing/kurrentdb/trial-timers.js';
import { asText, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(60_000);

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

  it('who writes many is told of in no more than a screenful', async () => {
    const strange = Array.from({ length: 70 }, () => ({
      id: randomUUID(),
      type: 'AdviceGiven',
      contentType: 'application/octet-stream' as const,
      data: new TextEncoder().encode('minutes'),
      metadata: undefined,
    }));
    await client.appendToStream(streamOf('s'), strange, { expectedRevision: 0n });
    expect(positions(await follow(store, -1, 71))).toEqual(upTo(71));
    const { alarms } = await store.about();
    expect(alarms).toHaveLength(65);
    expect(alarms[63]).toMatch(/^Position 64 of the log \(s, revision 64\) was not written by Minutebook/);
    expect(alarms[64]).toBe('6 entries more were not written by Minutebook');
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
