import { describe, expect, it } from '@jest/globals';
import type { ActionKnown, DueKnown, OwnerKnown } from '#registers/action-tracker/queries.js';
import type { Cell, Sheet } from '#registers/attendance-sheet/queries.js';
import type { FindingKnown } from '#registers/findings/queries.js';
import { actionColumns } from './actions.js';
import { allocationColumns } from './allocations.js';
import { sheetColumns, sheetRows } from './attendance.js';
import { trailColumns } from './audit-trail.js';
import { csvOf, forPeople, type Column } from './column.js';
import { decisionColumns } from './decisions.js';
import { findingColumns, saidInWords } from './findings.js';
import { interestColumns } from './interests.js';

const under = <R>(columns: readonly Column<R>[], heading: string, row: Partial<R>) =>
  columns.find(([one]) => one === heading)![1](row as R);

describe('the columns of a register', () => {
  const all = { actionColumns, decisionColumns, interestColumns, allocationColumns, findingColumns, trailColumns, sheet: sheetColumns([]) };
  it.each(Object.entries(all))('%s end with the id, which people are spared', (_, columns) => {
    expect(columns.at(-1)![0]).toBe('Id');
    expect(forPeople<never>(columns).map(([heading]) => heading)).not.toContain('Id');
    expect(new Set(columns.map(([heading]) => heading)).size).toBe(columns.length);
  });
});

describe('an action in columns', () => {
  const owner = (printed: string | null, name: string | null): OwnerKnown => ({
    printed,
    kind: 'person',
    name,
    person: null,
    organisation: null,
  });
  it.each<[Partial<ActionKnown>, string]>([
    [{ owners: [owner('CA', 'Chris Allison'), owner(null, null)] }, 'CA (Chris Allison), somebody unknown'],
    [{ owners: [owner('the clerk', null)] }, 'the clerk'],
    [{ owners: [], assigned: 'to be confirmed' }, 'to be confirmed'],
    [{ owners: [], assigned: 'named', ownersPrinted: 'all LAs' }, 'all LAs'],
  ])('names its owners as printed and as known: %j', (action, words) => expect(under(actionColumns, 'Owner', action)).toBe(words));

  it.each<[DueKnown | null, string | null, string | null]>([
    [{ kind: 'meeting', printed: 'the April Board', date: '2010-04-14' }, '2010-04-14 (the April Board)', '2010-04-14'],
    [{ kind: 'meeting', printed: 'the April Board', date: null }, 'the April Board', null],
    [{ kind: 'date', printed: null, date: '2010-05' }, '2010-05', '2010-05'],
    [{ kind: 'standing', printed: null, date: null }, 'standing', null],
    [null, null, null],
  ])('says until when, as far as known: %j', (due, words, date) => {
    expect(under(actionColumns, 'Due', { due })).toBe(words);
    expect(under(actionColumns, 'First due', { firstDue: due })).toBe(words);
    expect(under(actionColumns, 'Due date', { due })).toBe(date);
  });
});

describe('a finding in columns', () => {
  it.each<[Pick<FindingKnown, 'number' | 'words'>, string]>([
    [{ number: null, words: 'subject to continued funding' }, 'subject to continued funding'],
    [{ number: '9', words: 'A letter to be sent' }, 'Action 9: A letter to be sent'],
    [{ number: '9', words: null }, 'Action 9'],
    [{ number: null, words: null }, ''],
  ])('says which one is meant: %j', (finding, words) => expect(saidInWords(finding)).toBe(words));
});

describe('attendance in columns', () => {
  const cell = (meeting: string, more: Partial<Cell>): Cell => ({
    meeting,
    status: 'present',
    role: 'voting member',
    attends: 'in the room',
    apology: false,
    substitute: null,
    standsInFor: null,
    ...more,
  });
  const sheetOf = (boardName: string, meeting: string, person: string, cells: readonly Cell[]): Sheet => ({
    board: boardName,
    boardName,
    meetings: [{ meeting, name: '2026-03-10', date: '2026-03-10' }],
    people: [{ person, name: person, appointedAs: 'voting member', cells, of: 1, present: 1 }],
  });
  it.each<[Partial<Cell>, string]>([
    [{}, 'present'],
    [{ role: 'observer', attends: 'remotely' }, 'present, observer, remotely'],
    [{ role: 'not stated', standsInFor: 'Member B' }, 'present, for Member B'],
    [{ status: 'apology' }, 'apology'],
    [{ status: 'substitute sent', substitute: 'Member C' }, 'apology, substitute Member C'],
    [{ status: null }, ''],
  ])('marks who was there: %j', (more, words) => {
    const sheet = sheetOf('Harbour Board', 'm', 'Member A', [cell('m', more)]);
    expect(sheetColumns([sheet])[2]![1](sheetRows([sheet])[0]!)).toBe(words);
  });
  it('tells the meetings of several boards apart', () => {
    const sheets = [sheetOf('Harbour Board', 'h', 'Member A', [cell('h', {})]), sheetOf('Quay Panel', 'q', 'Member B', [cell('q', {})])];
    expect(csvOf(sheetRows(sheets), sheetColumns(sheets)).split('\r\n')).toEqual([
      'Board,Name,Appointed as,Harbour Board 2026-03-10,Quay Panel 2026-03-10,Present,Of,Id',
      'Harbour Board,Member A,voting member,present,,1,1,Member A',
      'Quay Panel,Member B,voting member,,present,1,1,Member B',
      '',
    ]);
  });
});
