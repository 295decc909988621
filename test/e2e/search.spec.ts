import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { commandLine } from './command-line.js';
import { serving } from './serving.js';

const api = serving();
const [board, other, meeting, item, person] = Array.from({ length: 5 }, () => randomUUID());
const words = 'The Board agreed that the “West Quay” be repaired by the harbour master’s men.';
const decision = randomUUID();
let position: number;

beforeAll(async () => {
  const record = async (to: string, verb: string, data: object) => {
    const { status, body } = await api.post(to, verb, data, { wait: true, recorded: 'afterwards' });
    if (status !== 201) throw new Error(`${verb}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  await record(`boards/${board}`, 'EstablishBoard', { name: 'Harbour Board', kind: 'board' });
  await record(`boards/${other}`, 'EstablishBoard', { name: 'Library Board', kind: 'board' });
  await record(`people/${person}`, 'IntroducePerson', { name: 'Member A' });
  const scheduled = { board, date: '2026-03-10', start: '10:00', zone: 'Europe/London', kind: 'ordinary' };
  await record(`meetings/${meeting}`, 'ScheduleMeeting', scheduled);
  await record(`meetings/${meeting}`, 'ListItem', { itemId: item, label: '1', heading: 'Repairs to the West Quay' });
  const decided = { decisionId: decision, item, kind: 'agreed', words, subjects: [], method: 'general assent' };
  await record(`meetings/${meeting}`, 'RecordDecision', decided);
  const moved = { motionId: randomUUID(), item, words: 'That the East Quay be left', mover: person };
  ({ position } = await record(`meetings/${meeting}`, 'MoveMotion', moved));
}, 30_000);

const search = (asked: Record<string, string>) => api.get(`/api/search?${new URLSearchParams(asked)}`);

describe('searching over HTTP', () => {
  it('answers lines with what was found in them, and where they stand', async () => {
    const { status, body } = await search({ q: 'repaired quay', board: 'harbour' });
    expect([status, body.next]).toEqual([200, null]);
    expect(body.hits).toEqual([
      {
        kind: 'decision',
        words,
        snippet: [
          { text: 'The Board agreed that the “West ', hit: false },
          { text: 'Quay', hit: true },
          { text: '” be ', hit: false },
          { text: 'repaired', hit: true },
          { text: ' by the harbour master’s men.', hit: false },
        ],
        board,
        boardName: 'Harbour Board',
        meeting,
        meetingName: '2026-03-10',
        date: '2026-03-10',
        item: { id: item, label: '1', heading: 'Repairs to the West Quay' },
        entry: expect.any(String),
        decision,
        action: null,
        position: expect.any(Number),
      },
    ]);
  });

  it('names whom a line names', async () => {
    const { body } = await search({ q: 'east quay', kind: 'motion' });
    expect(body.hits).toMatchObject([{ position, words: 'Motion moved by Member A: That the East Quay be left' }]);
  });

  it('answers page by page, as it was known at the first', async () => {
    const first = await search({ q: 'quay', limit: '2' });
    expect(first.body.hits).toHaveLength(2);
    await api.post(`meetings/${meeting}`, 'RecordNote', { item, words: 'quay' }, { wait: true, recorded: 'afterwards' });
    const second = await api.get(`/api/search${first.body.next}`);
    expect(second.body.next).toBeNull();
    const all = [...first.body.hits, ...second.body.hits].map((hit: any) => hit.words);
    expect(new Set(all)).toEqual(new Set(['Motion moved by Member A: That the East Quay be left', 'Repairs to the West Quay', words]));
    expect(all).toHaveLength(3);
    expect((await search({ q: 'quay' })).body.hits[0]).toMatchObject({ kind: 'note', words: 'quay' });
  });

  it('answers as it was known, and of meetings up to a day', async () => {
    expect((await search({ q: 'quay', at: '1' })).body.hits).toEqual([]);
    expect((await search({ q: 'quay', on: '2026-03-09' })).body.hits).toEqual([]);
    expect((await search({ q: 'repaired', on: '2026-03-10' })).body.hits).toHaveLength(1);
    expect((await search({ q: 'quay', board: 'Library Board' })).body.hits).toEqual([]);
  });

  it.each([
    [{ q: '' }, 'search.no-words', 'q'],
    [{ q: '"* –' }, 'search.no-words', 'q'],
    [{}, 'query.wrong', 'q'],
    [{ q: 'quay', kind: 'gossip' }, 'query.wrong', 'kind'],
    [{ q: 'quay', limit: '1000' }, 'query.wrong', 'limit'],
    [{ q: 'quay', after: '-1' }, 'query.wrong', 'after'],
  ])('refuses %j', async (asked, code, place) => {
    const { status, headers, body } = await search(asked as Record<string, string>);
    expect([status, body.code, body.place]).toEqual([400, code, place]);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.remedy).not.toBe('');
  });
});

describe('searching on the command line', () => {
  const folder = temporaryFolders();
  const { say, ask } = commandLine(join(folder(), 'book'));
  beforeAll(async () => {
    await say('import', 'test/golden/em-iep-2010-01-20');
  });

  it('finds decisions and actions, each with its id', async () => {
    const [refused] = await ask('search', 'CCTV projects precedent', '--kind', 'decision');
    const words = 'The Board did not approve the CCTV projects due to the precedent it would set';
    expect(refused).toMatchObject({ kind: 'decision', words: expect.stringContaining(words), decision: expect.any(String) });
    const actions = await ask('search', 'letter scrutiny chairs', '--kind', 'action');
    expect(actions.map(({ action }: any) => action)).toEqual([expect.any(String)]);
  });

  it('shows people the line and where it stands, and no id', async () => {
    const { exit, out } = await say('search', '"due to the precedent"', '--format', 'md');
    expect(exit).toBe(0);
    expect(out).toMatch(/\| 2010-01-20 \| 5 [^|]+\| decision \| The Board did not approve the CCTV projects/);
    expect(out).not.toMatch(/[0-9a-f]{8}-/);
  });

  it('says how to ask where nothing was asked', async () => {
    expect(await say('search')).toMatchObject({ exit: 2, err: expect.stringContaining('minutebook search WORDS') });
    expect(await say('search', '***')).toMatchObject({ exit: 1, err: expect.stringContaining('Write one word or more') });
    expect((await say('search', 'zeppelin')).out).toBe('Nothing was found.\n');
  });
});
