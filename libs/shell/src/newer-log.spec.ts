import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bytesOf, envelope } from '#event-store/contract-fixtures.js';
import type { EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { readerVersion } from '#domain/reader.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import type { Command } from './command.js';
import { NewerLog } from './facts.js';
import { raiseLeastReader } from './genesis.js';
import { localOperator, MinuteBook } from './minute-book.js';
import type { WritePath } from './write-path.js';

const newFolder = temporaryFolders();
const opened: MinuteBook[] = [];
const open = async (dir: string) => {
  const book = await MinuteBook.open({ dir, clock: () => '2026-01-20T09:00:00.000Z' });
  return opened[opened.push(book) - 1]!;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((book) => book.close()));
});

const introduce = (book: MinuteBook, stream = `person-${randomUUID()}`) =>
  book.record({
    stream,
    id: randomUUID(),
    verb: 'IntroducePerson',
    data: { name: 'Member A', description: null },
    actor: localOperator,
    recorded: 'live',
  });
/** What a newer version of the program would append. */
const append = async (store: EventStore, stream: string, members: object) => {
  const { revision } = await store.read(stream);
  return (await store.append(stream, revision, [bytesOf(envelope(stream, revision + 1, members))], [])).position;
};
const followersOf = (book: MinuteBook) =>
  book
    .health()
    .filter(({ name }) => name !== 'ledger')
    .map(({ name, position, stopped, remedy }) => ({ name, position, newer: stopped?.includes('does not know') ?? false, remedy }));

const shapes: readonly (readonly [string, object])[] = [
  ['an unknown type', { type: 'PersonRetired', data: {} }],
  ['a newer version', { type: 'PersonIntroduced', v: 99, data: {} }],
];

describe.each(shapes)('a log that a newer version goes on with, by %s', (_, members) => {
  it('stops who follows it, refuses that stream alone, and skips nothing', async () => {
    const book = await open(newFolder());
    const stream = `person-${randomUUID()}`;
    await introduce(book, stream);
    await book.settled();
    const people = book.registers.people().length;
    const position = await append(book.store, stream, members);
    await expect(book.settled()).rejects.toBeInstanceOf(NewerLog);
    await expect(book.registers.reached(position)).rejects.toBeInstanceOf(NewerLog);

    await expect(introduce(book, stream)).rejects.toMatchObject({ code: 'log.newer' });
    const later = await introduce(book);
    expect(later.position).toBe(position + 1);
    for (const follower of followersOf(book)) expect(follower).toMatchObject({ position: position - 1, newer: true });
    expect(book.registers.people()).toHaveLength(people);
    expect(book.registers.halted()[0]!.remedy).toContain('Install the version that wrote it');
  });

  it('can be opened, and read up to there', async () => {
    const dir = newFolder();
    const book = await open(dir);
    const stream = `person-${randomUUID()}`;
    await introduce(book, stream);
    await book.settled();
    await opened.pop()!.close();
    const store = await SqliteStore.open(dir);
    const position = await append(store, stream, members);
    await store.close();

    const again = await open(dir);
    expect(again.registers.people().map(({ name }) => name)).toEqual(['Member A']);
    expect(followersOf(again).map((one) => [one.position, one.newer])).toEqual(followersOf(again).map(() => [position - 1, true]));
    await expect(introduce(again, stream)).rejects.toMatchObject({ code: 'log.newer' });
  });
});

describe('the least reader', () => {
  const logOf = async (store: EventStore) => (await store.read('log')).events.map(({ envelope: { type, data } }) => ({ type, data }));

  it('is not raised for what every reader knows', async () => {
    const { store } = await open(newFolder());
    expect((await logOf(store)).filter(({ type }) => type === 'LeastReaderRaised')).toEqual([]);
  });

  it('is raised by a newer version when it opens the log, once', async () => {
    const { store } = await open(newFolder());
    const commands: Command[] = [];
    const newer = { handle: async (command: Command) => commands.push(command) } as unknown as WritePath;
    await raiseLeastReader(store, newer, localOperator, readerVersion);
    await raiseLeastReader(store, newer, localOperator, readerVersion + 1);
    await raiseLeastReader(store, newer, localOperator, readerVersion + 1);
    expect(commands.map(({ stream, verb, data }) => ({ stream, verb, data }))).toEqual([
      { stream: 'log', verb: 'RaiseLeastReader', data: { version: readerVersion + 1 } },
      { stream: 'log', verb: 'RaiseLeastReader', data: { version: readerVersion + 1 } },
    ]);
    // Under one command id: whoever comes second changes nothing.
    expect(new Set(commands.map(({ id }) => id)).size).toBe(1);
  });

  it('stops an older reader where it is raised, also when it starts', async () => {
    const dir = newFolder();
    const book = await open(dir);
    const { position } = await introduce(book);
    await book.settled();
    await append(book.store, 'log', { type: 'LeastReaderRaised', data: { version: readerVersion + 1 } });
    await expect(book.settled()).rejects.toThrow(`a reader of version ${readerVersion + 1}`);
    await opened.pop()!.close();
    const again = await open(dir);
    for (const follower of followersOf(again)) expect(follower).toMatchObject({ position, newer: true });
  });
});
