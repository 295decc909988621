import { describe, expect, it } from '@jest/globals';
import type { RegisterThen } from '#shell/desk/answers.js';
import { differenceOf, differenceTable, titleOf } from './register-difference.js';

type Rows = readonly (readonly [key: string, ...cells: (string | null)[]])[];
const register = (headings: readonly string[], rows: Rows, of = headings): RegisterThen => ({
  board: 'b',
  register: 'actions',
  title: 'Actions',
  says: '',
  headings,
  of,
  rows: rows.map(([key, ...cells]) => ({ key, meeting: null, entry: null, cells })),
});
const headings = ['No.', 'Action', 'Due'];
const before = register(headings, [
  ['a', '1', 'A report', 'April'],
  ['b', '2', 'A letter', null],
  ['c', '3', 'A visit', 'May'],
]);

describe('the difference between two moments of a register', () => {
  it('is nothing where it reads the same', () => expect(differenceOf(before, before)).toEqual([]));
  it('names rows that were added and that are gone, and of the others the cells that differ', () => {
    const after = register(headings, [
      ['a', '1', 'A report', 'June'],
      ['b', '2', 'A letter', null],
      ['d', '4', 'A call', 'May'],
    ]);
    expect(differenceOf(before, after)).toMatchObject([
      { change: 'reads otherwise', row: { key: 'a' }, cells: [{ heading: 'Due', was: 'April', is: 'June' }] },
      { change: 'added', row: { key: 'd' } },
      { change: 'gone', row: { key: 'c' } },
    ]);
  });
  it('tells what was not stated from what was stated since', () => {
    const after = register(headings, [
      ['a', '1', 'A report', 'April'],
      ['b', '2', 'A letter', 'May'],
      ['c', '3', 'A visit', 'May'],
    ]);
    expect(differenceOf(before, after)).toMatchObject([{ cells: [{ heading: 'Due', was: null, is: 'May' }] }]);
  });
  it('finds a column by its heading, wherever it stands: a meeting that was not known yet said nothing', () => {
    const sheet = register(['Name', 'Present'], [['p', 'Member A', '1']]);
    const later = register(['Name', '2026-03-10', 'Present'], [['p', 'Member A', 'absent', '1']]);
    expect(differenceOf(sheet, later)).toMatchObject([{ cells: [{ heading: '2026-03-10', was: '', is: 'absent' }] }]);
  });
  it('knows a column again whose heading has changed: the second meeting of a day gives the first its number', () => {
    const one = register(['Name', '2026-03-10'], [['p', 'Member A', 'present']], ['Name', 'march']);
    const two = register(
      ['Name', '2026-03-10 (1)', '2026-03-10 (2)'],
      [['p', 'Member A', 'present', 'absent']],
      ['Name', 'march', 'second'],
    );
    expect(differenceOf(one, two)).toMatchObject([{ cells: [{ heading: '2026-03-10 (2)', was: '', is: 'absent' }] }]);
  });
  it('keeps several rows of one thing apart', () => {
    const twice = register(headings, [
      ['a', '1', 'A report', 'April'],
      ['a', '1', 'A report', 'May'],
    ]);
    const once = register(headings, [['a', '1', 'A report', 'April']]);
    expect(differenceOf(twice, once).map(({ change }) => change)).toEqual(['gone']);
  });
  it('is a table with a line for each cell, whose row is named by its words', () => {
    const after = register(headings, [['a', '1', 'A report', 'June']]);
    const table = differenceTable(differenceOf(before, after), after);
    expect(table.rows[0]).toEqual({ change: 'reads otherwise', row: 'A report', column: 'Due', was: 'April', is: 'June' });
    expect(table.rows.filter(({ change, row }) => change === 'gone' && row === 'A letter')).toHaveLength(3);
    expect(titleOf(before, before.rows[2]!)).toBe('A visit');
  });
});
