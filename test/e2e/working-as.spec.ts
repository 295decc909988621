import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { localOperator } from '#shell/minute-book.js';
import { serving } from './serving.js';

const api = serving();
const introduced = async (name: string): Promise<string> => {
  const person = randomUUID();
  await api.post(`people/${person}`, 'IntroducePerson', { name });
  return person;
};
const establish = (board: string, as: string | null, key = randomUUID()) =>
  api.post(
    `boards/${board}`,
    'EstablishBoard',
    { name: `Board ${board}`, kind: 'board' },
    { key, headers: as === null ? {} : { 'working-as': as } },
  );
const entriesOf = async (board: string) => (await api.get(`/api/boards/${board}/entries`)).body.entries;

describe('working as somebody', () => {
  it('makes the entry theirs, by name, from the moment they are introduced', async () => {
    const [person, board] = [await introduced('Member A'), randomUUID()];
    expect((await establish(board, person)).status).toBe(201);
    expect(await entriesOf(board)).toMatchObject([{ actor: person, actorName: 'Member A' }]);
  });
  it('is the local operator where nobody is named', async () => {
    const board = randomUUID();
    await establish(board, null);
    expect(await entriesOf(board)).toMatchObject([{ actor: localOperator, actorName: 'the local operator' }]);
  });
  it.each([['Member A'], [randomUUID()], ['']])('is refused as %j, and nothing is recorded', async (as) => {
    const before = await api.head();
    const { status, body } = await establish(randomUUID(), as);
    expect([status, body.code, body.place]).toEqual([400, 'actor.unknown', 'Working-As']);
    expect(body.remedy).not.toBe('');
    expect(await api.head()).toBe(before);
  });
  it('sent again by another, gives the first reply, and the entry stays with whom it was made by', async () => {
    const [first, second, board, key] = [await introduced('Member B'), await introduced('Member C'), randomUUID(), randomUUID()];
    const reply = await establish(board, first, key);
    const again = await establish(board, second, key);
    expect([again.status, again.body]).toEqual([200, reply.body]);
    expect(await entriesOf(board)).toMatchObject([{ actorName: 'Member B' }]);
  });
  it('is shown in the audit trail: as JSON, for a spreadsheet, and on its page', async () => {
    const [person, board] = [await introduced('Member D'), randomUUID()];
    await establish(board, person);
    const trail = `stream=board-${board}`;
    expect((await api.get(`/api/audit?${trail}`)).body.entries).toMatchObject([{ actor: person, actorName: 'Member D' }]);
    const [headings, row] = (await api.get(`/api/audit?${trail}&format=csv`)).body.split('\r\n');
    const column = headings.split(',').indexOf('Made by');
    expect([row.split(',')[column - 1], row.split(',')[column]]).toEqual([person, 'Member D']);
    expect((await api.get(`/audit?${trail}`)).body).toContain('Member D');
  });
  it('is carried on by the policies', async () => {
    const [person, board, meeting, item, action] = [await introduced('Member E'), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const as = { headers: { 'working-as': person }, wait: true, recorded: 'printed' };
    const later = randomUUID();
    for (const one of [meeting, later]) {
      await api.post(
        `meetings/${one}`,
        'ScheduleMeeting',
        { board, date: one === meeting ? '2026-03-10' : '2026-04-14', kind: 'ordinary' },
        as,
      );
      await api.post(`meetings/${one}`, 'ListItem', { itemId: one === meeting ? item : later, label: '1', heading: 'Repairs' }, as);
    }
    const raised = { actionId: action, item, words: 'A surveyor to be found', owners: [], assigned: 'unassigned', arises: 'stated' };
    await api.post(`meetings/${meeting}`, 'RaiseAction', raised, as);
    const reported = { reportId: randomUUID(), item: later, action, raisedIn: meeting, words: 'Done.', outcome: { completed: true } };
    const { status, body } = await api.post(`meetings/${later}`, 'ReportAction', reported, as);
    expect([status, body.code]).toEqual([201, undefined]);
    const { entries } = (await api.get(`/api/actions/${action}/entries`)).body;
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every(({ actorName }: { actorName: string }) => actorName === 'Member E')).toBe(true);
  });
});
