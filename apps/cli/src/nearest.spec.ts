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
});
