import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardTimeLine, RegisterThen } from '#shell/desk/answers.js';
import type { Lineage } from '#shell/lineage/lineage.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { entry, id, story } from '../golden/harbour-board/story.js';
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
const eventOf = (key: string): string => answers.find(({ step }) => step.key === key)!.body.events[0].id;
const lineage = (of: string, at?: number): Promise<Lineage> => ask(`/api/lineage/${of}${at === undefined ? '' : `?at=${at}`}`);
const told = (steps: Lineage['ledTo']) => steps.map(({ type, place }) => [type, place?.name ?? null]);
const types = (steps: Lineage['ledTo']) => steps.map(({ type }) => type);

describe('the lineage of an entry', () => {
  it('of a decision runs back to the item, the subject, the motion and the vote, and on to what later meetings made of it', async () => {
    const { of, ledTo, besides, followed } = await lineage(entry('ferry decision'));
    expect(of.words).toBe('The Board approved that the last ferry leave at ten o’clock from May.');
    expect(types(ledTo)).toEqual(['ItemListed', 'SubjectNamed', 'MotionMoved', 'VoteRecorded']);
    expect(types(besides)).toEqual(['DiscussionRecorded', 'InterestDeclared']);
    expect(told(followed)).toEqual([
      ['ActionRaised', '2026-03-10 (1)'],
      ['MinutesCirculated', '2026-03-10 (1)'],
      ['MinutesCirculated', '2026-03-10 (1)'],
      ['MinutesApproved', '2026-04-14'],
      ['ActionCarriedForward', '2026-04-14'],
    ]);
  });
  it('knows nothing that was recorded after the moment that is asked for', async () => {
    const { ledTo, followed } = await lineage(entry('ferry decision'), positionOf('action 1'));
    expect(types(ledTo)).toEqual(['ItemListed', 'SubjectNamed', 'MotionMoved', 'VoteRecorded']);
    expect(types(followed)).toEqual(['ActionRaised']);
  });
  it('of a report runs back to the action that an earlier meeting raised, and to the life of that action', async () => {
    const { ledTo, followed } = await lineage(eventOf('carry 1'));
    expect(told(ledTo)).toContainEqual(['ActionRaised', '2026-03-10 (1)']);
    expect(types(followed)).toEqual(['ActionCarriedForward']);
  });
  it('of a decision that approves minutes and agrees a correction names what it is about in the earlier meeting', async () => {
    const { ledTo, followed } = await lineage(eventOf('minutes decision'));
    expect(told(ledTo)).toContainEqual(['MotionMoved', '2026-03-10 (1)']);
    expect(types(followed)).toEqual(expect.arrayContaining(['CorrectionAgreed', 'PutRight', 'MinutesApproved']));
  });
  it('of what was corrected names the agreement of the later meeting', async () => {
    const { followed } = await lineage(entry('ferry motion'));
    expect(told(followed)).toContainEqual(['CorrectionAgreed', '2026-04-14']);
    expect(told(followed)).toContainEqual(['VoteRecorded', '2026-03-10 (1)']);
  });
  it('of what was deferred leads to the meeting that it was deferred to', async () => {
    const dredging = answers.find(({ step }) => step.key === 'dredging')!.body.events[0].id;
    expect(told((await lineage(dredging)).followed)).toContainEqual(['MeetingScheduled', '2026-04-14']);
  });
  it('of what was struck out is still read', async () => {
    const { of, followed } = await lineage(entry('slip'));
    expect([of.words, of.stands]).toEqual(['The Baord', false]);
    expect(types(followed).filter((type) => !type.startsWith('Minutes'))).toEqual([]);
  });
  it('of nothing is refused, and so is what was not known yet', async () => {
    for (const path of ['00000000-0000-4000-8000-000000000000', `${entry('close march')}?at=${positionOf('ferry vote')}`]) {
      const response = await fetch(`${server.address}/api/lineage/${path}`);
      expect([response.status, ((await response.json()) as any).code]).toEqual([404, 'lineage.unknown']);
    }
  });
});

describe('the registers of a board through time', () => {
  const registers = ['actions', 'decisions', 'interests', 'allocations', 'attendance', 'findings'] as const;
  it.each(registers)('read %s as the page of it does, with a key for each row', async (name) => {
    const seen: RegisterThen = await ask(`/api/desk/harbour-board/registers/${name}?on=2026-04-20`);
    const page = await (await fetch(`${server.address}/registers/${name}.csv?board=${id('board')}&on=2026-04-20`)).text();
    expect(page.split('\r\n')[0]!.startsWith(seen.headings.join(','))).toBe(true);
    expect(seen.rows).toHaveLength(page.trimEnd().split('\r\n').length - 1);
    expect(seen.of).toHaveLength(seen.headings.length);
    expect(seen.rows.every(({ key, cells }) => key.length >= 36 && cells.length === seen.headings.length)).toBe(true);
  });
  it('call a meeting by its id, whatever its heading becomes', async () => {
    const early: RegisterThen = await ask(`/api/desk/harbour-board/registers/attendance?at=${positionOf('ferry vote')}`);
    const late: RegisterThen = await ask('/api/desk/harbour-board/registers/attendance');
    expect([early.headings[2], late.headings[2]]).toEqual(['2026-03-10', '2026-03-10 (1)']);
    expect([early.of[2], late.of[2]]).toEqual([id('march'), id('march')]);
  });
  it('follow a time line of the board’s own entries, its meetings’ and people’s', async () => {
    const { moments }: BoardTimeLine = await ask('/api/desk/harbour-board/time-line');
    const kinds = new Set(moments.map(({ stream }) => stream.slice(0, stream.indexOf('-'))));
    expect([...kinds].toSorted()).toEqual(['action', 'board', 'meeting', 'minutes', 'person']);
    expect(moments.map(({ position }) => position)).toEqual(moments.map(({ position }) => position).toSorted((a, b) => a - b));
    expect(moments.find(({ type }) => type === 'ActionCarriedForward')!.meeting).toBe(id('march'));
  });
  it('refuse a register that there is not', async () => {
    const response = await fetch(`${server.address}/api/desk/harbour-board/registers/secrets`);
    expect([response.status, ((await response.json()) as any).code]).toEqual([404, 'register.unknown']);
  });
});

it('the findings of a meeting are a table too', async () => {
  const path = `/api/meetings/${id('march')}/findings`;
  const rows = await ask(path);
  const csv = await (await fetch(`${server.address}${path}?format=csv`)).text();
  expect(csv.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
  const lines = await (await fetch(`${server.address}${path}?format=jsonl`)).text();
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
});
