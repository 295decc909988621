import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Growing } from './growing.js';

describe('a list that grows', () => {
  it('is in each of its states what a list would be that is copied each time', () => {
    const states = fc.array(fc.record({ from: fc.nat(), items: fc.array(fc.integer(), { maxLength: 3 }) }), { maxLength: 30 });
    fc.assert(
      fc.property(states, fc.integer(), fc.nat(12), fc.nat(12), (added, sought, from, to) => {
        const all: { readonly ours: Growing<number>; readonly theirs: readonly number[] }[] = [{ ours: Growing.of(), theirs: [] }];
        for (const { from: n, items } of added) {
          const { ours, theirs } = all[n % all.length]!;
          if (n % 3 === 0) expect(ours.all).toBe(ours.all);
          all.push({ ours: ours.with(...items), theirs: [...theirs, ...items] });
        }
        const is = (one: number) => one >= sought;
        for (const { ours, theirs } of all) {
          expect([ours.length, [...ours], ours.all]).toEqual([theirs.length, theirs, theirs]);
          expect([ours.at(from), ours.slice(from), ours.slice(from, to)]).toEqual([
            theirs[from],
            theirs.slice(from),
            theirs.slice(from, to),
          ]);
          expect([ours.some(is), ours.findIndex(is), ours.findLastIndex(is)]).toEqual([
            theirs.some(is),
            theirs.findIndex(is),
            theirs.findLastIndex(is),
          ]);
          const later = theirs.slice(from).findIndex(is);
          expect(ours.findIndex(is, from)).toBe(later < 0 ? -1 : from + later);
        }
      }),
    );
  });

  it('begins with its own copy of what it is given', () => {
    const given = ['a'];
    const first = Growing.of(given);
    given.push('b');
    const one = first.with('c');
    const other = first.with('d');
    expect([[...first], [...one], [...other]]).toEqual([['a'], ['a', 'c'], ['a', 'd']]);
  });
});
