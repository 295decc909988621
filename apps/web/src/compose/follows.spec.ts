import { describe, expect, it } from '@jest/globals';
import { askedAfter, followIds, followsOf } from './follows.js';

const [own, decision] = [crypto.randomUUID(), crypto.randomUUID()];
const words = 'The Board approved the allocation of £225k from reserves for the quay, subject to continued funding.';
const live = { heading: 'Repairs', live: true };
const follows = followsOf('RecordDecision', { words, kind: 'approved subject to condition' }, own, live);
const said = (span: unknown) => {
  const { from, to } = span as { from: number; to: number };
  return words.slice(from, to);
};

describe('what the words of a decision bring with them', () => {
  it('is a condition and money, each cited from them', () => {
    expect(follows.map(({ verb }) => verb)).toEqual(['SetCondition', 'AllocateMoney']);
    expect(said(follows[0]!.values['words'])).toBe('subject to continued funding');
    expect(follows[1]!.values['amount']).toEqual({ minor: 22_500_000, currency: 'GBP' });
    expect(['printed', 'source', 'purpose'].map((name) => said(follows[1]!.values[name]))).toEqual(['£225k', 'reserves', 'the quay']);
  });
  it('is nothing where the words say nothing of it, and for no other verb', () => {
    expect(followsOf('RecordDecision', { words: 'The Board approved the process.', kind: 'approved' }, own, live)).toEqual([]);
    expect(followsOf('RecordNote', { words }, own, live)).toEqual([]);
  });
  it('is recorded with its decision, but for what is left out; what is changed by hand stands', () => {
    const asked = askedAfter(
      decision,
      follows,
      { SetCondition: false, AllocateMoney: { source: 'the bank', purpose: 'the quay' } },
      followIds(),
      {
        entry: own,
        words,
      },
    );
    expect(asked.map(({ verb, data }) => [verb, (data as { decision: string }).decision])).toEqual([['AllocateMoney', decision]]);
    const { source, purpose } = asked[0]!.data as { source: unknown; purpose: unknown };
    expect(source).toBe('the bank');
    expect(said(purpose)).toBe('the quay');
  });
  describe('the minutes that the heading of the item mentions', () => {
    const approved = { words: 'The minutes were approved.', kind: 'minutes approved' };
    const heading = 'Minutes of the Quay Board – 9 March 2026';
    it('are approved with it, from paper', () =>
      expect(followsOf('RecordDecision', approved, own, { heading, live: false })).toEqual([
        {
          verb: 'ApproveMinutes',
          values: { of: { mentioned: 'Quay Board – 9 March 2026', date: '2026-03-09' }, version: null, digest: null },
        },
      ]));
    it('are laid before a live meeting by a step of their own', () =>
      expect(followsOf('RecordDecision', approved, own, { heading, live: true })).toEqual([]));
  });
});
