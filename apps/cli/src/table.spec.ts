import { describe, expect, it } from '@jest/globals';
import { paintFor } from './colour.js';
import { tableOf, wrap } from './table.js';

const none = paintFor({ write: () => {} }, {});
const heads = ['No.', 'Action', 'Owner'];
const row = ['1', 'A letter to be sent to Council Leaders', 'CA'];

describe('a table for people', () => {
  it('is as wide as it must be', () =>
    expect(tableOf(heads, [row], null, none).split('\n')).toEqual([
      'No.  Action                                  Owner',
      '1    A letter to be sent to Council Leaders  CA',
    ]));

  it('fits the terminal: the longest cell goes on in the next line', () => {
    const lines = tableOf(heads, [row], 30, none).split('\n');
    expect(lines).toEqual(['No.  Action              Owner', '1    A letter to be      CA', '     sent to Council', '     Leaders']);
  });

  it('breaks a word that is longer than its column', () => expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']));

  it('lets no record steer the terminal', () =>
    expect(tableOf(['Words'], [['red\u001b[31m\u0007\u202e end']], null, none)).toBe('Words\nred\ufffd[31m\ufffd\ufffd end'));

  it('counts a letter and its accent as one column', () =>
    expect(tableOf(['a', 'b'], [['e\u0301', 'x']], null, none).split('\n')[1]).toBe('e\u0301  x'));
});

describe('colour', () => {
  const terminal = { write: () => {}, isTTY: true };
  it('is for terminals', () => expect(paintFor(terminal, {}).bold('No.')).toBe('\u001b[1mNo.\u001b[22m'));
  it.each([
    ['a pipe', { write: () => {} }, {}],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }],
    ['a dumb terminal', terminal, { TERM: 'dumb' }],
  ])('is not for %s', (_, out, env) => expect(paintFor(out, env).bold('No.')).toBe('No.'));
});
