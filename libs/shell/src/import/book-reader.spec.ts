import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { WritePath } from '../write-path.js';
import { NotLoaded, readBook, type Known } from './book-reader.js';

const [board, meeting, sitting, organisation, one, other] = Array.from({ length: 6 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const known: Known = { boards: [board], people: [one, other] };

describe('what a planner is told of the log', () => {
  let store: MemoryStore;
  const record = (stream: string, verb: string, data: object) =>
    new WritePath(store, () => '2026-01-20T14:32:00.000Z').handle({
      stream,
      id: randomUUID(),
      verb,
      data,
      actor: one,
      recorded: 'printed',
    });
  const introduce = (person: string, name: string) => record(`person-${person}`, 'IntroducePerson', { name });

  beforeEach(async () => {
    store = new MemoryStore();
    await record(`board-${board}`, 'EstablishBoard', { name: 'Harbour Board', kind: 'board' });
    await record(`board-${board}`, 'NameBoardAlso', { name: 'The Harbour' });
    await record(`board-${board}`, 'NameOrganisation', { organisationId: organisation, name: 'Port Trust' });
    await record(`board-${board}`, 'NameSitting', { sittingId: sitting, mentioned: 'the April Board' });
    await introduce(one, 'Member A');
    await introduce(other, 'Mr A');
  });

  it('is boards with their names, organisations and meetings', async () => {
    await record(`board-${board}`, 'MatchSitting', { sitting, meeting });
    await record(`board-${board}`, 'MoveSitting', { sitting, date: '2026-04-14' });
    expect((await readBook(store, known)).boards()).toEqual([
      {
        boardId: board,
        name: 'Harbour Board',
        also: ['The Harbour'],
        organisations: [{ organisationId: organisation, name: 'Port Trust' }],
        sittings: [{ meetingId: meeting, date: '2026-04-14', label: null }],
      },
    ]);
  });

  it('is people: of joined records one, with the spellings of both, until they are parted', async () => {
    await record(`person-${one}`, 'JoinPerson', { other });
    const [joined, ...more] = (await readBook(store, known)).people();
    expect(more).toEqual([]);
    expect(joined).toMatchObject({ personId: one, name: 'Member A', spellings: [{ spelling: 'Mr A', scope: { everywhere: true } }] });
    await record(`person-${one}`, 'PartPerson', { other });
    expect((await readBook(store, known)).people().map(({ name }) => name)).toEqual(['Member A', 'Mr A']);
  });

  it('is the log as it was at a position', async () => {
    const head = await store.head();
    await introduce(randomUUID(), 'Member B');
    const before = await readBook(store, known, head - 1);
    expect(before.people().map(({ name }) => name)).toEqual(['Member A']);
    expect((await readBook(store, known, -1)).boards()).toEqual([]);
  });

  it('is of a meeting what has been read of it', async () => {
    const book = await readBook(store, known);
    expect(() => book.meeting(meeting)).toThrow(NotLoaded);
    await book.load(meeting);
    expect(book.meeting(meeting)).toBeNull();
  });
});
