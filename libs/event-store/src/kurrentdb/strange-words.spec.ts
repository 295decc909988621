import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { asText, entry, sealed } from '../contract-fixtures.js';
import type { SealedText } from '../port.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(30_000);
const timers = { attempt: 1_000, call: 5_000, seen: 500, sweep: 50 };
let store: KurrentStore;
const stores: KurrentStore[] = [];
const open = async () => stores[stores.push(await KurrentStore.open({ url: server().url, timers })) - 1]!;
afterEach(async () => {
  await Promise.all(stores.splice(0).map((one) => one.close()));
});
const server = serverForEach();
beforeEach(async () => {
  store = await open();
});
const sideOf = (stream: string) => `mb-texts.${store.logId}.${stream}`;
const put = (stream: string, data: Uint8Array) =>
  server().log.append(stream, 'any', [
    { id: randomUUID(), type: 'TextsSealed', contentType: 'application/octet-stream', data, metadata: new Uint8Array() },
  ]);
const visible = (stream: string) => (server().log.read(sideOf(stream)) ?? []).map(({ data }) => asText(data)).join();
const recorded = async (...texts: readonly SealedText[]) => {
  for (const [n, text] of texts.entries()) await store.append('s', n - 1, [entry('s', n)], [text]);
};
const wordsOf = async (one: KurrentStore, ...texts: readonly SealedText[]) => {
  const found = await one.texts.get(texts.map(({ digest }) => digest));
  return texts.map(({ digest }) => {
    const opened = found.get(digest);
    return typeof opened === 'object' ? opened.text : opened;
  });
};

describe('what somebody else wrote among the words', () => {
  it.each([
    ['no JSON', 'minutes'],
    ['another object', '{}'],
    ['groups that are none', '{"groups":[{"texts":null}]}'],
    ['groups without texts', '{"groups":[null]}'],
  ])('%s: it is told, it hinders nobody who reads, and no erasure', async (_, written) => {
    const [first, second] = [sealed('of the first'), sealed('of the second')];
    await store.append('s', -1, [entry('s', 0)], [first]);
    put(sideOf('s'), Buffer.from(written));
    await store.append('s', 0, [entry('s', 1)], [second]);
    for (const one of [store, await open()]) {
      expect(await wordsOf(one, first, second)).toEqual(['of the first', 'of the second']);
      expect((await one.about()).alarms).toEqual([expect.stringMatching(/holds at revision 1 what was not written by Minutebook/)]);
    }
    await store.texts.erase([first.digest]);
    expect(visible('s')).not.toContain('of the first');
    for (const one of [store, await open()]) expect(await wordsOf(one, first, second)).toEqual(['erased', 'of the second']);
  });
});

describe('what somebody else wrote beside the log, again and again', () => {
  const junk = Buffer.from('minutes');
  it('is told once for each stream, with where it stands', async () => {
    await recorded(sealed('of the first'));
    for (let n = 0; n < 300; n++) put(sideOf('s'), junk);
    await store.append('s', 0, [entry('s', 1)], [sealed('of the second')]);
    put(sideOf('s'), junk);
    put(sideOf('t'), junk);
    await store.atEnd();
    for (const one of [store, await open()])
      expect((await one.about()).alarms).toEqual([
        `The stream ${sideOf('s')} holds at 301 revisions from 1 to 302 what was not written by Minutebook: it is passed over`,
        `The stream ${sideOf('t')} holds at revision 0 what was not written by Minutebook: it is passed over`,
      ]);
  });

  it('is counted where it stands in many streams', async () => {
    for (let n = 0; n < 70; n++) for (let twice = 0; twice < 2; twice++) put(sideOf(`s${n}`), junk);
    const { alarms } = await (await open()).about();
    expect(alarms).toHaveLength(65);
    expect(alarms[63]).toContain(`The stream ${sideOf('s63')} holds at 2 revisions from 0 to 1 `);
    expect(alarms[64]).toBe('Other streams hold 12 events more that were not written by Minutebook: they are passed over');
  });
});

describe('words of which a byte was changed on the server', () => {
  it('are told by their digest, also where the byte would be read as the character that they held', async () => {
    const text = sealed('a \ufffd b');
    await recorded(text, sealed('others'));
    const held = server().log.all.find(({ stream, data }) => stream === sideOf('s') && asText(data).includes(text.digest))!;
    const bytes = Buffer.from(held.data);
    const at = bytes.indexOf(Buffer.from('\ufffd'));
    Object.assign(held, { data: Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]) });
    for (const one of [store, await open()]) expect(await one.lookedAt([text.digest])).toEqual(['garbled']);
  });
});
