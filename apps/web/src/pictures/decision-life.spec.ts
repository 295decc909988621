import { describe, expect, it } from '@jest/globals';
import type { DecisionWhole } from '#registers/decision-register/one.js';
import { layLife, lifeOf } from './decision-life.js';

const report = (what: string, recordedAt: string) => ({ what, entry: what, words: null, reason: null, recordedAt });
const decision = {
  id: 'd',
  entry: 'decided',
  meeting: '2026-03-10',
  meetingId: 'm',
  kind: 'approved subject to condition',
  words: 'The Board approved the slipway, subject to the grant.',
  proposedBy: null,
  force: 'superseded',
  implemented: false,
  division: { entry: 'voted', question: null, counts: { for: 2, against: 0, abstained: null }, outcome: 'carried' },
  conditions: [{ condition: 'c', words: 'the grant', outcome: 'met' }],
  followed: {
    actions: [{ id: 'a', entry: 'agreed', number: '1', wording: 'To ask', history: [report('completed', '2026-05-01T09:00:00.000Z')] }],
    afterwards: [report('superseded', '2026-06-01T09:00:00.000Z'), report('condition met', '2026-04-01T09:00:00.000Z')],
  },
} as unknown as DecisionWhole;

describe('the life of a decision', () => {
  const points = lifeOf(decision);
  it('runs from the vote to what became of it, reports in the order in which they were recorded', () => {
    expect(points.map(({ title }) => title)).toEqual([
      'vote',
      'approved subject to condition',
      'condition, met',
      'action',
      'condition met',
      'action 1: completed',
      'superseded',
      'superseded',
    ]);
  });
  it('says what is not stated of the vote', () => expect(points[0]!.words).toBe('for 2, against 0, abstained not stated: carried'));
  it('names the entry of each point and its stream; how it stands now has none', () => {
    expect(points.map(({ stream, entry }) => [stream, entry])).toContainEqual(['action-a', 'completed']);
    expect(points.at(-1)!.entry).toBeNull();
  });
  it.each([358, 1000])('keeps points apart at %i pixels', (width) => {
    const laid = layLife(points, width);
    expect(laid.points.map(({ y }) => y).slice(1)).toEqual(laid.points.slice(0, -1).map(({ y, height }) => y + height));
    expect(laid.height).toBe(laid.points.at(-1)!.y + laid.points.at(-1)!.height);
  });
});
