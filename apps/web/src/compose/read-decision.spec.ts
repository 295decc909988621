import { describe, expect, it } from '@jest/globals';
import { allocationIn, conditionIn, minutesIn, outcomeIn, reasonIn, type Span } from './read-decision.js';

const said = (words: string, span: Span | null) => span && words.slice(span.from, span.to);

describe('what the words of a decision say', () => {
  it('why', () => {
    const words = 'The Board did not approve the CCTV projects due to the precedent it would set for further bids.';
    expect(said(words, reasonIn(words))).toBe('the precedent it would set for further bids');
    expect(reasonIn('The Board approved the process.')).toBeNull();
  });
  it('subject to what', () => {
    const words = 'The Board approved funding for the 3 Managers for 2010/2011, subject to continued funding.';
    expect(said(words, conditionIn(words))).toBe('subject to continued funding');
    expect(conditionIn('The subject of the report was noted.')).toBeNull();
  });
  it.each([
    [
      'The Board approved the allocation of £225k from reserves for the regional Procurement Programme.',
      ['£225k', 'reserves', 'the regional Procurement Programme'],
    ],
    ['The Board approved £4,000 from the repairs fund for the slipway.', ['£4,000', 'the repairs fund', 'the slipway']],
    ['The Board approved £1.5 million for the quay, subject to a survey.', ['£1.5 million', null, 'the quay']],
    ['The Board agreed a grant of €500.', ['€500', null, null]],
    [
      'The Board approved funding for the 3 Managers for 2010/2011, subject to continued funding.',
      [null, null, 'the 3 Managers for 2010/2011'],
    ],
  ])('how much, from where and for what: %s', (words, expected) => {
    const { amount, source, purpose } = allocationIn(words)!;
    expect([amount, source, purpose].map((span) => said(words, span))).toEqual(expected);
  });
  it.each([
    'The Board did not approve the allocation of £225k from reserves.',
    'The Board noted that £225k had been spent.',
    'The Board approved the process.',
  ])('no money: %s', (words) => expect(allocationIn(words)).toBeNull());
});

describe('which minutes a heading means', () => {
  it.each([
    [
      'Minutes of the EM Partnership Board meeting – 27th November 2009',
      { mentioned: 'EM Partnership Board meeting – 27th November 2009', date: '2009-11-27' },
    ],
    ['Minutes of 9 March 2026', { mentioned: '9 March 2026', date: '2026-03-09' }],
    ['Minutes of the last meeting', { mentioned: 'last meeting', date: null }],
    ['Matters Arising', null],
  ])('%s', (heading, said) => expect(minutesIn(heading)).toEqual(said));
});

describe('what the words of a report say', () => {
  it.each([
    ['the action was carried forward to the May meeting.', 'carried'],
    ['It was reported that the action had been completed.', 'completed'],
    ['The letter is not complete.', null],
    ['The ferry company has answered.', null],
  ])('%s', (words, outcome) => expect(outcomeIn(words)).toBe(outcome));
});
