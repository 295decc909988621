import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { leafHash } from '#event-store/digests.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { sameHash } from '#ledger/merkle.js';
import { checkInBackground } from '#shell/ledger/background-check.js';
import { receiptFor } from '#shell/ledger/proofs.js';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { allIn, eraseIn, tell, toldIn } from '#testing/told-book.js';

jest.setTimeout(30_000);
const newFolder = temporaryFolders();
const opened: MinuteBook[] = [];
const open = async (dir: string) => opened[opened.push(await MinuteBook.open({ dir })) - 1]!;
afterEach(async () => {
  await Promise.all(opened.splice(0).map((book) => book.close()));
});

type Line = { readonly stream: string; readonly type: string; readonly commandHash: string };
const cited = async (book: MinuteBook, digest: string) => {
  const lines = (await allIn(book.store))[0] as readonly string[];
  const position = lines.findIndex((line) => line.includes(`"$t":"${digest}"`) && !line.includes('TextsErased'));
  return { position, ...(JSON.parse(lines[position]!) as Line) };
};
/** A book that is closed again, with where a text of it is cited. */
const filled = async (words = 'Reported at length') => {
  const dir = newFolder();
  const book = await open(dir);
  const { digest } = await toldIn(book, words);
  const place = await cited(book, digest);
  await book.close();
  return { dir, digest, place };
};
const sql = (dir: string, statement: string, ...values: string[]) => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'));
  db.prepare(statement).run(...values);
  db.close();
};
const alarmed = async ({ ledger }: MinuteBook) => {
  for (let n = 0; n < 400 && !ledger.alarm; n++) await wait(10);
  return ledger.alarm;
};

describe('the entries of a log, looked at in the background', () => {
  /** Of so many the nodes above the first leaves are in a file of their own. */
  const many = async () => {
    const dir = newFolder();
    const book = await open(dir);
    await Promise.all(Array.from({ length: 300 }, () => tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() })));
    await book.close();
    return dir;
  };
  const putLeaf = (dir: string, position: number, leaf: Uint8Array) => {
    const file = openSync(join(dir, 'tree', '0'), 'r+');
    writeSync(file, leaf, 0, 32, position * 32);
    closeSync(file);
  };
  const looked = async (book: MinuteBook) => {
    const { verified } = book.ledger.health();
    for (let n = 0; n < 400 && !book.ledger.alarm && book.ledger.health().verified.done < verified.of; n++) await wait(10);
    return book.ledger.health();
  };

  it('one that was changed together with its leaf is found: the root that was signed is another', async () => {
    const dir = await many();
    sql(dir, "UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), 'live', 'lifE') AS BLOB) WHERE position = 3");
    const store = await SqliteStore.open(dir);
    for await (const { bytes } of store.all(2, { signal: new AbortController().signal })) {
      putLeaf(dir, 3, leafHash(bytes));
      break;
    }
    await store.close();
    const book = await open(dir);
    expect((await looked(book)).alarm?.says).toMatch(/^the first \d+ entries are not those over which a checkpoint was signed$/);
  });

  it('a leaf that a power cut left empty is no alarm, and is put back', async () => {
    const dir = await many();
    for (const position of [16, 17]) putLeaf(dir, position, new Uint8Array(32));
    const book = await open(dir);
    const { alarm, verified } = await looked(book);
    expect([alarm, verified.done]).toEqual([null, verified.of]);
    expect((await receiptFor(book, 17, true)).proof.length).toBeGreaterThan(7);
    expect(sameHash(book.ledger.leafAt(17), new Uint8Array(32))).toBe(false);
  });

  it('a leaf that a disk has changed is no alarm either, since the nodes above it are what the log makes', async () => {
    const dir = await many();
    putLeaf(dir, 16, Buffer.alloc(32, 7));
    const book = await open(dir);
    const { alarm, verified, mended } = await looked(book);
    expect([alarm, verified.done, mended]).toEqual([null, verified.of, 1]);
    expect((await receiptFor(book, 17, true)).proof.length).toBeGreaterThan(7);
  });
});

describe('the texts of a log, looked at in the background', () => {
  it.each<[string, (dir: string, digest: string) => void, string]>([
    ['was changed', (dir, digest) => sql(dir, "UPDATE texts SET words = CAST('Reported' AS BLOB) WHERE digest = ?", digest), 'was changed'],
    ['has another salt', (dir, digest) => sql(dir, "UPDATE texts SET salt = CAST('AAAA' AS BLOB) WHERE digest = ?", digest), 'was changed'],
    ['is gone', (dir, digest) => sql(dir, 'DELETE FROM texts WHERE digest = ?', digest), 'is gone without an erasure on record'],
    [
      'is marked erased and no erasure is on record',
      (dir, digest) => sql(dir, 'INSERT INTO erased (digest) VALUES (?)', digest),
      'is gone without an erasure on record',
    ],
  ])('that %s is named by its place, and nothing more is written', async (_, harm, says) => {
    const { dir, digest, place } = await filled();
    harm(dir, digest);
    const book = await open(dir);
    expect(await alarmed(book)).toEqual({ position: place.position, stream: place.stream, says: `its text ${digest} ${says}` });
    const refused = tell(book, place.stream, 'ListItem', { itemId: randomUUID(), heading: 'Late' });
    await expect(refused).rejects.toThrow(new RegExp(`Nothing more is written.*position ${place.position}, ${place.stream}`));
    expect(book.ledger.health().alarm).not.toBeNull();
  });

  it('that were erased on record, before the start or while they are looked at, are no alarm', async () => {
    const { dir, digest, place } = await filled();
    const before = await open(dir);
    await eraseIn(before, place.stream, digest);
    const other = await toldIn(before, 'Reported in short');
    const there = await cited(before, other.digest);
    await before.close();
    const book = await open(dir);
    const start = (await book.store.head()) + 1;
    await eraseIn(book, there.stream, other.digest);
    const of = (await book.store.head()) + 1;
    const progress: number[] = [];
    const signal = new AbortController().signal;
    const checking = {
      store: book.store,
      of: there.position + 1,
      progress: (done: number) => progress.push(done),
      signal,
    };
    expect(await checkInBackground(checking)).toBeNull();
    expect(progress.at(-1)).toBe(there.position + 1);
    expect(there.position + 1).toBeLessThan(of);
    for (let n = 0; n < 400 && book.ledger.health().verified.done < book.ledger.health().verified.of; n++) await wait(10);
    expect(book.ledger.health()).toMatchObject({ alarm: null, verified: { done: start, of: start } });
    await book.record({
      stream: `meeting-${randomUUID()}`,
      id: randomUUID(),
      verb: 'ScheduleMeeting',
      data: { board: randomUUID() },
      actor: localOperator,
      recorded: 'live',
    });
  });

  it('of a log that no checkpoint covers are looked at too', async () => {
    const { dir, digest, place } = await filled();
    const { rmSync } = await import('node:fs');
    for (const name of ['checkpoints', 'tree']) rmSync(join(dir, name), { recursive: true });
    sql(dir, "UPDATE texts SET words = CAST('Reported' AS BLOB) WHERE digest = ?", digest);
    expect(await alarmed(await open(dir))).toMatchObject({ position: place.position });
  });

  it('leave others their turn: half of the time is theirs', async () => {
    const dir = newFolder();
    const book = await open(dir);
    for (let n = 0; n < 200; n++) await tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    const checking = { store: book.store, of: 200, progress: () => undefined, signal: new AbortController().signal };
    expect(await checkInBackground(checking)).toBeNull();
    clearInterval(counting);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('give way to who records: of the time in which something is recorded they take a twentieth', async () => {
    const dir = newFolder();
    const book = await open(dir);
    const schedule = () => tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });
    for (let n = 0; n < 256; n++) await schedule();
    const rests: number[] = [];
    const pause = async (ms: number) => {
      // Nothing is recorded before the first two.
      if (rests.push(ms) > 1) await schedule();
    };
    let time = 0;
    // Each slice takes 3 ms by this clock, which is looked at before it and after it.
    const now = () => (time += 3);
    const signal = new AbortController().signal;
    const checking = { store: book.store, of: 256, progress: () => undefined, signal, pause, now };
    expect(await checkInBackground(checking)).toBeNull();
    expect(rests).toEqual([3, 3, 57, 57]);
  });
});
