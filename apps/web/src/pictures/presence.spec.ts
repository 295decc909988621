import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { layPresence } from './presence-layout.js';
import { presenceOf } from './presence.js';

const { given } = scenarios(meeting);
const reading = { name: (id: string) => id, open: (text: unknown) => ({ words: `${text as string}` }), zone: null };
const drawn = (...facts: readonly Given[]) => presenceOf(stands(given(...facts).recorded), reading);
const here = (person: string, role = 'voting member', attends: string | null = null): Given => [
  'AttendanceRecorded',
  { person, role, attends },
];
const story = drawn(
  here('officer', 'officer'),
  here('a'),
  here('b', 'voting member', 'remotely'),
  'ItemListed',
  ['WithdrawalRecorded', { person: 'a', reason: null, interest: null }],
  ['VoteRecorded', { for: 2, against: null, abstained: 0 }],
  ['ReturnRecorded', { person: 'a' }],
  ['DecisionRecorded', { division: null, subjects: [] }],
  ['ArrivalRecorded', { person: 'c', role: 'guest' }],
);
const spansOf = (person: string) => story.groups.flatMap(({ rows }) => rows).find((row) => row.person === person)!.spans;

describe('presence over a meeting', () => {
  it('lists people by role, those with a vote first', () => {
    expect(story.groups.map(({ role, rows }) => [role, rows.map(({ person }) => person)])).toEqual([
      ['voting member', ['a', 'b']],
      ['officer', ['officer']],
      ['guest', ['c']],
    ]);
  });
  it('draws who stayed from the start to the end, and a late arrival from then on', () => {
    expect(spansOf('officer')).toMatchObject([{ from: 0, to: story.steps, votes: false }]);
    expect(spansOf('c')[0]!.from).toBeGreaterThan(0);
  });
  it('tells a withdrawal from a stay, without a gap, and says where no reason is stated', () => {
    const spans = spansOf('a');
    expect(spans.map(({ is }) => is)).toEqual(['there', 'withdrew', 'there']);
    expect([spans[1]!.from, spans[2]!.from]).toEqual([spans[0]!.to, spans[1]!.to]);
    expect(spans[1]!.words).toBe('reason not stated');
  });
  it('marks who takes part remotely', () => expect(spansOf('b')).toMatchObject([{ remote: true }]));
  it('marks votes and decisions where they happened; a count that nobody stated is not 0', () => {
    expect(story.marks.map(({ label }) => label)).toEqual(['V1', 'D1']);
    expect(story.marks[0]!.says).toContain('against not stated');
    const [, away] = spansOf('a');
    expect(story.marks[0]!.step).toBeGreaterThan(away!.from);
    expect(story.marks[0]!.step).toBeLessThan(away!.to);
  });
  it.each([390, 1000])('keeps bars of a row apart and inside the picture at %i pixels', (width) => {
    const laid = layPresence(story, width);
    for (const { bars } of laid.rows)
      for (const [n, { x, width: wide }] of bars.entries()) {
        expect(x).toBeGreaterThanOrEqual(n === 0 ? laid.left : bars[n - 1]!.x + bars[n - 1]!.width - 0.01);
        expect(x + wide).toBeLessThanOrEqual(laid.width + 0.01);
      }
    const ys = laid.rows.map(({ y }) => y);
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
    expect(new Set(ys).size).toBe(ys.length);
  });
  it('keeps labels of marks apart', () => {
    const marks = Array.from({ length: 30 }, (_, n) => ({ step: n, is: 'decision' as const, label: `D${n}`, says: '' }));
    const laid = layPresence({ ...story, steps: 30, marks }, 390).marks;
    const overlap = laid.some((one, n) =>
      laid.slice(n + 1).some((other) => other.y === one.y && Math.abs(other.x - one.x) < (one.width + other.width) / 2),
    );
    expect(overlap).toBe(false);
  });
});
