import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardDesk, DeskHome, MeetingDesk, MemberDesk, PaperSent } from '#shell/desk/answers.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { id, story } from '../golden/harbour-board/story.js';
import { tell, type Answer } from '../golden/harbour-board/tell.js';

let now = '2026-02-02T09:00:00.000Z';
let server: Server;
let answers: readonly Answer[];
const newFolder = temporaryFolders();
beforeAll(async () => {
  server = await createServer({ dir: newFolder(), port: 0, clock: () => now });
  answers = await tell(story, server.address, (at) => (now = at));
}, 60_000);
afterAll(() => server.close());

const ask = async (path: string): Promise<any> => (await fetch(server.address + path)).json();
const positionOf = (key: string): number => answers.find(({ step }) => step.key === key)!.body.position;

describe('what is exported line by line', () => {
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  it.each(['actions', 'decisions', 'interests', 'allocations', 'findings'])('are all %s, as JSON has them', async (register) => {
    const response = await fetch(`${server.address}/api/${register}?on=2026-04-20&format=jsonl`);
    expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    expect(linesOf(await response.text())).toEqual(await ask(`/api/${register}?on=2026-04-20`));
  });
  it.each([`/api/audit`, `/api/meetings/${id('march')}/entries`])('are the entries of %s, page after page', async (path) => {
    const whole = (await ask(`${path}?limit=1000`)).entries;
    const found: unknown[] = [];
    for (let page: string | undefined = '?limit=20&format=jsonl'; page !== undefined;) {
      const response: Response = await fetch(`${server.address}${path}${page}`);
      found.push(...linesOf(await response.text()));
      page = /<(.*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    expect(found.length).toBeGreaterThan(40);
    expect(found).toEqual(whole);
  });
  it('are the changes of minutes and the lines of an attendance sheet', async () => {
    const lines = async (path: string) => linesOf(await (await fetch(server.address + path)).text());
    const changes = `/api/meetings/${id('march')}/changes?since=version:1`;
    expect(await lines(`${changes}&format=jsonl`)).toEqual((await ask(changes)).changes);
    const sheet = `/api/boards/${id('board')}/attendance?on=2026-04-20`;
    expect(await lines(`${sheet}&format=jsonl`)).toMatchObject((await ask(sheet)).people);
  });
});

describe('what the desks begin with', () => {
  it('knows every board, meeting and person, and the addresses that the pages have', async () => {
    const home: DeskHome = await ask('/api/desk');
    expect(home.boards.map(({ name }) => name)).toEqual(['Harbour Board']);
    expect(home.people.map(({ name }) => name)).toContain('Guest G');
    expect(home.addresses).toEqual({
      boards: { [id('board')]: '/harbour-board' },
      meetings: {
        [id('march')]: '/harbour-board/2026-03-10-1',
        [id('march second')]: '/harbour-board/2026-03-10-2',
        [id('april')]: '/harbour-board/2026-04-14',
      },
    });
    for (const path of Object.values(home.addresses.meetings)) expect((await fetch(server.address + path)).status).toBe(200);
  });
  it('was shorter before', async () => expect((await ask(`/api/desk?at=${positionOf('orders')}`)).people).toEqual([]));
});

describe('the desk of a board', () => {
  it('holds its whole stream, and what is still to be done', async () => {
    const desk: BoardDesk = await ask('/api/desk/harbour-board?on=2026-03-20');
    expect(desk.entries).toHaveLength(desk.revision + 1);
    expect(desk.entries[0]).toMatchObject({ type: 'BoardEstablished', actorName: 'the local operator' });
    expect(desk.board).toMatchObject({ board: id('board'), sittings: expect.any(Array), organisations: [] });
    expect(desk.meetings).toHaveLength(3);
    expect(desk.actions.every(({ status }) => status !== 'completed')).toBe(true);
  });
  it('is found by its id, and is not found by another name', async () => {
    expect((await ask(`/api/desk/${id('board')}`)).board.name).toBe('Harbour Board');
    expect(await ask('/api/desk/lake-board')).toMatchObject({ status: 404, code: 'board.unknown' });
  });
});

describe('the desk of a meeting', () => {
  const desk = (more = ''): Promise<MeetingDesk> => ask(`/api/desk/harbour-board/${more}`);
  it('holds both streams to one end of the log', async () => {
    const march = await desk('2026-03-10-1');
    expect(march).toMatchObject({ stream: `meeting-${id('march')}`, address: '/harbour-board/2026-03-10-1' });
    expect(march.entries).toHaveLength(march.meeting.revision + 1);
    expect(march.paper).toHaveLength(march.paperRevision + 1);
    expect(march.paper.map(({ type }) => type)).toContain('MinutesCirculated');
    expect(march.head).toBe((await ask('/health')).head);
    expect([...march.entries, ...march.paper].every(({ position }) => position <= march.head)).toBe(true);
  });
  it('names whom it speaks of', async () => {
    const { names } = await desk('2026-03-10-1');
    expect(names.person[id('unknown')]).toBe('Guest G');
    expect(names.board).toEqual({ [id('board')]: 'Harbour Board' });
    expect(names.meeting[id('april')]).toContain('14 April 2026');
    expect(names.decision[id('ferry decision')]).toContain('the last ferry leave at ten');
    expect(names.action[id('action 1')]).toContain('Action 1');
  });
  it('gives what laying minutes and approving them must name', async () => {
    const { meetings } = await desk('2026-04-14');
    const march = meetings.find(({ meeting }) => meeting === id('march'))!;
    const { paper, paperRevision } = await desk('2026-03-10-1');
    const { version, digest, meetingRevision } = paper.findLast(({ type }) => type === 'MinutesCirculated')!.data as PaperSent;
    expect(march.sent).toEqual({ version, digest, meetingRevision, minutesRevision: paperRevision });
    expect(version).toBe(2);
    expect(meetings.find(({ meeting }) => meeting === id('april'))!.sent).toBeNull();
  });
  it('gives the roll and the orders that its board has on its day, as the server takes them', async () => {
    const { taking, meeting } = await desk('2026-04-14');
    expect(taking.roll!.voting).toEqual(['Member A', 'Member B', 'Member C', 'Member E', 'Member F'].map(id));
    expect(taking.roll!.others).toEqual([id('Officer O')]);
    expect(taking.orders).toMatchObject({ board: id('board'), orders: id('orders'), quorum: 3, tie: 'silent' });
    const other = randomUUID();
    const post = (verb: string, data: unknown) =>
      fetch(`${server.address}/api/meetings/${other}/entries?wait=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ verb, data }),
      });
    const { date, start, zone } = meeting;
    const statuses = [];
    for (const [verb, data] of [
      ['ScheduleMeeting', { board: id('board'), date: '2026-06-09', start, zone, kind: 'ordinary' }],
      ['OpenMeeting', { zone }],
      ['TakeRoll', taking.roll],
      ['TakeStandingOrders', taking.orders],
    ] as const)
      statuses.push((await post(verb, data)).status);
    expect([date, statuses]).toEqual(['2026-04-14', [201, 201, 201, 201]]);
  });
  it('knows what waits: actions, and decisions that are not done with', async () => {
    const april = await desk('2026-04-14?on=2026-04-10');
    expect(april.actions.length).toBeGreaterThan(0);
    expect(april.decisions.every(({ implemented, force }) => !implemented && ['in force', 'conditional'].includes(force))).toBe(true);
    expect(april.decisions.map((one) => one.id)).toContain(id('slipway'));
  });
  it('stands as it stood', async () => {
    const position = positionOf('ferry vote');
    const then = await desk(`2026-03-10?at=${position}`);
    expect([then.head, then.entries.at(-1)!.type, then.paperRevision]).toEqual([position, 'VoteRecorded', -1]);
    expect(JSON.stringify(then)).not.toContain('slipway');
  });
  it('asks which, where a day holds several, and knows no other', async () => {
    expect(await desk('2026-03-10')).toMatchObject({
      status: 409,
      code: 'meeting.ambiguous',
      detail: expect.stringContaining('2026-03-10-2'),
    });
    expect(await desk('2026-03-11')).toMatchObject({ status: 404, code: 'meeting.unknown' });
    expect((await desk(id('march second'))).meeting.meeting).toBe(id('march second'));
  });
});

describe('the desk of a member', () => {
  const of = (name: string, more = ''): Promise<MemberDesk> => ask(`/api/desk/people/${id(name)}${more}`);
  it('shows what she answers for, and until when', async () => {
    const { actions, person } = await of('Officer O', `?at=${positionOf('close second')}&on=2026-03-20`);
    expect(person.name).toBe('Officer O');
    expect(actions).toMatchObject([
      {
        number: '1',
        board: { name: 'Harbour Board' },
        wording: 'The new timetable to be agreed with the ferry company',
        agreed: { name: '2026-03-10 (1)', item: { label: '4' }, address: expect.stringMatching(/^\/harbour-board\/2026-03-10-1#e-/) },
        open: true,
        overdue: false,
      },
    ]);
    const [later] = (await of('Member D', `?at=${positionOf('close second')}&on=2026-03-20`)).actions;
    expect(later).toMatchObject({ due: 'later', dueSaid: { words: '29 May 2026', date: '2026-05-29' } });
    const [overdue] = (await of('Member D', '?on=2026-06-01')).actions;
    expect(overdue).toMatchObject({ due: 'overdue', overdue: true });
  });
  it('tells what became of it: what was said, where, by whom, and until when now', async () => {
    const [action] = (await of('Officer O', '?on=2026-04-20')).actions;
    expect(action).toMatchObject({
      status: 'carried forward',
      dueSaid: { words: 'the May meeting', date: null },
      firstDueSaid: { words: '14 April 2026 (the April meeting)', date: '2026-04-14' },
      due: 'later',
    });
    expect(action!.history).toMatchObject([
      {
        meeting: { name: '2026-04-14', address: '/harbour-board/2026-04-14' },
        by: 'Officer O',
        words: expect.stringContaining('had not answered'),
        due: { words: 'the May meeting' },
      },
    ]);
  });
  it('knows what is due at the next meeting', async () => {
    const { actions, next } = await of('Officer O', `?at=${positionOf('april item 2')}&on=2026-04-01`);
    expect(next.map(({ meeting }) => meeting.meeting)).toEqual([id('april')]);
    expect(actions).toMatchObject([{ due: 'next meeting', dueSaid: { date: '2026-04-14' } }]);
  });
  it('shows the meetings to come with their agenda and their papers', async () => {
    const { next, past } = await of('Member A', `?at=${positionOf('paper')}&on=2026-03-05`);
    expect(next.map(({ meeting }) => meeting.meeting)).toEqual([id('march')]);
    expect(next[0]).toMatchObject({
      address: '/harbour-board/2026-03-10',
      papers: [{ title: 'Condition of the West Quay', reference: 'HB/2026/07', came: 'with the agenda', item: id('march 3') }],
    });
    expect(next[0]!.agenda.map(({ label, heading }) => `${label} ${heading}`)).toEqual([
      '1 Apologies',
      '2 Declarations of Interest',
      '3 Repairs to the West Quay',
      '4 Ferry Timetable',
      '5 Any Other Business',
    ]);
    expect(past).toEqual([]);
  });
  it('shows how she is shown, what she declared, and what changed since the minutes were sent', async () => {
    const { past, interests } = await of('Member D', `?at=${positionOf('right timetable')}&on=2026-03-20`);
    const march = past.find(({ meeting }) => meeting.meeting === id('march'))!;
    expect(march).toMatchObject({
      shown: { as: 'present', role: 'voting member' },
      declared: [{ as: 'owner of the ferry company' }],
      sent: { version: 1, changes: 1 },
    });
    expect(interests).toHaveLength(1);
    const absent = (await of('Member F', '?on=2026-04-20')).past;
    expect(absent.map(({ meeting, shown }) => [meeting.meeting, shown.as])).toContainEqual([id('march'), 'apologies']);
    expect(absent.map(({ meeting, shown }) => [meeting.meeting, shown.as])).toContainEqual([id('march second'), 'absent']);
  });
  it('shows the decisions of her boards, newest first, each with its page', async () => {
    const { decisions, boards } = await of('Member B', '?on=2026-04-20');
    expect(boards).toMatchObject([{ name: 'Harbour Board', address: '/harbour-board' }]);
    const days = decisions.map(({ meeting }) => meeting!);
    expect(days).toEqual(days.toSorted().reverse());
    const slipway = decisions.find((one) => one.id === id('slipway'))!;
    expect((await fetch(server.address + slipway.address!)).status).toBe(200);
  });
  it('shows nothing of boards that are not hers', async () => {
    const { boards, decisions, past } = await of('unknown');
    expect(boards).toHaveLength(1);
    expect([past.length, decisions.length].every((many) => many > 0)).toBe(true);
    expect(await ask(`/api/desk/people/${randomUUID()}`)).toMatchObject({ status: 404, code: 'person.unknown' });
  });
});
