import { describe, expect, it } from '@jest/globals';
import { nearest } from './nearest.js';

const known = ['serve', 'import', 'minutes', 'missing', 'actions'];

describe('the nearest word', () => {
  it.each([
    ['minuts', 'minutes'],
    ['mintues', 'minutes'],
    ['action', 'actions'],
    ['imp', 'import'],
    ['sevre', 'serve'],
  ])('%s is %s', (typed, meant) => expect(nearest(typed, known)).toBe(meant));

  it('is none where nothing is near', () => expect(nearest('xyzzy', known)).toBeNull());

  it.each([
    ['foo', ['log', 'key']],
    ['nope', ['copy', 'key']],
    ['xml', ['json', 'csv', 'md']],
    ['1', ['at', 'on']],
  ])('is none of %s, which is short and another word', (typed, those) => expect(nearest(typed, those)).toBeNull());

  it.each([
    ['lof', 'log'],
    ['kye', 'key'],
    ['cpoy', 'copy'],
  ])('is near a short word by one slip: %s is %s', (typed, meant) => expect(nearest(typed, ['log', 'key', 'copy'])).toBe(meant));
});
