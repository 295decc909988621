import { describe, expect, it } from '@jest/globals';
import type { ActionKnown } from '#registers/action-tracker/queries.js';
import { agesOf, groupsOf, layAges } from './actions-by-age.js';

const action = (id: string, more: Partial<ActionKnown>): ActionKnown =>
  ({
    id,
    number: id,
    wording: 'to be done',
    owners: [],
    assigned: 'unassigned',
    due: null,
    status: 'open',
    ids: { meeting: 'march' },
    ...more,
  }) as ActionKnown;
const due = (date: string | null) => ({ kind: 'date' as const, printed: null, date });
const owner = (name: string) => [{ printed: null, kind: 'person' as const, name, person: name, organisation: null }];
const dates: Readonly<Record<string, string>> = { march: '2026-03-10', april: '2026-04-14', sometime: '2025' };
const dateOf = (meeting: string) => dates[meeting] ?? null;
const today = '2026-06-08';
const all = agesOf(
  [
    action('1', { ids: { meeting: 'april' } as never, owners: owner('Member A') }),
    action('2', { status: 'overdue', due: due('2026-05-29'), owners: owner('Member B') }),
    action('3', { status: 'completed' }),
    action('4', { ids: { meeting: 'sometime' } as never, due: due('2026-07'), owners: owner('Member A') }),
  ],
  dateOf,
  today,
);

describe('open actions by age', () => {
  it('puts the oldest first, and those of unknown age last', () =>
    expect(all.map(({ id, age }) => [id, age])).toEqual([
      ['2', 90],
      ['1', 55],
      ['4', null],
    ]));
  it('says by how much one is overdue', () => expect(all.map(({ overdueBy }) => overdueBy)).toEqual([10, null, null]));
  it('groups by owner, or by due', () => {
    expect(groupsOf(all, 'owner').map(({ title, actions }) => [title, actions.length])).toEqual([
      ['Member B', 1],
      ['Member A', 2],
    ]);
    expect(groupsOf(all, 'due').map(({ title }) => title)).toEqual(['overdue', 'with a date to come', 'without a date']);
  });
  it('draws all on one scale, the overdue part at the end of its bar, none of unknown age', () => {
    const { rows, ticks, width } = layAges(groupsOf(all, 'owner'), 600);
    const [oldest, younger, unknown] = rows;
    expect(oldest!.bar!.width / younger!.bar!.width).toBeCloseTo(90 / 55);
    expect(oldest!.bar!.overdue!.x + oldest!.bar!.overdue!.width).toBeCloseTo(oldest!.bar!.width);
    expect(unknown!.bar).toBeNull();
    expect(Math.max(...ticks.map(({ x }) => x), oldest!.bar!.width)).toBeLessThanOrEqual(width);
    expect(rows.map(({ y }) => y)).toEqual(rows.map(({ y }) => y).toSorted((a, b) => a - b));
  });
});
