import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { catalogues } from '#domain/catalogues.js';
import { january } from '#testing/january.js';
import { entryOf, idOf, logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import type { Registers } from './registers.js';

const { caughtUp, follow, folder } = registersFor();
const begin = async () => {
  const store = new MemoryStore();
  return { store, log: await january(store) };
};
const dumpOf = (registers: Registers) => new TextDecoder().decode(registers.dump());

/** Every type of fact once, as the catalogue's examples have it, and a correction of each kind. */
const everything = async (store: MemoryStore) => {
  const log = logIn(store);
  for (const [kind, catalogue] of Object.entries(catalogues))
    for (const type of Object.keys(catalogue)) {
      if (['PutRight', 'StruckOut', 'TextsErased', 'LogClosed'].includes(type)) continue;
      await log.append(kind === 'log' ? 'log' : `${kind}-${kind}`, type);
    }
  // After it nothing more is taken.
  await log.append('log', 'LogClosed');
  return log;
};

describe('the registers', () => {
  it('take in every fact of the catalogue, and no register stops', async () => {
    const store = new MemoryStore();
    await everything(store);
    const registers = await caughtUp(store);
    expect(registers.health().map(({ stopped }) => stopped)).toEqual(registers.health().map(() => null));
    expect(registers.position).toBe(await store.head());
  });

  it('rebuilt from nothing are byte for byte what they were live', async () => {
    const { store, log } = await begin();
    const registers = await follow(store);
    const one = ['ActionListed', { listingId: 'l3', list: 'list', action: 'three', label: '3', compared: 'same' }] as const;
    for (const fact of [one, ['ReaderRemarked'], ['StruckOut', { entry: 'e20' }]] as const)
      await registers.reached(await log.append('meeting-january', fact as never));
    const live = dumpOf(registers);
    expect(live.length).toBeGreaterThan(10_000);

    await registers.rebuild(store);
    expect(dumpOf(registers)).toBe(live);
    expect(dumpOf(await caughtUp(store))).toBe(live);
  });

  it('are made anew where the file was deleted', async () => {
    const { store } = await begin();
    const dir = folder();
    const [before, after] = [await caughtUp(store, dir), folder()];
    const live = dumpOf(before);
    await before.close();
    for (const file of readdirSync(dir)) rmSync(join(dir, file));
    expect(dumpOf(await caughtUp(store, dir))).toBe(live);
    expect(readdirSync(after)).toEqual([]);
  });

  it('go on where they were', async () => {
    const { store, log } = await begin();
    const dir = folder();
    await caughtUp(store, dir);
    await log.append('board-board', ['BoardAliased', { name: text('EMIP') }]);
    expect((await caughtUp(store, dir)).boards()[0]!.aliases).toEqual(['EM Partnership Board', 'EMIP']);
  });

  it('kept by two at once are the same as kept by one', async () => {
    const { store, log } = await begin();
    const dir = folder();
    const both = [await follow(store, dir), await follow(store, dir)];
    const facts = Array.from({ length: 40 }, (_, n) => ['BoardAliased', { name: text(`Name ${n}`) }] as const);
    const last = await log.append('board-board', ...facts);
    await Promise.all(both.map((one) => one.reached(last)));
    expect(both.flatMap((one) => one.health()).map(({ stopped, position }) => [stopped, position])).toEqual(
      Array.from({ length: 18 }, () => [null, last]),
    );
    const alone = dumpOf(await caughtUp(store));
    expect(both.map(dumpOf)).toEqual([alone, alone]);
  });

  it('of another log are begun anew', async () => {
    const [one, other] = [await begin(), await begin()];
    const dir = folder();
    const before = await caughtUp(one.store, dir);
    await before.close();
    await other.log.append('person-new', 'PersonIntroduced');
    expect(dumpOf(await caughtUp(other.store, dir))).toBe(dumpOf(await caughtUp(other.store)));

    const shorter = new MemoryStore();
    await logIn(shorter).append('person-new', 'PersonIntroduced');
    expect((await caughtUp(shorter, dir)).people()).toHaveLength(1);
  });
});

describe('at an earlier position', () => {
  it('what was known then is answered, from every register', async () => {
    const { store, log } = await begin();
    const registers = await follow(store);
    await registers.reached(log.position);
    const known = () => ({ actions: registers.actions({}, { at: log.position }), findings: registers.findings({}, { at: log.position }) });
    const then = known();
    await log.append('meeting-january', ['StruckOut', { entry: 'e15' }], ['StruckOut', { entry: 'e12' }]);
    await registers.reached(await log.append('board-board', ['BoardAliased', { name: text('EMIP') }]));
    expect(known()).toEqual(then);
    expect(registers.actions().map(({ number }) => number)).toEqual(['1', '3']);
    expect([registers.boards({ at: -1 }), registers.actions({}, { at: 3 })]).toEqual([[], []]);
  });

  it('a time means the last position by the running maximum of recordedAt', async () => {
    const store = new MemoryStore();
    const log = logIn(store);
    const at = (recordedAt: string) => ['BoardAliased', {}, { recordedAt }] as const;
    await log.append('board-board', ['BoardEstablished', {}, { recordedAt: '2026-01-01T10:00:00.000Z' }]);
    // The clock was wrong once: what came after it was not known before it.
    await log.append('board-board', at('2026-01-01T12:00:00.000Z'), at('2026-01-01T11:00:00.000Z'), at('2026-01-01T13:00:00.000Z'));
    const registers = await caughtUp(store);
    const hours = ['09:59', '10:00', '11:30', '12:00', '12:59', '13:00'].map((hour) => registers.positionAt(`2026-01-01T${hour}:00Z`));
    expect(hours).toEqual([-1, 0, 0, 2, 2, 3]);
  });
});

describe('words that are erased', () => {
  const bytesIn = (dir: string) => readdirSync(dir).map((name) => readFileSync(join(dir, name)).toString('latin1'));
  const secret = 'Councillor Confidential of Nowhere';

  it('are gone from every position and from the bytes of the file, as if they had never been there', async () => {
    const { store, log } = await begin();
    const dir = folder();
    const registers = await follow(store, dir);
    await log.append('person-c', ['PersonIntroduced', { name: text(secret) }]);
    const named = await log.append('person-c', ['SpellingAdded', { spellingId: 's-c', spelling: text(`${secret} OBE`) }]);
    await registers.reached(named);
    expect(registers.personNamed(secret)).toMatchObject({ one: { name: secret } });
    expect(bytesIn(dir).some((bytes) => bytes.includes(secret))).toBe(true);

    const digests = [...log.digestsOf(secret), ...log.digestsOf(`${secret} OBE`)];
    await registers.reached(await log.append('person-c', ['TextsErased', { digests }]));
    const id = idOf('c');
    for (const at of [named - 1, named, named + 1])
      expect(registers.people({ at }).find(({ person }) => person === id)!.name).toBe('[erased]');
    expect(registers.personNamed('Confidential')).toEqual({ candidates: [] });
    expect(bytesIn(dir).some((bytes) => bytes.includes('Confidential'))).toBe(false);
    expect(registers.wipePending).toBe(false);

    const live = dumpOf(registers);
    await store.texts.erase(digests);
    await registers.rebuild(store);
    expect(dumpOf(registers)).toBe(live);
  });

  it('leave nothing behind where rows have moved between pages', async () => {
    const store = new MemoryStore();
    const dir = folder();
    const log = logIn(store);
    const registers = await follow(store, dir);
    const people = ['a', 'b', 'c', 'd'];
    const words = (person: string, n: number) => `${secret} ${person}${n} ${'and so on '.repeat((n * 7) % 60)}`;
    for (const person of people) await log.append(`person-${person}`, 'PersonIntroduced');
    for (let n = 0; n < 30; n++)
      for (const person of people) {
        const written = ['SpellingAdded', { spellingId: `${person}${n}`, spelling: text(words(person, n)) }] as const;
        await registers.reached(await log.append(`person-${person}`, written));
      }
    for (const person of people) {
      const digests = Array.from({ length: 30 }, (_, n) => words(person, n)).flatMap(log.digestsOf);
      await registers.reached(await log.append(`person-${person}`, ['TextsErased', { digests }]));
    }
    expect(bytesIn(dir).some((bytes) => bytes.includes('Confidential'))).toBe(false);
  });

  it('in a stretch of another entry are erased with it', async () => {
    const { store, log } = await begin();
    const passage = 'The Board agreed to write';
    await log.append('meeting-january', ['WordsRecorded', { item: 'six', words: text(passage) }, { as: 'passage' }]);
    await log.append('meeting-january', [
      'DecisionRecorded',
      {
        decisionId: 'to-write',
        item: 'six',
        kind: 'agreed',
        words: { in: 'passage', from: 10, to: 25 },
        subjects: [],
        reason: null,
        division: null,
      },
    ]);
    const registers = await caughtUp(store);
    const words = () => registers.decision(idOf('to-write'))!.words;
    expect(words()).toBe('agreed to write');
    await registers.reached(await log.append('meeting-january', ['TextsErased', { digests: log.digestsOf(passage) }]));
    expect(words()).toBe('[erased]');
  });
});

describe('whereabouts', () => {
  it('tell the stream and the entry of an id, and the stream of an entry', async () => {
    const registers = await caughtUp((await begin()).store);
    const stream = `meeting-${idOf('january')}`;
    const [raised, began] = [entryOf('meeting-january', 'e11'), entryOf('meeting-january', 'e1')];
    expect(registers.whereabouts(idOf('one'))).toEqual({ id: idOf('one'), noun: 'action', stream, entry: raised });
    expect(registers.whereabouts(idOf('january'))).toEqual({ id: idOf('january'), noun: 'meeting', stream, entry: began });
    expect(registers.whereabouts(raised)).toEqual({ id: raised, noun: 'entry', stream, entry: raised });
    expect(registers.whereabouts(idOf('nobody'))).toBeNull();
  });
});
