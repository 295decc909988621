import { afterEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { storeContract } from '../contract.js';
import { asText, entry, filed, sealed, upTo } from '../contract-fixtures.js';
import { InvalidEnvelope, type SealedText } from '../port.js';
import { makeEarlierFile } from './earlier-file.js';
import { openLogFile } from './log-file.js';
import { errorOf } from './requests.js';
import { SqliteStore, type SqliteOptions } from './sqlite-store.js';
import { Writer } from './writer.js';
import { WriterThread } from './writer-thread.js';

const newFolder = temporaryFolders();
const opened: SqliteStore[] = [];
const sortsAt = (at: number, together = at): SqliteOptions => ({
  writer: (...given) => new WriterThread(...given, undefined, { at, together }),
});
const open = async (dir: string, options?: SqliteOptions) => opened[opened.push(await SqliteStore.open(dir, options)) - 1]!;
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});
const asked = (dir: string, question: string) => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'), { readOnly: true });
  const answer = db.prepare(question).get();
  db.close();
  return answer;
};
/** So many entries, with a thousand texts each. */
const appendWide = async (store: SqliteStore, entries: number): Promise<readonly SealedText[]> => {
  const wide = upTo(entries).map((n) => upTo(1_000).map((one) => sealed(`words ${n} ${one}`)));
  for (const [n, texts] of wide.entries()) await store.append('s', n - 1, [entry('s', n)], texts);
  return wide.flat();
};
const chance = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;

for (const [name, make, options] of [
  ['sqlite, a file from before anything was sorted', makeEarlierFile, {}],
  ['sqlite, where all is sorted after each append', () => undefined, sortsAt(1)],
] as const)
  storeContract(name, async () => {
    const dir = newFolder();
    make(dir);
    const store = await open(dir, options);
    const reopen = async () => {
      await store.close();
      return open(dir, options);
    };
    return { store, reopen, close: async () => undefined };
  });

describe('a file from before anything was sorted', () => {
  it('stays one, and whoever only reads finds in it what others append', async () => {
    const dir = newFolder();
    makeEarlierFile(dir);
    const store = await open(dir, sortsAt(1));
    const reader = await open(dir, { readOnly: true });
    for (const n of upTo(5)) await store.append('s', n - 1, [entry('s', n)], [sealed(`words ${n}`)]);
    expect((await reader.read('s')).revision).toBe(4);
    expect(asked(dir, 'PRAGMA user_version')).toEqual({ user_version: 0 });
    expect(asked(dir, `SELECT count(*) AS held FROM sqlite_schema WHERE name IN ('ids', 'places', 'streams', 'sorted')`)).toEqual({
      held: 0,
    });
  });
});

describe('what is sorted while more is asked', () => {
  const left = (dir: string) => {
    const ends = `(SELECT max(position) FROM events) - events AS entries, (SELECT max(place) FROM texts) - texts AS texts`;
    const { entries, texts } = asked(dir, `SELECT ${ends} FROM sorted`) as { entries: number; texts: number };
    return entries + texts;
  };
  const append = (stream: string, texts: number) => ({
    ...({ do: 'append', stream, expected: -1, entries: [filed(entry(stream, 0))] } as const),
    texts: upTo(texts).map((n) => sealed(`words ${n} of ${stream}`)),
  });
  const writing = (dir: string, at: number) => {
    const db = openLogFile(dir, false);
    const writer = new Writer(db, { at, together: 2 });
    return {
      take: (stream: string, texts: number) => writer.take([{ n: 0, asked: append(stream, texts) }], () => {}),
      close: () => writer.close(),
    };
  };

  it('does not grow, however many texts come with an entry', () => {
    const dir = newFolder();
    const { take, close } = writing(dir, 10);
    for (const n of upTo(5)) {
      take(`s${n}`, 30);
      expect(left(dir)).toBeLessThan(10);
    }
    close();
  });

  it('grows less where there is too much of it already, and whoever writes waits for some of that', () => {
    const dir = newFolder();
    const before = writing(dir, 1_000);
    for (const n of upTo(3)) before.take(`s${n}`, 30);
    before.close();
    expect(left(dir)).toBe(93);
    const { take, close } = writing(dir, 10);
    take('s', 2);
    close();
    // Three have come, and six or a few more are sorted.
    expect(left(dir)).toBeGreaterThan(80);
    expect(left(dir)).toBeLessThan(93);
  });
});

describe('what is sorted from time to time', () => {
  it('is found alike before and after, by two that write and by one that reads', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = chance(seed);
    const dir = newFolder();
    const writers = [await open(dir, sortsAt(40, 7)), await open(dir, sortsAt(25, 9))] as const;
    const reader = await open(dir, { readOnly: true });
    const streams = new Map<string, string[]>();
    const texts = new Map<string, SealedText | 'erased'>();
    const ids: string[] = [];
    let refused = 0;
    for (const round of upTo(150)) {
      const writer = writers[Math.floor(random() * 2)]!;
      const stream = `s${Math.floor(random() * 7)}`;
      const its = streams.get(stream) ?? [];
      const bytes = entry(stream, its.length);
      const some = upTo(Math.floor(random() * 6)).map((n) => sealed(`words ${round} ${n}`));
      await writer.append(stream, its.length - 1, [bytes], some);
      streams.set(stream, [...its, asText(bytes)]);
      for (const text of some) texts.set(text.digest, text);
      ids.push((JSON.parse(asText(bytes)) as { id: string }).id);
      const id = ids[Math.floor(random() * ids.length)]!;
      const again = writers[Math.floor(random() * 2)]!.append('again', -1, [entry('again', 0, { id })], []);
      refused += await again.then(
        () => 0,
        (error: unknown) => (error instanceof InvalidEnvelope && error.member === 'id' ? 1 : 0),
      );
      const held = [...texts].filter(([, text]) => text !== 'erased');
      if (round % 10 === 9 && held.length > 0) {
        const [gone] = held[Math.floor(random() * held.length)]!;
        await writer.texts.erase([gone]);
        texts.set(gone, 'erased');
      }
      if (round % 5 !== 4) continue;
      for (const store of [...writers, reader]) {
        const where = `seed ${seed}, round ${round}`;
        for (const [name, all] of streams)
          expect([where, (await store.read(name)).events.map((recorded) => asText(recorded.bytes))]).toEqual([where, all]);
        const found = await store.texts.get([...texts.keys()]);
        const due = new Map([...texts].map(([digest, one]) => [digest, one === 'erased' ? one : { salt: one.salt, text: one.text }]));
        expect([where, found]).toEqual([where, due]);
      }
    }
    expect(refused).toBe(150);
    expect(asked(dir, 'SELECT events > 100 AS far, texts > 100 AS wide FROM sorted')).toEqual({ far: 1, wide: 1 });
    expect(asked(dir, 'SELECT count(*) AS ids FROM ids')).toEqual(asked(dir, 'SELECT events + 1 AS ids FROM sorted'));
    expect(asked(dir, 'SELECT count(*) AS places FROM places')).toEqual(asked(dir, 'SELECT texts AS places FROM sorted'));
  });

  it('happens by itself once nothing more is asked, some of it at a time', async () => {
    const dir = newFolder();
    const store = await open(dir);
    const many = await appendWide(store, 3);
    expect(asked(dir, 'SELECT * FROM sorted')).toEqual({ events: -1, texts: 0 });
    const until = Date.now() + 10_000;
    while (Date.now() < until && (asked(dir, 'SELECT texts FROM sorted') as { texts: number }).texts === 0) await wait(20);
    // What is left is not worth it.
    expect(asked(dir, 'SELECT * FROM sorted')).toEqual({ events: 2, texts: 1_500 });
    expect((await store.read('s')).revision).toBe(2);
    expect((await store.texts.get(many.map(({ digest }) => digest))).size).toBe(3_000);
  });

  it('happens before the end where much was written right before it', async () => {
    const dir = newFolder();
    const store = await open(dir);
    await appendWide(store, 5);
    expect(asked(dir, 'SELECT texts FROM sorted')).toEqual({ texts: 0 });
    await store.close();
    expect((asked(dir, 'SELECT texts FROM sorted') as { texts: number }).texts).toBeGreaterThanOrEqual(1_500);
    const next = await open(dir);
    expect((await next.read('s')).revision).toBe(4);
  });

  it('does not wait for that where much has come', async () => {
    const dir = newFolder();
    const store = await open(dir, sortsAt(2_000, 800));
    await appendWide(store, 2);
    // Answered when what is before it is done.
    await store.append('s', 1, [entry('s', 2)], []);
    expect(asked(dir, 'SELECT * FROM sorted')).toEqual({ events: 1, texts: 800 });
  });

  it('is erased from the file, sorted or not, also where its digest came twice', async () => {
    const dir = newFolder();
    const store = await open(dir, sortsAt(5));
    const [twice, before, after] = [sealed('words that came twice'), sealed('words from before'), sealed('words from after')];
    await store.append('s', -1, [entry('s', 0)], [twice, before, ...upTo(4).map((n) => sealed(`others ${n}`))]);
    await store.append('s', 0, [entry('s', 1)], [after, { ...twice, text: 'other words' }]);
    expect((await store.texts.get([twice.digest])).get(twice.digest)).toEqual({ salt: twice.salt, text: 'words that came twice' });
    // Another that has not looked into the log yet.
    const other = await open(dir, sortsAt(5));
    await other.texts.erase([twice, before, after].map(({ digest }) => digest));
    const files = Buffer.concat(readdirSync(dir).map((name) => readFileSync(join(dir, name))));
    for (const words of ['words that came twice', 'other words', 'words from before', 'words from after', twice.salt])
      expect(files.includes(words)).toBe(false);
    expect(files.includes('others 3')).toBe(true);
  });

  it('is not sorted where the disk will not have it: nothing more is written, and what was acknowledged is there', async () => {
    const dir = newFolder();
    const db = openLogFile(dir, false);
    const writer = new Writer(db, { at: 2, together: 9 });
    const append = (n: number) => {
      let answer: unknown;
      const request = { do: 'append', stream: 's', expected: n - 1, entries: [filed(entry('s', n))], texts: [] } as const;
      writer.take([{ n: 0, asked: request }], ([given]) => (answer = 'done' in given! ? given.done : errorOf(given!.failed)));
      return answer;
    };
    expect(append(0)).toEqual({ revision: 0, position: 0 });
    db.exec(`CREATE TRIGGER full BEFORE UPDATE ON sorted BEGIN SELECT RAISE(ABORT, 'odd'); END`);
    expect(append(1)).toEqual({ revision: 1, position: 1 });
    expect(db.isTransaction).toBe(false);
    // What SQLite will not have for another reason is tried again with the next.
    expect(append(2)).toEqual({ revision: 2, position: 2 });
    db.exec('DROP TRIGGER full');
    expect(append(3)).toEqual({ revision: 3, position: 3 });
    expect(asked(dir, 'SELECT * FROM sorted')).toEqual({ events: 3, texts: 0 });
    db.exec('PRAGMA query_only = 1');
    expect(append(4)).toBeInstanceOf(Error);
    expect(writer.stopped?.message).toContain('read-only');
    db.exec('PRAGMA query_only = 0');
    writer.close();
    expect((await (await open(dir)).read('s')).revision).toBe(3);
  });
});
