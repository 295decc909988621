import { describe, expect, it } from '@jest/globals';
import { dueIn } from './read-due.js';

const at = { on: '2010-01-20', next: null };
const read = (words: string, when = at as Parameters<typeof dueIn>[1]) => {
  const found = dueIn(words, when);
  return found && [found.due, words.slice(found.from, found.to)];
};

describe('until when, as the words say it', () => {
  it.each([
    ['A report to be provided to the April Board meeting on actions', { expected: '2010-04' }, 'the April Board meeting'],
    ['and report recommendations to the Board in April – CA', { expected: '2010-04' }, 'the Board in April'],
    ['Mark Edgell to be invited to attend all future Board meetings – SY', { standing: true }, 'all future Board meetings'],
    ['The timetable to be agreed by 29 May – OO', { date: '2010-05-29' }, '29 May'],
    ['The timetable to be agreed by 1st March 2012', { date: '2012-03-01' }, '1st March 2012'],
    ['The work to be done by the end of June', { date: '2010-06' }, 'the end of June'],
    ['The work to be done by 25 January', { date: '2010-01-25' }, '25 January'],
    ['The work to be done by 4 January', { date: '2011-01-04' }, '4 January'],
    ['carried forward to the January meeting', { expected: '2011-01' }, 'the January meeting'],
  ])('%s', (words, due, printed) => expect(read(words)).toEqual([due, printed]));

  it.each([
    'The minutes of 14 April to be sent',
    'The April report to be sent',
    'A workshop on 14th May has been arranged',
    'Report back to the next meeting',
    'Whoever may, by any means',
  ])('says nothing: %s', (words) => expect(read(words)).toBeNull());

  it('the next meeting is the one that the book holds', () =>
    expect(read('Report to the next Board meeting', { on: '2010-01-20', next: 'm2' })).toEqual([
      { meeting: 'm2' },
      'the next Board meeting',
    ]));
  it('of a meeting without a date only a year that is stated can be told', () => {
    expect(read('to the April meeting', { on: null, next: null })).toBeNull();
    expect(read('to the April 2011 meeting', { on: null, next: null })).toEqual([{ expected: '2011-04' }, 'the April 2011 meeting']);
  });
});
