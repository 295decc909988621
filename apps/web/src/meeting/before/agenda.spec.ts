import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#kernel/entry.js';
import type { MeetingDesk } from '#shell/desk/answers.js';
import { chosenIn, missingIn, moved, nested, numbered, ownLine, proposed, usualIn, type Line } from './agenda.js';

const meeting = (id: string, date: string, more: object = {}) => ({
  meeting: id,
  name: date,
  date,
  start: '10:00',
  label: null,
  status: 'closed',
  minutes: { status: 'circulated' },
  sent: { version: 1 },
  ...more,
});
const desk = {
  meeting: meeting('june', '2026-06-09'),
  meetings: [
    meeting('april', '2026-04-14'),
    meeting('march', '2026-03-10', { minutes: { status: 'approved' } }),
    meeting('may', '2026-05-05', { sent: null, minutes: { status: 'draft' } }),
    meeting('june', '2026-06-09'),
    meeting('july', '2026-07-07'),
  ],
  actions: [
    {
      id: 'action 1',
      number: '1',
      wording: 'The new timetable to be agreed',
      owners: [{ printed: 'OO', name: 'Officer O' }],
      meeting: '2026-03-10 (1)',
      item: { label: '4', heading: 'Ferry Timetable' },
    },
    { id: 'action 2', number: null, wording: null, owners: [], meeting: null, item: null },
  ],
  decisions: [
    {
      id: 'dredging',
      kind: 'deferred',
      words: 'The Board deferred the dredging contract.',
      meeting: '2026-05-05',
      meetingId: 'may',
      item: { label: '3', heading: 'Dredging' },
      subjects: [],
      openConditions: [],
    },
    {
      id: 'slipway',
      kind: 'approved',
      words: 'The slipway was approved.',
      meeting: '2026-03-10 (1)',
      meetingId: 'march',
      item: { label: '3', heading: 'Quay' },
      subjects: [],
      openConditions: [{ condition: 'survey', words: 'a survey is made first' }],
    },
    {
      id: 'bell',
      kind: 'deferred',
      words: 'The bell was deferred.',
      meeting: '2026-04-14',
      meetingId: 'april',
      item: { label: '5', heading: null },
      subjects: [{ name: 'The fog bell' }],
      openConditions: [],
    },
  ],
} as unknown as MeetingDesk;
const headings = (lines: readonly Line[]) =>
  lines.map(({ heading, under, chosen }) => `${chosen ? '' : '– '}${under === null ? '' : '  '}${heading}`);

describe('the agenda of a meeting to come', () => {
  it('is what boards always take, and what earlier meetings left open', () => {
    expect(headings(proposed(desk))).toEqual([
      'Apologies',
      'Declarations of Interest',
      'Minutes of 14 April 2026',
      '– Minutes of 5 May 2026',
      'Matters Arising',
      '  Action 1: The new timetable to be agreed – OO',
      '  Action: words erased',
      '  Condition: a survey is made first',
      'Dredging',
      '– The fog bell',
      'Any Other Business',
      'Date of Next Meeting',
    ]);
  });
  it('names the earlier business that a line goes back to', () => {
    const earlier = Object.fromEntries(proposed(desk).map(({ key, earlier }) => [key, earlier]));
    expect(earlier['action 1']).toBe('10 March 2026 (1), item 4');
    expect(earlier['dredging']).toBe('5 May 2026, item 3: The Board deferred the dredging contract.');
    expect(earlier['survey']).toBe('10 March 2026 (1), item 3: The slipway was approved.');
  });
  it('is headed as the board heads it', () => {
    const listed = (standing: string | null, heading: string) => ({ type: 'ItemListed', data: { standing, heading } }) as unknown as Fact;
    const usual = usualIn([listed('any other business', 'AOB'), listed('minutes', 'Minutes of 5 May'), listed(null, 'Dredging')]);
    expect(usual).toEqual({ 'any other business': 'AOB' });
    expect(headings(proposed(desk, usual))).toContain('AOB');
  });
  it('of the first meeting is what boards always take', () => {
    const first = { ...desk, meetings: [desk.meeting], actions: [], decisions: [] } as unknown as MeetingDesk;
    expect(headings(proposed(first))).toEqual(['Apologies', 'Declarations of Interest', 'Any Other Business', 'Date of Next Meeting']);
  });
  it('proposes nothing that it has already', () => {
    const left = missingIn(proposed(desk), [
      { heading: 'Apologies for absence', standing: 'apologies' },
      { heading: 'Matters', standing: 'matters arising' },
      { heading: 'dredging', standing: null },
    ]);
    expect(headings(left).slice(0, 4)).toEqual([
      'Declarations of Interest',
      'Minutes of 14 April 2026',
      '– Minutes of 5 May 2026',
      'Action 1: The new timetable to be agreed – OO',
    ]);
    expect(headings(left)).not.toContain('Dredging');
  });
});

describe('the lines of an agenda', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((key) => ({ ...ownLine(key.toUpperCase()), key })) as [Line, Line, Line, Line];
  const lines = [a, { ...b, under: 'a' }, { ...c, under: 'a' }, d];
  const order = (all: readonly Line[]) => all.map(({ key, under }) => (under === null ? key : `${under}.${key}`));

  it('are numbered with their parts, after the numbers that are there', () => {
    expect(numbered(lines).map(({ number }) => number)).toEqual(['1', '1.1', '1.2', '2']);
    expect(numbered(lines, ['1', '4(a)', null]).map(({ number }) => number)).toEqual(['5', '5.1', '5.2', '6']);
    expect(numbered([{ ...a, label: '7' }, ...lines.slice(1)]).map(({ number }) => number)).toEqual(['7', '7.1', '7.2', '2']);
  });
  it('are recorded where they are ticked, a part only with its whole', () => {
    expect(order(chosenIn(lines.with(1, { ...lines[1]!, chosen: false })))).toEqual(['a', 'a.c', 'd']);
    expect(order(chosenIn(lines.with(0, { ...a, chosen: false })))).toEqual(['d']);
  });
  it('move with their parts, and parts among themselves', () => {
    expect(order(moved(lines, 'a', 1))).toEqual(['d', 'a', 'a.b', 'a.c']);
    expect(order(moved(lines, 'd', -1))).toEqual(['d', 'a', 'a.b', 'a.c']);
    expect(order(moved(lines, 'b', 1))).toEqual(['a', 'a.c', 'a.b', 'd']);
    expect(order(moved(lines, 'b', -1))).toEqual(order(lines));
    expect(order(moved(lines, 'c', 1))).toEqual(order(lines));
    expect(order(moved(lines, 'a', -1))).toEqual(order(lines));
  });
  it('become a part of the line above, and lines of their own again', () => {
    expect(order(nested(lines, 'd'))).toEqual(['a', 'a.b', 'a.c', 'a.d']);
    expect(order(nested(lines, 'b'))).toEqual(['a', 'a.c', 'b', 'd']);
    expect(order(nested(lines, 'a'))).toEqual(order(lines));
  });
});
