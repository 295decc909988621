import { describe, expect, it } from '@jest/globals';
import { readMeetingWords } from './meeting-words.js';

const board = 'East Midlands Improvement Partnership Board';

describe('a meeting named by an operator', () => {
  it.each([
    [['2010-01-20'], { board: null, date: '2010-01-20', which: null }],
    [[board, '2010-01-20'], { board, date: '2010-01-20', which: null }],
    [[...board.split(' '), '2010-01-20'], { board, date: '2010-01-20', which: null }],
    [[`${board} 2010-01-20`], { board, date: '2010-01-20', which: null }],
    [[board, '2010-01-20', '(2)'], { board, date: '2010-01-20', which: '(2)' }],
    [['2010-01-20 (2)'], { board: null, date: '2010-01-20', which: '(2)' }],
    [['2010-01-20', '9:30'], { board: null, date: '2010-01-20', which: '09:30' }],
    [['0D2F8D7E-1111-4222-8333-444455556666'], { id: '0d2f8d7e-1111-4222-8333-444455556666' }],
  ])('%j', (words, meant) => expect(readMeetingWords(words)).toEqual(meant));

  it.each([[[]], [[board]], [['20 January 2010']]])('%j names none', (words) =>
    expect(() => readMeetingWords(words)).toThrow(expect.objectContaining({ exit: 2 })),
  );
});
