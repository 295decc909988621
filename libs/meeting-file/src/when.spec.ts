import { describe, expect, it } from '@jest/globals';
import { dateOf, dayAndTimeOf, dueOf, instantOf, meetingNameOf, moneyOf, whenOf, zoneOf } from './when.js';

describe('dates as a clerk writes them', () => {
  it.each([
    ['2010-04-14', '2010-04-14'],
    ['2010-04', '2010-04'],
    ['2010', '2010'],
    ['April 2010', '2010-04'],
    ['14 April 2010', '2010-04-14'],
    ['14th May', 'XXXX-05-14'],
    ['May', 'XXXX-05'],
    ['29 February', 'XXXX-02-29'],
  ])('%s is %s', (said, date) => expect(dateOf(said)).toEqual({ date }));
  it.each(['30 February', '2010-02-29', 'soon', '20204', '14.04.2010'])('%s is none', (said) => expect(dateOf(said)).toBeNull());
});

describe('meetings, due dates and times', () => {
  it('a meeting is a day, a day with a label, or a month', () => {
    expect([
      meetingNameOf('2010-01-20'),
      meetingNameOf('2010-01-20 (2)'),
      meetingNameOf('April 2010'),
      meetingNameOf('the next one'),
    ]).toEqual([{ date: '2010-01-20', label: null }, { date: '2010-01-20', label: '2' }, { date: '2010-04', label: null }, null]);
  });
  it('a due date is a date, a meeting, or no end', () => {
    expect(['2010-05-01', 'meeting of April 2010', 'standing', 'meeting of cats', 'later'].map(dueOf)).toEqual([
      { due: { date: '2010-05-01' } },
      { due: { meeting: { date: '2010-04', label: null } } },
      { due: { standing: true } },
      null,
      null,
    ]);
  });
  it('something happened at a time, on a day, during an item, or beside an entry', () => {
    expect(['14:32', '2010-01-21', 'during item 5', 'before the vote', 'after action 3', '25:00'].map(whenOf)).toEqual([
      { when: { clock: '14:32' } },
      { when: { date: '2010-01-21' } },
      { when: { during: '5' } },
      { when: { side: 'before', what: 'vote', label: null } },
      { when: { side: 'after', what: 'action', label: '3' } },
      null,
    ]);
  });
  it('a notice is of a day, and of a time if it is stated', () => {
    expect(['2010-01-19', '2010-01-20 12:30', '2010-01-20 noon', 'May', '2010-01-20 12:30 or so'].map(dayAndTimeOf)).toEqual([
      { on: '2010-01-19', at: null },
      { on: '2010-01-20', at: '12:30' },
      null,
      null,
      null,
    ]);
  });
  it('a clock shows an instant in its zone, in summer and winter, and in the hour that is left out', () => {
    expect(instantOf('2026-01-20', '14:32', 'Europe/London')).toBe('2026-01-20T14:32:00.000Z');
    expect(instantOf('2026-07-20', '14:32', 'Europe/London')).toBe('2026-07-20T13:32:00.000Z');
    expect(instantOf('2026-07-20', '00:05', 'Pacific/Auckland')).toBe('2026-07-19T12:05:00.000Z');
    expect(instantOf('2026-03-29', '00:30', 'Europe/London')).toBe('2026-03-29T00:30:00.000Z');
    expect([zoneOf('Europe/London'), zoneOf('Europe/Nowhere')]).toEqual([{ zone: 'Europe/London' }, null]);
  });
});

describe('money as it is printed', () => {
  it.each([
    ['£225k', 22_500_000],
    ['£1,234.50', 123_450],
    ['£19.6m', 1_960_000_000],
    ['£0', 0],
    ['£1.005k', 100_500],
  ])('%s is %i pence', (said, minor) => expect(moneyOf(said)).toEqual({ minor, currency: 'GBP' }));
  it('in other currencies', () => expect(moneyOf('€10')).toEqual({ minor: 1000, currency: 'EUR' }));
  it.each(['c£200k', '200', '£1.005', '£12,34', 'about £5', '£99999999999999999'])('%s is no exact amount', (said) =>
    expect(moneyOf(said)).toBeNull(),
  );
});
