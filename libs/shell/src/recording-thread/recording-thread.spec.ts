import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#event-store/port.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import type { Command } from '../command.js';
import { failedOf, errorOf } from '../crossing.js';
import { NewerLog, NotAnEntry } from '../facts.js';
import { localOperator, MinuteBook } from '../minute-book.js';
import { RecordingThread } from './recording-thread.js';

const newFolder = temporaryFolders();
const opened: MinuteBook[] = [];
const open = async (dir = newFolder(), inThreads = true) => opened[opened.push(await MinuteBook.open({ dir, inThreads })) - 1]!;
afterEach(async () => {
  await Promise.all(opened.splice(0).map((book) => book.close()));
});

const command = (verb: string, data: object, stream: string, more: Partial<Command> = {}): Command => ({
  stream,
  id: randomUUID(),
  verb,
  data,
  actor: localOperator,
  recorded: 'live',
  ...more,
});
const introduce = (name: string, stream = `person-${randomUUID()}`) => command('IntroducePerson', { name, description: null }, stream);
const threadOf = (book: MinuteBook) => Reflect.get(book, 'recording') as RecordingThread;
const told = (work: Promise<unknown>) => work.then(JSON.stringify, (error: unknown) => error);

describe('a book that records in a thread', () => {
  it('answers what the log shows, and the same when it is asked again, by another too', async () => {
    const dir = newFolder();
    const book = await open(dir);
    expect(threadOf(book)).toBeInstanceOf(RecordingThread);
    const commands = Array.from({ length: 40 }, (_, n) => introduce(`Member ${n}`));
    const replies = await Promise.all(commands.map((one) => book.record(one)));
    for (const [n, { stream, position, revision, events, again }] of replies.entries()) {
      const [recorded] = (await book.store.read(commands[n]!.stream)).events;
      expect({ stream, position, revision, again }).toEqual({
        stream: commands[n]!.stream,
        position: recorded!.position,
        revision: 0,
        again: false,
      });
      expect(events).toEqual([{ id: recorded!.envelope.id, type: 'PersonIntroduced', revision: 0 }]);
    }
    const asAgain = replies.map((reply) => ({ ...reply, again: true }));
    expect(await Promise.all(commands.map((one) => book.record(one)))).toEqual(asAgain);
    await opened.pop()!.close();
    const alone = await open(dir, false);
    expect(threadOf(alone)).toBeNull();
    expect(await Promise.all(commands.map((one) => alone.record(one)))).toEqual(asAgain);
  });

  it('refuses what a book that records by itself refuses, word for word', async () => {
    const [apart, alone] = await Promise.all([open(), open(newFolder(), false)]);
    const person = `person-${randomUUID()}`;
    const first = introduce('Member A', person);
    const meeting = `meeting-${randomUUID()}`;
    const wrong = [
      command('IntroducePerson', { name: 7 }, `person-${randomUUID()}`),
      command('Sing', {}, meeting),
      command('CloseMeeting', {}, meeting),
      command('OpenMeeting', { zone: 'Mars' }, meeting),
      command('IntroducePerson', { name: 'Member B', description: null }, person, { id: first.id }),
      command('IntroducePerson', { name: 'Member B', description: null }, person, { ifMatch: 7 }),
      command('ScheduleMeeting', { board: 'none' }, 'meeting-7'),
      command('RecordVote', { for: Infinity }, meeting),
    ];
    const errors = [];
    for (const book of [apart, alone]) {
      await book.record(first);
      errors.push(await Promise.all(wrong.map((one) => told(book.record(one)))));
    }
    expect(errors[0]!.map((error) => (error as { refusal?: unknown }).refusal)).toEqual(
      errors[1]!.map((error) => (error as { refusal?: unknown }).refusal),
    );
    expect(errors[0]!.every((error) => error instanceof Error && error.name === 'Refused')).toBe(true);
  });

  it('decides on what was written beside it, by itself or by another', async () => {
    const dir = newFolder();
    const book = await open(dir);
    const meeting = `meeting-${randomUUID()}`;
    await book.record(command('ScheduleMeeting', { board: randomUUID(), date: '2026-01-20', zone: 'Europe/London' }, meeting));
    await book.write.handle(command('ListItem', { itemId: randomUUID(), heading: 'Written here' }, meeting));
    const { revision } = await book.record(command('ListItem', { itemId: randomUUID(), heading: 'Written there' }, meeting));
    expect(revision).toBe(2);
    const again = command('ScheduleMeeting', { board: randomUUID(), date: '2026-01-21', zone: 'Europe/London' }, meeting);
    expect(await told(book.write.handle(again))).toMatchObject({ refusal: { refused: expect.stringContaining('meeting.') } });
    const many = Array.from({ length: 40 }, (_, n) => command('ListItem', { itemId: randomUUID(), heading: `Part ${n}` }, meeting));
    await Promise.all(many.map((one, n) => (n % 2 === 0 ? book.record(one) : book.write.handle(one))));
    const { events } = await book.store.read(meeting);
    expect(events.map(({ envelope }) => envelope.revision)).toEqual(Array.from({ length: 43 }, (_, n) => n));
  });

  it('is followed by ledger, policies and registers, and counted', async () => {
    const book = await open();
    let appends = 0;
    book.store.onWritten((more) => (appends += more));
    const { position } = await book.record(introduce('Member A'));
    await book.ledger.reached(position);
    await book.registers.reached(position);
    expect(book.registers.people().map(({ name }) => name)).toEqual(['Member A']);
    expect(appends).toBe(1);
    expect(book.health().every((one) => one.stopped === null)).toBe(true);
  });

  it('writes nothing more once the log is not what was signed, and answers for what was recorded', async () => {
    const book = await open();
    const first = introduce('Member A');
    const reply = await book.record(first);
    book.ledger.contradicted(1);
    const refused = await told(book.record(introduce('Member B')));
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(refused).toMatchObject({ message: (book.ledger as unknown as { alarm: object }).alarm && expect.any(String) });
    expect(await told(book.write.handle(introduce('Member B')))).toMatchObject({ message: (refused as Error).message });
    expect(await book.record(first)).toEqual({ ...reply, again: true });
    expect(await book.store.head()).toBe(reply.position);
  });

  it('is told where the log was closed meanwhile', async () => {
    const book = await open();
    const id = randomUUID();
    await book.record({ stream: 'log', id, verb: 'CloseLog', data: { successor: randomUUID() }, actor: localOperator, recorded: 'live' });
    expect(await told(book.record(introduce('Member A')))).toMatchObject({ refusal: { refused: 'log.closed' } });
  });

  it('does not write again what was erased', async () => {
    const book = await open();
    const first = introduce('Member Q of the lighthouse');
    const { stream } = await book.record(first);
    const { events } = await book.store.read(stream);
    const [, digest] = /"\$t":"([^"]+)"/.exec(Buffer.from(events[0]!.bytes).toString())!;
    const erasing = { digests: [digest], ground: 'Asked for by the person', authority: 'The clerk' };
    await book.record(command('EraseTexts', erasing, stream));
    expect(await told(book.record(first))).toMatchObject({ refusal: { refused: 'command.erased' } });
  });

  it('says so where the thread has ended: nobody waits, and nothing more is written', async () => {
    const book = await open();
    await book.record(introduce('Member A'));
    const worker = Reflect.get(threadOf(book), 'worker') as Worker;
    await worker.terminate();
    expect(book.store.stopped).toMatchObject({
      sentence: 'The thread that records has ended.',
      remedy: 'Start the server again.',
      lasts: true,
    });
    expect(await told(book.record(introduce('Member B')))).toBe(book.store.stopped);
    expect(await told(book.write.handle(introduce('Member C')))).toBeInstanceOf(StoreUnavailable);
  });

  it('tells the store of whoever answers that the disk has failed, before it answers', async () => {
    const book = await open();
    await book.record(introduce('Member A'));
    const why = new StoreUnavailable('The disk is full.', 'Make room, then start again.', { lasts: true });
    const worker = Reflect.get(threadOf(book), 'worker') as Worker;
    worker.emit('message', { stopped: failedOf(why) });
    expect(book.store.stopped).toEqual(why);
    expect(await told(book.record(introduce('Member B')))).toMatchObject({
      message: 'Nothing more is written since an earlier failure: The disk is full. Make room, then start again.',
    });
  });

  it('gives the reason that the thread has told before it ended', async () => {
    const book = await open();
    await book.record(introduce('Member A'));
    const why = new StoreUnavailable('The log cannot be opened.', 'Look at the disk.', { lasts: true });
    const worker = Reflect.get(threadOf(book), 'worker') as Worker;
    worker.emit('message', { stopped: failedOf(why) });
    await worker.terminate();
    expect(await told(book.record(introduce('Member B')))).toEqual(why);
  });

  it('closes when what it was sent is recorded', async () => {
    const dir = newFolder();
    const book = await open(dir);
    const under = Array.from({ length: 60 }, (_, n) => book.record(introduce(`Member ${n}`)));
    await opened.pop()!.close();
    const positions = (await Promise.all(under)).map(({ position }) => position);
    expect(new Set(positions).size).toBe(60);
    expect(await told(book.record(introduce('Member Z')))).toMatchObject({ message: expect.stringContaining('closed') });
    expect(await (await open(dir, false)).store.head()).toBe(Math.max(...positions));
  });
});

describe('an error that crosses to another thread', () => {
  it('is what it was', () => {
    const fault = Object.assign(new Error('Something broke'), { code: 'some.code', sentence: 'It broke.', remedy: 'Mend it.' });
    for (const error of [
      new NewerLog(7, 'an entry of the type Sung'),
      new StoreUnavailable('It is away.', 'Wait.', { lasts: true }),
      fault,
    ]) {
      const crossed = errorOf(structuredClone(failedOf(error)));
      expect(crossed.message).toBe(error.message);
      expect(Object.fromEntries(Object.entries(crossed))).toEqual(Object.fromEntries(Object.entries(error)));
      expect(crossed.constructor).toBe(error.constructor);
    }
    expect(errorOf(failedOf(fault)).stack).toBe(fault.stack);
    expect(errorOf(failedOf(new NotAnEntry('Somebody wrote')))).toMatchObject({ code: 'log.not-an-entry', remedy: expect.any(String) });
  });
});
