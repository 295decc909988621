import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closesForASuccessor } from './contract-closing.js';
import { followsTheLog } from './contract-follow.js';
import { blobDigest, digestOf, newSalt, spelt } from './digests.js';
import { asText, bytesOf, entries, entry, envelope, follow, positions, sealed, upTo, utf8 } from './contract-fixtures.js';
import { mostOfAText } from '#kernel/length.js';
import { type Envelope, type EventStore, InvalidEnvelope, StoreUnavailable, TextWasErased, WrongRevision } from './port.js';

/** `reopen` closes the store and opens what it kept, where the adapter keeps anything. */
export type Opening = { readonly store: EventStore; readonly reopen?: () => Promise<EventStore>; readonly close: () => Promise<void> };

/** What every store does. An adapter's spec is this line, and what only that adapter has. */
export const storeContract = (name: string, open: () => Promise<Opening>): void =>
  describe(`${name}: the contract of stores`, () => {
    let opening: Opening;
    let store: EventStore;
    beforeEach(async () => {
      opening = await open();
      store = opening.store;
    });
    afterEach(() => opening.close());

    const bytesIn = async (stream: string) => (await store.read(stream)).events.map(({ bytes }) => asText(bytes));
    const isEmpty = async () => {
      expect(await store.head()).toBe(-1);
      expect(await store.read('s')).toEqual({ events: [], revision: -1 });
    };

    describe('append and read', () => {
      it('has nothing in a stream that nobody wrote', isEmpty);

      it('gives the bytes back as they came', async () => {
        const sent = [entry('s', 0, { data: { label: 'é 𝄞 "\\\u0000\u2028' } }), entry('s', 1)];
        expect(await store.append('s', -1, sent, [])).toEqual({ revision: 1, position: 1 });
        const { events, revision } = await store.read('s');
        expect(revision).toBe(1);
        expect(await bytesIn('s')).toEqual(sent.map(asText));
        expect(events.map((recorded) => recorded.envelope)).toEqual(sent.map((bytes) => JSON.parse(asText(bytes))));
      });

      it('names its streams in the order of their names, so many at a time', async () => {
        expect(await store.streamsAfter('', 9)).toEqual([]);
        for (const stream of ['s-2', 't', 's-10', 's-1']) await store.append(stream, -1, entries(stream, 0, 2), []);
        expect(await store.streamsAfter('', 9)).toEqual(['s-1', 's-10', 's-2', 't']);
        expect(await store.streamsAfter('s-1', 2)).toEqual(['s-10', 's-2']);
        expect(await store.streamsAfter('s-11', 9)).toEqual(['s-2', 't']);
        expect(await store.streamsAfter('t', 9)).toEqual([]);
      });

      it('counts positions without a gap over all streams, failed appends included', async () => {
        expect(await store.append('s', -1, entries('s', 0, 2), [])).toEqual({ revision: 1, position: 1 });
        await expect(store.append('t', 0, entries('t', 1, 3), [])).rejects.toThrow(WrongRevision);
        expect(await store.append('t', -1, entries('t', 0, 1), [])).toEqual({ revision: 0, position: 2 });
        expect(await store.append('s', 1, entries('s', 2, 2), [])).toEqual({ revision: 3, position: 4 });
        expect(positions((await store.read('s')).events)).toEqual([0, 1, 3, 4]);
        expect(positions((await store.read('t')).events)).toEqual([2]);
        expect(await store.head()).toBe(4);
      });

      it.each([
        ['empty, and something was expected', 0, 0, -1],
        ['ahead of what was expected', 3, 0, 2],
        ['ahead, and nothing was expected', 3, -1, 2],
        ['behind what was expected', 3, 5, 2],
      ])('refuses an append to a stream that is %s', async (_, held, expected, actual) => {
        if (held) await store.append('s', -1, entries('s', 0, held), []);
        const text = sealed('words');
        const refused = store.append('s', expected, entries('s', expected + 1, 1), [text]);
        await expect(refused).rejects.toMatchObject({ code: 'store.wrong-revision', stream: 's', expected, actual });
        await expect(refused).rejects.toThrow(WrongRevision);
        expect(await bytesIn('s')).toHaveLength(held);
        expect((await store.texts.get([text.digest])).get(text.digest)).toBeUndefined();
      });

      it('lets exactly one of those win that append at one revision', async () => {
        const sent = upTo(20).map(() => entry('s', 0));
        const results = await Promise.allSettled(sent.map((bytes) => store.append('s', -1, [bytes], [])));
        const won = results.flatMap(({ status }, place) => (status === 'fulfilled' ? [place] : []));
        expect(won).toHaveLength(1);
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(WrongRevision);
        expect(await bytesIn('s')).toEqual([asText(sent[won[0]!]!)]);
      });

      const { nonce: _, ...withoutNonce } = envelope('s', 1);
      it.each<[string, string, Uint8Array]>([
        ['another form', 'e', bytesOf({ ...envelope('s', 1), e: 2 })],
        ['a member that is missing', 'nonce', bytesOf(withoutNonce)],
        ['a member too many', 'x', bytesOf({ ...envelope('s', 1), x: null })],
        ['a member of another kind', 'actor', bytesOf({ ...envelope('s', 1), actor: null })],
        ['a way of recording that there is not', 'recorded', bytesOf({ ...envelope('s', 1), recorded: 'heard' })],
        ['another stream', 'stream', entry('t', 1)],
        ['another revision', 'revision', entry('s', 2)],
        ['spaces', 'bytes', utf8(JSON.stringify(envelope('s', 1), null, 1))],
        ['members in another order', 'bytes', utf8(JSON.stringify(envelope('s', 1)))],
        ['a byte order mark', 'bytes', Uint8Array.of(0xef, 0xbb, 0xbf, ...entry('s', 1))],
        ['a fraction', 'bytes', utf8(asText(entry('s', 1, { data: 15 })).replace('"data":15', '"data":1.5'))],
        ['half a character', 'bytes', utf8(asText(entry('s', 1, { data: '?' })).replace('"?"', '"\\ud800"'))],
        ['bytes that are not UTF-8', 'bytes', Uint8Array.of(...entry('s', 1)).fill(0xff, 20, 21)],
        ['no JSON', 'bytes', utf8('{')],
        ['no object', 'bytes', utf8('[]')],
        ['more than 65,535 bytes', 'bytes', entry('s', 1, { data: 'a'.repeat(65_535) })],
      ])('keeps nothing of an append that has %s in its middle', async (_, member, bad) => {
        const text = sealed('words');
        const refused = store.append('s', -1, [entry('s', 0), bad, entry('s', 2)], [text]);
        await expect(refused).rejects.toMatchObject({ code: 'store.invalid-envelope', member });
        await expect(refused).rejects.toThrow(InvalidEnvelope);
        await isEmpty();
        expect(await store.texts.get([text.digest])).toEqual(new Map());
      });

      let deep: unknown = null;
      for (const _ of upTo(100)) deep = [deep];
      it.each<[string, string, Partial<Envelope>]>([
        ['names that no log has', 'bytes', { data: { 'two words': 1 } }],
        ['more lists in lists than a log has', 'bytes', { data: deep }],
        ['a member of another kind', 'actor', { actor: '' }],
        ['another stream', 'stream', { stream: 't' }],
        ['another revision', 'revision', { revision: 2 }],
      ])('refuses an envelope with %s also where what it says is at hand', async (_, member, members) => {
        const said = [envelope('s', 0), { ...envelope('s', 1), ...members }];
        const refused = store.append('s', -1, said.map(bytesOf), [], said);
        await expect(refused).rejects.toMatchObject({ code: 'store.invalid-envelope', member });
        await isEmpty();
      });

      it('takes an envelope of 65,535 bytes', async () => {
        const room = 65_535 - entry('s', 0, { data: '' }).length;
        const largest = entry('s', 0, { data: 'a'.repeat(room) });
        expect(largest).toHaveLength(65_535);
        await store.append('s', -1, [largest], []);
        expect(await bytesIn('s')).toEqual([asText(largest)]);
      });

      it('takes the longest text that may be recorded, and as many words as come with one append', async () => {
        const longest = sealed('\u0001'.repeat(Math.floor((mostOfAText - 2) / 6)));
        const many = Array.from({ length: 12 }, (_, n) => sealed(`${n} `.repeat(40_000)));
        await store.append('s', -1, entries('s', 0, 2), [...many.slice(0, 6), longest, ...many.slice(6)]);
        const held = await store.texts.get([longest, ...many].map(({ digest }) => digest));
        for (const { digest, salt, text } of [longest, ...many]) expect(held.get(digest)).toEqual({ salt, text });
        await store.texts.erase([many[3]!.digest]);
        expect((await store.texts.get([many[3]!.digest])).get(many[3]!.digest)).toBe('erased');
        expect((await store.texts.get([longest.digest])).get(longest.digest)).toEqual({ salt: longest.salt, text: longest.text });
      });

      it('takes an id once: in one append, and in the whole log', async () => {
        const twice = envelope('s', 0);
        const again = store.append('s', -1, [bytesOf(twice), entry('s', 1, { id: twice.id })], [sealed('words')]);
        await expect(again).rejects.toMatchObject({ code: 'store.invalid-envelope', member: 'id' });
        await isEmpty();
        await store.append('t', -1, [entry('t', 0, { id: twice.id })], []);
        await expect(store.append('s', -1, [bytesOf(twice)], [])).rejects.toMatchObject({ member: 'id' });
        expect(await store.append('s', -1, entries('s', 0, 1), [])).toEqual({ revision: 0, position: 1 });
      });

      it('refuses an append of nothing', async () => {
        await expect(store.append('s', -1, [], [sealed('words')])).rejects.toThrow(InvalidEnvelope);
      });

      it('does not change when what it was given, or gave, is changed', async () => {
        const sent = entry('s', 0, { data: { label: 'a' } });
        const before = asText(sent);
        await store.append('s', -1, [sent], []);
        sent.fill(0);
        const given = (await store.read('s')).events;
        given[0]!.bytes.fill(0);
        (given[0]!.envelope.data as { label: string }).label = 'b';
        (given as unknown[]).pop();
        const [followed] = await follow(store, -1, 1);
        expect(asText(followed!.bytes)).toBe(before);
        followed!.bytes.fill(0);
        const again = await store.read('s');
        expect(again.events.map(({ bytes }) => asText(bytes))).toEqual([before]);
        expect(again.events[0]!.envelope.data).toEqual({ label: 'a' });
      });
    });

    describe('texts', () => {
      it('are found by digest, with the events that they came with', async () => {
        const texts = [
          sealed(''),
          sealed('Cllr Ó Sé\u0000 𝄞\ufeff'),
          sealed('\ufeffwords'),
          sealed('w'.repeat(300_000)),
          { ...sealed('-'), text: null },
        ];
        await store.append('s', -1, [entry('s', 0)], texts);
        const found = await store.texts.get([...texts.map(({ digest }) => digest), 'unknown']);
        expect(found).toEqual(new Map(texts.map(({ digest, salt, text }) => [digest, { salt, text }])));
      });

      it('may come again with another append', async () => {
        const text = sealed('words');
        await store.append('s', -1, [entry('s', 0)], [text, text]);
        await store.append('s', 0, [entry('s', 1)], [{ ...text, text: 'other words' }]);
        expect((await store.texts.get([text.digest])).get(text.digest)).toEqual({ salt: text.salt, text: 'words' });
      });

      it('are erased for ever, held or not, and never put again', async () => {
        const [held, kept, unknown] = [sealed('held'), sealed('kept'), sealed('unknown')];
        await store.append('s', -1, [entry('s', 0)], [held, kept]);
        await store.texts.erase([held.digest, unknown.digest]);
        await store.texts.erase([held.digest]);
        for (const gone of [held, unknown]) {
          const other = sealed('other');
          const again = store.append('s', 0, [entry('s', 1)], [other, gone]);
          await expect(again).rejects.toMatchObject({ code: 'store.text-was-erased', digest: gone.digest });
          await expect(again).rejects.toThrow(TextWasErased);
          expect((await store.read('s')).revision).toBe(0);
          expect(await store.texts.get([gone.digest, other.digest])).toEqual(new Map([[gone.digest, 'erased']]));
        }
        expect((await store.texts.get([kept.digest])).get(kept.digest)).toEqual({ salt: kept.salt, text: 'kept' });
      });
    });

    it('gives many texts at once as it gives each: in any order, of several appends, some of them erased or never held', async () => {
      const texts = upTo(400).map((n) => ({ ...sealed(`words ${n} «é»\u0000\ufeff`), ...(n % 3 === 0 && { text: null }) }));
      for (const n of upTo(4)) await store.append('s', n - 1, [entry('s', n)], texts.slice(n * 100, (n + 1) * 100));
      const [never, gone] = [sealed('never held'), sealed('erased and never held')];
      const erased = [...texts.filter((_, n) => n % 7 === 0), gone].map(({ digest }) => digest);
      await store.texts.erase(erased);
      const held = new Map(texts.map(({ digest, salt, text }) => [digest, erased.includes(digest) ? 'erased' : { salt, text }]));
      const all = [...held.keys()];
      expect(await store.texts.get(all)).toEqual(held);
      const others = [...all.toReversed(), never.digest, gone.digest, ...all.slice(0, 5)];
      expect(await store.texts.get(others)).toEqual(new Map([...held, [gone.digest, 'erased']]));
      const some = all.filter((_, n) => n % 2 === 0);
      expect(await store.texts.get(some)).toEqual(new Map(some.map((digest) => [digest, held.get(digest)])));
    });

    it('gives whoever verifies texts what their digests are made of, whatever they say, in the order that is asked for', async () => {
      const characters = upTo(0x110).map((page) => upTo(0x100).map((n) => String.fromCodePoint(page * 0x100 + n)));
      const astral = upTo(0x11).map((plane) => String.fromCodePoint(plane * 0x1_0000 + 0xfffe, plane * 0x1_0000 + (0x1f600 % 0x1_0000)));
      const texts = [...characters.map((some) => some.join('')), astral.join('')].map((one) => sealed(one.toWellFormed()));
      const salt = { ...sealed('salt'), text: null };
      const [never, gone] = [sealed('never held'), sealed('erased')];
      await store.append('s', -1, [entry('s', 0)], [salt, ...texts, gone]);
      await store.texts.erase([gone.digest]);
      const asked = [salt, ...texts, gone, never, ...texts.toReversed()].map(({ digest }) => digest);
      const looked = await store.lookedAt(asked);
      const made = texts.map(({ salt, text }) => spelt(salt, text!));
      expect(looked).toEqual([null, ...made, 'erased', undefined, ...made.toReversed()]);
      expect(made.map(digestOf)).toEqual(texts.map(({ digest }) => digest));
    });

    it('keeps blobs as it keeps texts', async () => {
      const salt = newSalt();
      const bytes = Uint8Array.from({ length: 100_000 }, (_, place) => place % 256);
      const digest = blobDigest(salt, bytes);
      const before = asText(bytes);
      await store.blobs.put(digest, salt, bytes);
      bytes.fill(0);
      await store.blobs.put(digest, salt, utf8('other'));
      const first = (await store.blobs.get(digest)) as { salt: string; bytes: Uint8Array };
      expect([first.salt, asText(first.bytes)]).toEqual([salt, before]);
      first.bytes.fill(0);
      const again = (await store.blobs.get(digest)) as { bytes: Uint8Array };
      expect(asText(again.bytes)).toBe(before);
      expect(await store.blobs.get('unknown')).toBeUndefined();
      await store.blobs.erase([digest]);
      expect(await store.blobs.get(digest)).toBe('erased');
      await expect(store.blobs.put(digest, salt, bytes)).rejects.toMatchObject({ code: 'store.text-was-erased', digest });
    });

    followsTheLog(() => store);
    closesForASuccessor(
      () => store,
      async () => opening.reopen && (store = await opening.reopen()),
    );

    it('refuses every verb once it is closed', async () => {
      const following = follow(store, -1, 1);
      await store.close();
      await store.close();
      expect(await following).toEqual([]);
      const verbs = [store.read('s'), store.append('s', -1, [entry('s', 0)], []), store.head(), store.texts.get([])];
      for (const verb of [...verbs, store.texts.erase([]), store.blobs.get('d'), store.blobs.put('d', 's', utf8(''))])
        await expect(verb).rejects.toThrow(StoreUnavailable);
    });

    it('has everything again when it is reopened, where it keeps anything', async () => {
      if (!opening.reopen) return;
      const sent = entries('s', 0, 2);
      const [kept, gone] = [sealed('kept'), sealed('gone')];
      await store.append('s', -1, sent, [kept, gone]);
      await store.texts.erase([gone.digest]);
      store = await opening.reopen();
      expect(await bytesIn('s')).toEqual(sent.map(asText));
      expect(await store.texts.get([kept.digest, gone.digest])).toEqual(
        new Map<string, unknown>([
          [kept.digest, { salt: kept.salt, text: 'kept' }],
          [gone.digest, 'erased'],
        ]),
      );
      expect(await store.append('s', 1, entries('s', 2, 1), [])).toEqual({ revision: 2, position: 2 });
    });
  });
