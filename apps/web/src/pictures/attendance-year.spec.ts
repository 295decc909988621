import { describe, expect, it } from '@jest/globals';
import type { Cell, Sheet } from '#registers/attendance-sheet/queries.js';
import { layYear, signOf, yearOf, yearsOf } from './attendance-year.js';

const cell = (status: Cell['status'], more: Partial<Cell> = {}): Cell => ({
  meeting: 'm',
  status,
  role: null,
  attends: null,
  apology: false,
  substitute: null,
  standsInFor: null,
  ...more,
});
const signs = (appointedAs: string | null, ...cells: readonly Cell[]) => cells.map((_, n) => signOf({ appointedAs, cells }, n));

describe('attendance over a year', () => {
  it('has a sign for each way of being there or not', () => {
    expect(
      signs('voting member', cell(null), cell('present'), cell('present', { attends: 'remotely' }), cell('present', { standsInFor: 'b' })),
    ).toEqual(['not yet appointed', 'present', 'present remotely', 'stood in for somebody']);
    expect(signs('voting member', cell('apology'), cell('substitute sent'), cell('absent'), cell(null))).toEqual([
      'sent apologies',
      'sent a substitute',
      'absent',
      'no longer appointed',
    ]);
  });
  it('guesses nothing of somebody without an appointment', () =>
    expect(signs(null, cell('present'), cell(null))).toEqual(['present', 'not stated']));

  const sheet: Sheet = {
    board: 'b',
    boardName: null,
    meetings: ['2025-11-04', '2026-01-06', '2026-02-03'].map((date) => ({ meeting: date, name: date, date })),
    people: [
      {
        person: 'a',
        name: 'Member A',
        appointedAs: 'voting member',
        cells: [cell('present'), cell('absent'), cell('present')],
        of: 3,
        present: 2,
      },
      { person: 'b', name: 'Member B', appointedAs: null, cells: [cell('present'), cell(null), cell(null)], of: 1, present: 1 },
    ],
  };
  it('counts within the year, and leaves out who has nothing to do with it', () => {
    expect(yearsOf(sheet)).toEqual(['2025', '2026']);
    expect(yearOf(sheet, '2026').people).toMatchObject([{ name: 'Member A', present: 1, of: 2 }]);
    expect(yearOf(sheet, null).people).toHaveLength(2);
  });
  it('knows who was appointed before the year began', () => {
    const before = { ...sheet, people: [{ ...sheet.people[0]!, cells: [cell('present'), cell(null), cell('present')] }] };
    expect(yearOf(before, '2026').people[0]!.signs).toEqual(['no longer appointed', 'present']);
  });
  it.each([358, 1000])('keeps cells apart and leaves room for the counts at %i pixels', (room) => {
    const { columns, cell: wide, width, rows, left } = layYear(yearOf(sheet, null), room);
    expect(columns.map(({ x }) => x)).toEqual([left, left + wide, left + 2 * wide]);
    expect(wide).toBeGreaterThanOrEqual(25);
    expect(width).toBeGreaterThanOrEqual(left + 3 * wide + 58);
    expect(rows[1]!.y - rows[0]!.y).toBeGreaterThanOrEqual(30);
  });
});
