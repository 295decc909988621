import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bytesOf, envelope } from '#event-store/contract-fixtures.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { Registers } from '#registers/registers.js';
import { factOf, NewerLog } from '../facts.js';
import { localOperator, MinuteBook } from '../minute-book.js';
import { waitFor } from '../wait-for.js';
import { handFor } from './hand.js';
import { RegistersThread } from './registers-thread.js';

const newFolder = temporaryFolders();
const opened: MinuteBook[] = [];
const open = async (dir: string, inThreads = true) => {
  const book = await MinuteBook.open({ dir, inThreads });
  return opened[opened.push(book) - 1]!;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((book) => book.close()));
});

const introduce = (book: MinuteBook, name = 'Member A', stream = `person-${randomUUID()}`) =>
  book.record({
    stream,
    id: randomUUID(),
    verb: 'IntroducePerson',
    data: { name, description: null },
    actor: localOperator,
    recorded: 'live',
  });
const namesIn = (book: MinuteBook) => book.registers.people().map(({ name }) => name);
const threadOf = (book: MinuteBook) => Reflect.get(book.registers, 'following') as RegistersThread;
const holds = (dir: string, words: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dir, name)).isFile())
    .filter((name) => readFileSync(join(dir, name)).includes(words));

describe('registers in a thread of their own', () => {
  it('show whoever waits what was recorded, and hold what a rebuild makes', async () => {
    const book = await open(newFolder());
    expect(threadOf(book)).toBeInstanceOf(RegistersThread);
    for (const name of ['Member A', 'Member B', 'Member C']) {
      const { position } = await introduce(book, name);
      await waitFor(book, { position }, 5_000);
      expect(namesIn(book)).toContain(name);
    }
    await Promise.all(Array.from({ length: 50 }, (_, n) => introduce(book, `Member ${n}`)));
    const head = await book.settled();
    expect(book.registers.position).toBe(head);
    expect(book.health().map(({ name, position, stopped }) => ({ name, position, stopped }))).toEqual(
      book.health().map(({ name }) => ({ name, position: head, stopped: null })),
    );
    const live = book.registers.dump();
    await book.registers.rebuild(book.store);
    expect(Buffer.compare(book.registers.dump(), live)).toBe(0);
    await introduce(book, 'Member Z');
    await book.settled();
    expect(namesIn(book)).toContain('Member Z');
  });

  it('go on where they were', async () => {
    const dir = newFolder();
    await introduce(await open(dir, false));
    await opened.pop()!.close();
    expect(namesIn(await open(dir))).toEqual(['Member A']);
  });

  it('forget words that are erased, in every byte of their file', async () => {
    const dir = newFolder();
    const book = await open(dir);
    const words = 'Member Q of the lighthouse';
    const { stream } = await introduce(book, words);
    await book.settled();
    expect(holds(dir, words)).not.toEqual([]);
    const [, digest] = /"\$t":"([^"]+)"/.exec(Buffer.from((await book.store.read(stream)).events[0]!.bytes).toString())!;
    const erasing = { digests: [digest], ground: 'Asked for by the person', authority: 'The clerk' };
    await book.record({ stream, id: randomUUID(), verb: 'EraseTexts', data: erasing, actor: localOperator, recorded: 'live' });
    await book.settled();
    expect(namesIn(book)).toEqual(['[erased]']);
    expect(book.registers.wipePending).toBe(false);
    expect(holds(dir, words)).toEqual([]);
  });

  it('stop where the log goes on in a newer version, and say so', async () => {
    const book = await open(newFolder());
    const { position } = await introduce(book);
    const stream = `person-${randomUUID()}`;
    await book.store.append(stream, -1, [bytesOf(envelope(stream, 0, { type: 'PersonRetired', data: {} }))], []);
    const newer = await book.registers.reached(position + 1).catch((error: unknown) => error);
    expect(newer).toBeInstanceOf(NewerLog);
    expect(newer).toMatchObject({ position: position + 1, remedy: expect.stringContaining('Install the version that wrote it') });
    expect(book.registers.halted()).toHaveLength(book.registers.health().length);
    for (const one of book.registers.halted()) expect(one).toMatchObject({ position, stopped: expect.stringContaining('does not know') });
  });

  it('are asked once for all who wait for the same', async () => {
    const book = await open(newFolder());
    const next = (await book.settled()) + 1;
    const all = Array.from({ length: 500 }, () => book.registers.reached(next));
    expect((Reflect.get(threadOf(book), 'waiting') as Map<number, unknown>).size).toBe(1);
    await introduce(book);
    await Promise.all(all);
    expect(namesIn(book)).toEqual(['Member A']);
    expect((Reflect.get(threadOf(book), 'reaching') as Map<string, unknown>).size).toBe(0);
  });

  it('say so where the thread has ended, and keep nobody waiting', async () => {
    const book = await open(newFolder());
    const waiting = book.registers.reached((await book.store.head()) + 1);
    const refused = expect(waiting).rejects.toThrow('The thread that keeps the registers has ended.');
    await (Reflect.get(threadOf(book), 'worker') as Worker).terminate();
    await refused;
    await introduce(book);
    await expect(book.registers.reached(await book.store.head())).rejects.toThrow('has ended');
    for (const one of book.registers.halted())
      expect(one).toMatchObject({
        stopped: expect.stringContaining('has ended'),
        remedy: expect.stringContaining('Start the server again'),
      });
    await opened.pop()!.close();
  });
});

describe('registers that are built with the help of a thread', () => {
  it('are those that are built alone, and stay as they were where the thread ends', async () => {
    const dir = newFolder();
    const book = await open(dir, false);
    for (const name of ['Member A', 'Member B', 'Member C', 'Member D', 'Member E', 'Member F']) await introduce(book, name);
    await book.settled();
    const into = newFolder();
    const registers = await Registers.open(into, { factOf, byStream: { hand: handFor(dir, into), from: 1 } });
    await registers.rebuild(book.store);
    const built = registers.dump();
    expect(Buffer.from(built).toString()).toContain('Member F');
    expect(Buffer.compare(built, book.registers.dump())).toBe(0);
    await registers.close();

    const nowhere = handFor(newFolder(), into);
    const again = await Registers.open(into, { factOf, byStream: { hand: nowhere, from: 1 } });
    await expect(again.rebuild(book.store)).rejects.toThrow('There is no log.sqlite');
    expect(Buffer.compare(again.dump(), built)).toBe(0);
    await again.close();
    const alone = await Registers.open(into, { factOf });
    await alone.rebuild(book.store);
    expect(Buffer.compare(alone.dump(), built)).toBe(0);
    await alone.close();
  });
});
