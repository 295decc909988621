import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { localOperator, MinuteBook } from './minute-book.js';
import { seenIn, waitFor } from './wait-for.js';

const newFolder = temporaryFolders();
let book: MinuteBook;
beforeAll(async () => {
  book = await MinuteBook.open({ dir: newFolder() });
});
afterAll(() => book.close());

const person = `person-${randomUUID()}`;
const introduce = (stream = person) =>
  book.record({
    stream,
    id: randomUUID(),
    verb: 'IntroducePerson',
    data: { name: 'Member A', description: null },
    actor: localOperator,
    recorded: 'live',
  });

describe('whoever has seen something waits for it', () => {
  it('by its position or by stream and revision, also where it is not in the log yet', async () => {
    const head = await book.store.head();
    const waiting = [waitFor(book, { position: head + 1 }, 5_000), waitFor(book, seenIn(`${person}@0`), 5_000)];
    const { position } = await introduce();
    expect(await Promise.all(waiting)).toEqual([position, position]);
    expect(book.registers.people().map(({ name }) => name)).toEqual(['Member A']);
    expect(await waitFor(book, { position: 0 }, 0)).toBe(0);
  });

  it('as long as was said, and is told how far it is', async () => {
    const head = await book.store.head();
    await expect(waitFor(book, { position: head + 1 }, 20)).rejects.toMatchObject({
      refusal: { refused: 'wait.over', place: 'Wait-For', sentence: expect.stringContaining(`The log ends at ${head}.`) },
    });
    await expect(waitFor(book, seenIn(`${person}@7`), 20)).rejects.toMatchObject({ refusal: { refused: 'wait.over' } });
  });

  it.each(['', 'meeting', '-1', 'meeting-1@2', `${person}@`, '1e3', `${person}@0 1`])('and %j is no place', (written) => {
    expect(() => seenIn(written)).toThrow(expect.objectContaining({ refusal: expect.objectContaining({ refused: 'wait.wrong' }) }));
  });
});
