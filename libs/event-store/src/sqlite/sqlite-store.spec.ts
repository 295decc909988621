import { afterEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeContract } from '../contract.js';
import { asText, entries, entry, follow, positions, sealed, upTo } from '../contract-fixtures.js';
import { newSalt } from '../digests.js';
import { type SealedText, StoreUnavailable, type Unread, WrongRevision } from '../port.js';
import { openLogFile } from './log-file.js';
import { errorOf } from './requests.js';
import { SqliteStore, type SqliteOptions } from './sqlite-store.js';
import { Writer } from './writer.js';

const made: string[] = [];
const opened: SqliteStore[] = [];
const folder = () => made[made.push(mkdtempSync(join(tmpdir(), 'minutebook-'))) - 1]!;
const open = async (dir: string, options?: SqliteOptions) => opened[opened.push(await SqliteStore.open(dir, options)) - 1]!;
/** A store whose writer is at hand, so that a fault can be planted in it. */
const openHere = async (dir: string) => {
  let db!: DatabaseSync;
  const store = await open(dir, {
    writer: (_, stopped) => {
      const writer = new Writer((db = openLogFile(dir, false)));
      return {
        ask: (asked) =>
          new Promise((resolve, reject) =>
            writer.take([{ n: 0, asked }], ([answer]) => {
              if (writer.stopped) stopped(writer.stopped);
              return 'done' in answer! ? resolve(answer.done) : reject(errorOf(answer!.failed));
            }),
          ),
        close: async () => writer.close(),
      };
    },
  });
  return { store, db };
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

storeContract('sqlite', async () => {
  const dir = folder();
  const store = await open(dir);
  const reopen = async () => {
    await store.close();
    return open(dir);
  };
  return { store, reopen, close: async () => undefined };
});

describe('sqlite: the file', () => {
  it('gives the very bytes of an entry that is read as text, also of one that somebody made unreadable', async () => {
    const { store, db } = await openHere(folder());
    const planted = [[0xff], [0xf0, 0x90, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbf, 0xbd], [0x61, 0, 0x62, 0], [0xef, 0xbb, 0xbf, 0x7b]];
    for (const n of upTo(planted.length)) {
      await store.append('s', n - 1, [entry('s', n)], []);
      db.prepare('UPDATE events SET bytes = ? WHERE position = ?').run(Uint8Array.from(planted[n]!), n);
    }
    const read = await store.unread(-1, { signal: new AbortController().signal })[Symbol.asyncIterator]().next();
    const some = read.value as readonly Unread[];
    expect(some.map(({ bytes }) => [...bytes])).toEqual(planted);
    expect(some.map(({ text }) => text)).toEqual([undefined, undefined, undefined, undefined, 'a\u0000b\u0000', '\ufeff{']);
  });

  it('is made durable, and says what it is', async () => {
    const { db } = await openHere(join(folder(), 'a', 'b'));
    const held = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'wal_autocheckpoint', 'application_id', 'user_version'];
    expect(held.map((name) => Object.values(db.prepare(`PRAGMA ${name}`).get()!)[0])).toEqual(['wal', 2, 1, 1, 0, 0x4d696e75, 1]);
    const tables = db.prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY name`);
    expect(tables.all().map(({ name, strict }) => [name, strict])).toEqual([
      ['blobs', 1],
      ['erased', 1],
      ['events', 1],
      ['ids', 1],
      ['places', 1],
      ['sorted', 1],
      ['store', 1],
      ['streams', 1],
      ['texts', 1],
    ]);
  });

  it.each([
    ['of a newer format', 'PRAGMA user_version = 2', /format 2.*newer version/s],
    ['of another program', 'PRAGMA application_id = 7', /another program/],
  ])('%s is refused', async (_, change, sentence) => {
    const dir = folder();
    await (await open(dir)).close();
    const db = new DatabaseSync(join(dir, 'log.sqlite'));
    db.exec(change);
    db.close();
    for (const readOnly of [true, false]) await expect(open(dir, { readOnly })).rejects.toThrow(sentence);
  });

  it('that is no database is refused', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'log.sqlite'), 'minutes '.repeat(100));
    await expect(open(dir)).rejects.toThrow(/not a database.*backup/s);
  });

  it('is not made by reading', async () => {
    const dir = folder();
    await expect(open(join(dir, 'none'), { readOnly: true })).rejects.toThrow(`There is no folder ${join(dir, 'none')}.`);
    await expect(open(dir, { readOnly: true })).rejects.toThrow('There is no log.sqlite');
    writeFileSync(join(dir, 'log.sqlite'), '');
    await expect(open(dir, { readOnly: true })).rejects.toThrow('is empty');
    expect(readdirSync(dir)).toEqual(['log.sqlite']);
  });

  it('cannot be made where there is a file in the way', async () => {
    writeFileSync(join(folder(), 'way'), '');
    await expect(open(join(made[0]!, 'way'))).rejects.toThrow(StoreUnavailable);
  });

  // Root may write in any folder, so there it shows nothing.
  (process.getuid?.() === 0 ? it.skip : it)(
    'is not made in a folder that is read-only, and an older one is not opened for writing',
    async () => {
      const dir = folder();
      chmodSync(dir, 0o555);
      await expect(open(dir)).rejects.toThrow(StoreUnavailable);
      chmodSync(dir, 0o755);
      await (await open(dir)).close();
      chmodSync(join(dir, 'log.sqlite'), 0o444);
      chmodSync(dir, 0o555);
      await expect(open(dir)).rejects.toThrow(StoreUnavailable);
      chmodSync(dir, 0o755);
    },
  );

  it('is read and not written by who opened it for reading', async () => {
    const dir = folder();
    const writer = await open(dir);
    await writer.append('s', -1, entries('s', 0, 2), []);
    const reader = await open(dir, { readOnly: true });
    expect(positions(await follow(reader, -1, 2))).toEqual([0, 1]);
    await expect(reader.append('s', 1, entries('s', 2, 1), [])).rejects.toThrow('The log was opened for reading only.');
    expect(await writer.append('s', 1, entries('s', 2, 1), [])).toEqual({ revision: 2, position: 2 });
    expect(positions(await follow(reader, 1, 1))).toEqual([2]);
  });
});

describe('sqlite: two on one file', () => {
  it('see what the other appends, within 100 ms', async () => {
    const dir = folder();
    const [a, b] = [await open(dir), await open(dir)];
    const following = [follow(a, -1, 10), follow(b, -1, 10)];
    for (const revision of upTo(5)) {
      await a.append('a', revision - 1, [entry('a', revision)], []);
      await b.append('b', revision - 1, [entry('b', revision)], []);
    }
    for (const seen of await Promise.all(following)) expect(positions(seen)).toEqual(upTo(10));
    const late = follow(a, 9, 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    const start = performance.now();
    await b.append('b', 4, [entry('b', 5)], []);
    await late;
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('race at one revision: one wins', async () => {
    const dir = folder();
    const stores = [await open(dir), await open(dir)];
    const results = await Promise.allSettled(stores.map((store) => store.append('s', -1, [entry('s', 0)], [])));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(WrongRevision) });
    for (const store of stores) expect((await store.read('s')).revision).toBe(0);
  });

  it('erase for each other', async () => {
    const dir = folder();
    const [a, b] = [await open(dir), await open(dir)];
    const text = sealed('words');
    await a.append('s', -1, [entry('s', 0)], [text]);
    await b.texts.erase([text.digest]);
    expect((await a.texts.get([text.digest])).get(text.digest)).toBe('erased');
    await expect(a.append('s', 0, [entry('s', 1)], [text])).rejects.toMatchObject({ digest: text.digest });
  });
});

describe('sqlite: erasure', () => {
  const filesOf = (dir: string) => Buffer.concat(readdirSync(dir).map((name) => readFileSync(join(dir, name))));
  // Neighbours of every size that go at different times: where rows are deleted, SQLite moves the others and leaves copies behind.
  const chance = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const residents = (random: () => number) =>
    upTo(2_000).map((n) => sealed(`<resident ${n}> ${'x'.repeat(Math.floor(random() * [20, 100, 400, 1_500][n % 4]!))}`));

  it('leaves no words and no salt in any file, and every other byte as it was', async () => {
    const dir = folder();
    const store = await open(dir);
    const random = chance(5); // with this seed DELETE leaves copies of five of them
    const texts = residents(random);
    const gone = texts.filter((_, n) => n % 10 !== 0).sort(() => random() - 0.5);
    const kept = texts.filter((_, n) => n % 10 === 0);
    const left = ({ salt, text }: SealedText) => [salt, text!.slice(0, text!.indexOf('>') + 1)].filter((mark) => files.includes(mark));

    for (const n of upTo(20)) await store.append('s', n - 1, [entry('s', n)], texts.slice(n * 100, n * 100 + 100));
    const before = (await store.read('s')).events.map(({ bytes }) => asText(bytes));
    let files = filesOf(dir);
    expect(gone.every((text) => left(text).length === 2)).toBe(true);

    for (let n = 0; n < gone.length; n += 50) await store.texts.erase(gone.slice(n, n + 50).map(({ digest }) => digest));

    files = filesOf(dir);
    expect(gone.flatMap(left)).toEqual([]);
    expect((await store.read('s')).events.map(({ bytes }) => asText(bytes))).toEqual(before);
    const held = await store.texts.get(kept.map(({ digest }) => digest));
    expect(kept.map(({ digest }) => held.get(digest))).toEqual(kept.map(({ salt, text }) => ({ salt, text })));
  });

  it('leaves no byte of a paper', async () => {
    const dir = folder();
    const store = await open(dir);
    const salt = newSalt();
    await store.blobs.put('paper', salt, Buffer.from('confidential '.repeat(5_000)));
    expect(filesOf(dir).includes('confidential')).toBe(true);
    await store.blobs.erase(['paper']);
    expect(['confidential', salt].filter((mark) => filesOf(dir).includes(mark))).toEqual([]);
  });

  it('says so when a reader keeps the words in the files, and finishes when asked again', async () => {
    const dir = folder();
    const { store, db } = await openHere(dir);
    const text = sealed('words of a resident');
    await store.append('s', -1, [entry('s', 0)], [text]);
    const reader = new DatabaseSync(join(dir, 'log.sqlite'), { readOnly: true });
    reader.exec('BEGIN; SELECT count(*) FROM events');
    db.exec('PRAGMA busy_timeout = 10');
    await expect(store.texts.erase([text.digest])).rejects.toThrow(/marked erased.*again/s);
    expect((await store.texts.get([text.digest])).get(text.digest)).toBe('erased');
    reader.close();
    await store.texts.erase([text.digest]);
    expect(filesOf(dir).includes('words of a resident')).toBe(false);
    await store.append('s', 0, [entry('s', 1)], []);
  });
});

describe('sqlite: failures', () => {
  const failing = async (pragma: string) => {
    const { store, db } = await openHere(folder());
    await store.append('s', -1, [entry('s', 0)], []);
    db.exec(pragma);
    return { store, mend: (undo: string) => db.exec(undo) };
  };

  it.each([
    ['the disk is full', 'PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 100000', /The disk is full\. Make room/],
    ['the file is read-only', 'PRAGMA query_only = 1', 'PRAGMA query_only = 0', /read-only\. Give this user the right/],
  ])('when %s it keeps nothing, says why, and writes no more until it is opened again', async (_, fault, undo, sentence) => {
    const { store, mend } = await failing(fault);
    const told: string[] = [];
    const leave = store.onStopped(() => told.push('left'));
    store.onStopped(({ message }) => told.push(message));
    leave();
    expect(store.stopped).toBeNull();
    const text = sealed('w'.repeat(100_000));
    await expect(store.append('s', 0, [entry('s', 1)], [text])).rejects.toThrow(sentence);
    expect(await store.texts.get([text.digest])).toEqual(new Map());
    mend(undo);
    const refused = store.append('s', 0, [entry('s', 1)], []);
    await expect(refused).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(refused).rejects.toThrow(/^Nothing more is written since an earlier failure: /);
    await expect(store.blobs.put('d', newSalt(), Buffer.from('b'))).rejects.toThrow(StoreUnavailable);
    expect((await store.read('s')).revision).toBe(0);
    store.onStopped(({ message }) => told.push(`late: ${message}`));
    expect(told).toEqual([expect.stringMatching(sentence), expect.stringMatching(/^late: /)]);
    await store.close();
    const again = await open(made.at(-1)!);
    expect(await again.append('s', 0, [entry('s', 1)], [])).toEqual({ revision: 1, position: 1 });
  });

  it('when another program keeps the write lock it says so, and writes again after', async () => {
    const { store } = await failing('PRAGMA busy_timeout = 10');
    const other = new DatabaseSync(join(made.at(-1)!, 'log.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    await expect(store.append('s', 0, [entry('s', 1)], [])).rejects.toThrow(/Another program is writing.*Try again/s);
    other.close();
    expect(await store.append('s', 0, [entry('s', 1)], [])).toEqual({ revision: 1, position: 1 });
  });
});
