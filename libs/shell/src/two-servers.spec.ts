import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { digestOf, type Text } from '#kernel/text.js';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { localOperator, MinuteBook } from './minute-book.js';
import { readStream } from './reading.js';

const newFolder = temporaryFolders();
jest.setTimeout(30_000);
const opened: MinuteBook[] = [];
const open = async (dir = newFolder()) => {
  const book = await MinuteBook.open({ dir, eventStore: server().url, clock: () => '2026-04-14T09:00:00.000Z' });
  return opened[opened.push(book) - 1]!;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((book) => book.close()));
});
const server = serverForEach();

const march = `meeting-${randomUUID()}`;
const april = `meeting-${randomUUID()}`;
const secret = 'Member Q has moved to the lighthouse';
const holdsWords = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && readFileSync(join(one.parentPath, one.name)).includes(secret))
    .map(({ name }) => name);
const tell = (book: MinuteBook, stream: string, verb: string, data: object, id: string = randomUUID()) =>
  book.record({ stream, id, verb, data, actor: localOperator, recorded: 'afterwards' });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** What one writes of two meetings and another carries on: an action that is reported on a month later. */
const told = async (one: MinuteBook, other: MinuteBook) => {
  const action = randomUUID();
  const item = randomUUID();
  for (const stream of [march, april]) await tell(one, stream, 'ScheduleMeeting', { board: randomUUID() });
  await tell(other, march, 'RaiseAction', { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' });
  await tell(other, april, 'ListItem', { itemId: item, heading: 'Matters Arising' });
  const reported = { reportId: randomUUID(), item, action, raisedIn: march.slice(8), words: secret, outcome: { progress: true } };
  await tell(one, april, 'ReportAction', reported);
  return action;
};
/** Each has come as far as the other, and what their policies wrote is everywhere. */
const settled = async (...books: readonly MinuteBook[]) => {
  for (let before = -2, head = -1; before !== head;) {
    before = head;
    for (const book of books) await book.settled();
    head = Math.max(...(await Promise.all(books.map((book) => book.store.head()))));
    for (const book of books) await book.registers.reached(head);
  }
};

describe('two servers that follow one log', () => {
  it('name one log, begin it once, and come to the same registers; what policies carry is carried once', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    expect(one.store.logId).toBe(other.store.logId);
    const begun = (await one.store.read('log')).events.map(({ envelope }) => envelope.type);
    expect(begun.filter((type) => type === 'LogBegun')).toHaveLength(1);
    expect(new Set((await one.store.read('log')).events.map(({ envelope }) => envelope.command)).size).toBe(begun.length);
    expect(((await one.store.read('log')).events[0]!.envelope.data as { log: string }).log).toBe(one.store.logId);

    const action = await told(one, other);
    await settled(one, other);
    expect(text(one.registers.dump())).toBe(text(other.registers.dump()));
    expect(text(one.registers.dump())).toContain(secret);
    const carried = (await one.store.read(`action-${action}`)).events.map(({ envelope }) => envelope.type);
    expect(carried).toEqual(['ActionContinued', 'ProgressReported']);
  });

  it('record one command once, whoever takes it in, and answer alike', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await tell(one, march, 'ScheduleMeeting', { board: randomUUID() });
    const item = randomUUID();
    const command = randomUUID();
    const replies = await Promise.all(
      [one, other].map((book) => tell(book, march, 'ListItem', { itemId: item, heading: secret }, command)),
    );
    expect(replies.filter(({ again }) => again)).toHaveLength(1);
    expect(new Set(replies.map(({ position, events }) => JSON.stringify([position, events]))).size).toBe(1);
    for (const book of [one, other]) {
      const { recorded, open: opener } = await readStream(book.store, march);
      expect(recorded.filter(({ type }) => type === 'ItemListed').map(({ data }) => opener(data.heading))).toEqual([{ words: secret }]);
    }
  });

  it('forget what is erased on either: no byte of the other folder holds the words', async () => {
    const dirs = [newFolder(), newFolder()] as const;
    const [one, other] = await Promise.all(dirs.map(open));
    await told(one!, other!);
    await settled(one!, other!);
    expect(dirs.map((dir) => holdsWords(dir).length > 0)).toEqual([true, true]);
    const { recorded } = await readStream(one!.store, april);
    const digest = digestOf(recorded.find(({ type }) => type === 'ActionReported')!.data.words as Text);
    await tell(one!, april, 'EraseTexts', { digests: [digest], ground: 'Asked for by the person', authority: 'The clerk' });
    await settled(one!, other!);
    expect((await other!.store.texts.get([digest])).get(digest)).toBe('erased');
    expect(text(one!.registers.dump())).toBe(text(other!.registers.dump()));
    expect(text(other!.registers.dump())).not.toContain(secret);
    await Promise.all(opened.splice(0).map((book) => book.close()));
    expect(dirs.map(holdsWords)).toEqual([[], []]);

    const visible = (name: string) => (server().log.read(name) ?? []).some(({ data }) => text(data).includes(secret));
    const streams = new Set(server().log.all.map(({ stream }) => stream));
    expect([...streams].filter(visible)).toEqual([]);
    expect(server().log.all.some(({ data }) => text(data).includes(secret))).toBe(true);
    server().log.scavenge();
    expect(server().log.all.some(({ data }) => text(data).includes(secret))).toBe(false);
    const again = await open();
    await again.settled();
    expect((await again.store.texts.get([digest])).get(digest)).toBe('erased');
  });

  it('keep a folder to its log', async () => {
    const dir = newFolder();
    await (await open(dir)).close();
    await expect(MinuteBook.open({ dir })).rejects.toThrow(/belongs to a log on a server.*MINUTEBOOK_EVENT_STORE/);
    const elsewhere = await TestServer.start();
    try {
      await expect(MinuteBook.open({ dir, eventStore: elsewhere.url })).rejects.toThrow(
        /belongs to the log .*, and the server holds the log/,
      );
    } finally {
      elsewhere.stop();
    }
    const own = newFolder();
    await (await MinuteBook.open({ dir: own })).close();
    await expect(open(own)).rejects.toThrow(/holds a log of its own/);
  });
});
