import { describe, expect, it } from '@jest/globals';
import { KnownIds } from './known-ids.js';

describe('ids that are known', () => {
  const first = KnownIds.of(['a', 'b', 'a']);
  const one = first.with(['c']);
  const other = first.with(['d', 'b']);
  it('stay as they were while newer ones go on from them', () => {
    expect([first, one, other].map((ids) => [...ids])).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'd'],
    ]);
    expect(['b', 'c', 'd'].map((id) => [first, one, other].map((ids) => ids.has(id)))).toEqual([
      [true, true, true],
      [false, true, false],
      [false, false, true],
    ]);
  });
  it('may go on from any of them again', () => {
    expect([...one.with(['d'])]).toEqual(['a', 'b', 'c', 'd']);
    expect([...first.with([])]).toEqual(['a', 'b']);
    expect([...other]).toEqual(['a', 'b', 'd']);
  });
});
