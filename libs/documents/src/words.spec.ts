import { describe, expect, it } from '@jest/globals';
import { sealed, text, type Opened } from '#kernel/text.js';
import { clockTime, dateInWords, instantInWords, moneyInWords } from './figures.js';
import { readSaid } from './reader.js';
import { plain, speak, type Speaker } from './speak.js';

const speaker: Speaker = {
  open: (words): Opened => ({ words: words as unknown as string }),
  name: (id) => ({ words: id }),
  held: { w: text('The Board agreed this') },
};

describe('what was said', () => {
  it('is a text of its own, or a stretch of the words that another entry holds', () => {
    expect(readSaid(text('Its own'), {}, speaker.open)).toBe('Its own');
    expect(readSaid({ in: 'w', from: 4, to: 9 }, speaker.held, speaker.open)).toBe('Board');
  });
  it('is gone where those words are gone, and never fails', () => {
    expect(readSaid({ in: 'w', from: 4, to: 9 }, speaker.held, () => 'erased')).toBe('[erased]');
    expect(readSaid(sealed('x'), {}, () => 'withheld')).toBe('[withheld]');
    expect(readSaid({ in: 'nowhere', from: 4, to: 9 }, speaker.held, speaker.open)).toBe('[withheld]');
    expect(readSaid({ in: 'w', from: 10, to: 900 }, speaker.held, speaker.open)).toBe('agreed this');
  });
});

describe('figures', () => {
  it.each([
    ['2010-01-20', '20 January 2010'],
    ['2010-04', 'April 2010'],
    ['2010', '2010'],
    ['XXXX-05-14', '14 May'],
  ])('%s is %s', (date, words) => {
    expect(dateInWords(date)).toBe(words);
  });
  it('give money in the units of its currency', () => {
    expect(moneyInWords({ minor: 22_500_000, currency: 'GBP' })).toBe('£225,000');
    expect(moneyInWords({ minor: 1250, currency: 'GBP' })).toBe('£12.50');
    expect(moneyInWords({ minor: 500, currency: 'JPY' })).toBe('JP¥500');
  });
  it('give times in their zone, or in UTC where nobody knows it', () => {
    expect(clockTime('2010-07-20T13:32:00.000Z', 'Europe/London')).toBe('14:32');
    expect(clockTime('2010-07-20T13:32:00.000Z', 'Nowhere/Land')).toBe('13:32 UTC');
    expect(instantInWords('2010-02-01T09:00:00.000Z')).toBe('1 February 2010, 09:00 UTC');
  });
});

describe('a line in words', () => {
  const said = (words: string) => ({ said: text(words) });
  it('ends with one full stop', () => {
    expect(plain(speak(['Left: ', said('He was ill.'), '.'], speaker))).toBe('Left: He was ill.');
  });
  it('names what is due and when', () => {
    const due = (value: object) => plain(speak([{ due: value } as never], speaker));
    expect(due({ date: '2010-04-14', printed: null })).toBe('14 April 2010');
    expect(due({ expected: '2010-04', printed: null })).toBe('the meeting expected in April 2010');
    expect(due({ expected: '2010-04', printed: text('the April Board') })).toBe('the April Board');
    expect(due({ meeting: 'm', printed: null })).toBe('m');
    expect(due({ standing: true, printed: null })).toBe('standing');
    expect(due({ period: text('1st quarter') })).toBe('1st quarter');
  });
});
