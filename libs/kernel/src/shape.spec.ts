import { describe, expect, it } from '@jest/globals';
import { isStretch } from './said.js';
import {
  BadShape,
  choice,
  correcting,
  count,
  fields,
  fromClient,
  fromLog,
  label,
  list,
  maybe,
  newId,
  oneOf,
  said,
  the,
  words,
} from './shape.js';
import { mostOfAText } from './length.js';
import { textsIn } from './looking.js';
import { clock, date, instant, partialDate } from './times.js';

const id = '3f2b8c1e-0000-4000-8000-000000000001';
const why = (read: () => unknown) => {
  try {
    return `read ${JSON.stringify(read())}`;
  } catch (error) {
    if (error instanceof BadShape) return error.message;
    throw error;
  }
};

describe('reading a value by its shape', () => {
  const vote = fields({ item: the('item'), votes: list(fields({ count: maybe(count) })) });
  it('names the place of what is wrong, and what is expected', () =>
    expect(why(() => vote.read({ item: id, votes: [{ count: 1 }, { count: -1 }] }, '', fromClient))).toMatch(
      /^votes\[1\]\.count is a count/,
    ));
  it('names a member that is not known, with those that are', () =>
    expect(why(() => vote.read({ item: id, votes: [], four: 4 }, '', fromClient))).toBe('four is not known here: known are item, votes'));
  it('reads what is left out as not stated', () =>
    expect(vote.read({ item: id, votes: [{}] }, '', fromClient)).toEqual({ item: id, votes: [{ count: null }] }));
  it('keeps zero apart from not stated', () => expect(maybe(count).read(0, '', fromClient)).toBe(0));
  it('tells a choice by the member that only it has', () => {
    const due = choice({ date: fields({ date }), period: fields({ period: words }) });
    expect(due.read({ date: '2010-04-14' }, '', fromClient)).toEqual({ date: '2010-04-14' });
    expect(why(() => due.read({ someday: true }, 'due', fromClient))).toBe('due is an object with one of: date, period');
  });
  it('does not take a member of every object for one of a choice', () =>
    expect(why(() => choice({ toString: fields({}) }).read({}, 'due', fromClient))).toMatch(/one of: toString/));
  it.each(['5', '7(a)', '1.10', 'A-2'])('takes %p for a label', (value) => expect(label.read(value, '', fromClient)).toBe(value));
  it.each(['', ' 5', 'a label that is too long', 'é', 5])('takes %p for no label', (value) =>
    expect(why(() => label.read(value, 'label', fromClient))).toMatch(/^label is a label/),
  );
  it('lists what may be chosen', () =>
    expect(why(() => oneOf('for', 'against').read('perhaps', 'vote', fromClient))).toBe('vote is one of: for, against'));
});

describe('texts', () => {
  const digest = { $t: 'd1' };
  it('are words from a client, and never a digest', () => {
    expect(words.read('The Board agreed', 'words', fromClient)).toBe('The Board agreed');
    expect(why(() => words.read(digest, 'words', fromClient))).toMatch(/^words cites a sealed text/);
  });
  it('are digests in the log, and never words', () => {
    expect(words.read(digest, 'words', fromLog)).toEqual(digest);
    expect(why(() => words.read('in clear', 'words', fromLog))).toMatch(/^words is words/);
  });
  it('may be cited in a correction where the entry holds them', () => {
    expect(words.read(digest, 'words', correcting(new Set(['d1'])))).toEqual(digest);
    expect(why(() => words.read(digest, 'words', correcting(new Set(['d2']))))).toMatch(/cites a sealed text/);
  });
  it('are kept exactly', () => expect(words.read('  Two  spaces\u00a0', '', fromClient)).toBe('  Two  spaces\u00a0'));
  it.each(['', '  ', '\n', '\ud800'])('that say nothing, or half a character, are refused: %p', (value) =>
    expect(why(() => words.read(value, 'words', fromClient))).toMatch(/^words (says nothing|has half)/),
  );
  it('are as long as every store takes, and no longer', () => {
    const [most, over] = [Math.floor((mostOfAText - 2) / 6), Math.floor((mostOfAText - 2) / 6) + 1];
    expect(words.read('\u0001'.repeat(most), 'words', fromClient)).toHaveLength(most);
    expect(why(() => words.read('\u0001'.repeat(over), 'words', fromClient))).toMatch(/^words takes more than 480 KiB in the log/);
    expect(words.read('a'.repeat(mostOfAText - 2), 'words', fromClient)).toHaveLength(mostOfAText - 2);
    expect(why(() => words.read('é'.repeat(mostOfAText / 2), 'words', fromClient))).toMatch(/^words takes more than 480 KiB in the log/);
  });
  it('may be a stretch of another entry', () => {
    const stretch = said.read({ in: id, from: 4, to: 9 }, '', fromClient);
    expect(isStretch(stretch)).toBe(true);
    expect(isStretch(said.read('words', '', fromClient))).toBe(false);
    expect(why(() => said.read({ in: id, from: 4, to: 4 }, 'reason', fromClient))).toBe('reason is a stretch that ends before it begins');
  });
  it('are found wherever they are', () => {
    const shape = fields({ a: words, b: list(fields({ c: maybe(said) })), d: newId('item') });
    expect(
      textsIn(shape, shape.read({ a: 'one', b: [{ c: 'two' }, {}, { c: { in: id, from: 0, to: 1 } }], d: id }, '', fromClient)),
    ).toEqual(['one', 'two']);
  });
});

describe('dates and times', () => {
  it.each(['2010-01-20', '2012-02-29'])('%s is a day', (value) => expect(date.read(value, '', fromClient)).toBe(value));
  it.each(['2010-02-29', '2010-13-01', '20204-01-01', '2010-1-2', '20 January 2010'])('%s is no day', (value) =>
    expect(why(() => date.read(value, 'date', fromClient))).toMatch(/^date is a day/),
  );
  it.each(['2010', '2010-04', 'XXXX-05-14', 'XXXX-02-29'])('%s is a date as far as it is stated', (value) =>
    expect(partialDate.read(value, '', fromClient)).toBe(value),
  );
  it.each(['2011-02-29', '2010-00', '14th May'])('%s is not', (value) =>
    expect(why(() => partialDate.read(value, 'on', fromClient))).toMatch(/^on is a date as far/),
  );
  it('an instant has milliseconds and is in UTC', () => {
    expect(instant.read('2026-01-20T14:32:00.000Z', '', fromClient)).toBe('2026-01-20T14:32:00.000Z');
    expect(why(() => instant.read('2026-01-20T14:32:00+01:00', 'at', fromClient))).toMatch(/^at is an instant in UTC/);
  });
  it('a clock has hours and minutes', () =>
    expect(why(() => clock.read('24:00', 'start', fromClient))).toMatch(/^start is a time on the clock/));
});
