import { describe, expect, it } from '@jest/globals';
import { compareDates, holdsOn, inForce } from './partial-dates.js';

describe('dates as far as they are stated', () => {
  it.each([
    ['2010-01-20', '2010-01-20', 0],
    ['2010-01-20', '2010-04', -1],
    ['2011', '2010-12-31', 1],
    ['2010', '2010', 0],
    ['2010', '2010-04', null],
    ['2010-04-14', '2010-04', null],
    ['XXXX-05-14', '2010-01-20', null],
    ['2010-01-20', 'XXXX-05-14', null],
  ])('%s against %s: %s', (a, b, expected) => expect(compareDates(a, b)).toBe(expected));

  it.each([
    ['2009-06-01', null, 'yes'],
    ['2010-02', null, 'no'],
    [null, null, 'perhaps'],
    ['2010', null, 'perhaps'],
    ['2009', '2010-01-20', 'no'],
    ['2009', '2010-01-21', 'yes'],
    ['2009', '2010-01', 'perhaps'],
    [null, '2009', 'no'],
  ])('from %s until %s, on 2010-01-20: %s', (from, until, expected) => expect(holdsOn({ from, until }, '2010-01-20')).toBe(expected));

  it('a value of an earlier date, recorded late, does not replace a newer one', () =>
    expect(inForce([{ from: '2010' }, { from: '2008' }], '2011')).toEqual({ from: '2010' }));
  it('a value of no stated date replaces what was recorded before it, and is replaced by what has come into force since', () => {
    expect(
      inForce(
        [
          { from: '2010', n: 1 },
          { from: null, n: 2 },
        ],
        '2011',
      )?.n,
    ).toBe(2);
    expect(
      inForce(
        [
          { from: null, n: 1 },
          { from: '2012', n: 2 },
        ],
        '2011',
      )?.n,
    ).toBe(1);
    expect(
      inForce(
        [
          { from: null, n: 1 },
          { from: '2010', n: 2 },
        ],
        '2011',
      )?.n,
    ).toBe(2);
  });
  it('nothing is in force before the first', () => expect(inForce([{ from: '2010' }], '2009')).toBeNull());
});
