import { describe, expect, it } from '@jest/globals';
import { upTo } from '../contract-fixtures.js';
import { Pace } from './pace.js';

/** After many transactions of 50, each of which worked and waited for so long, in milliseconds. */
const after = (work: number, wait: number) => {
  const pace = new Pace();
  for (const _ of upTo(100)) pace.count(50, { work, wait });
  return pace;
};

describe('how many are written together', () => {
  it('is all who wait, up to 256, before anything is known and where the disk is slow', () => {
    for (const pace of [new Pace(), after(2, 8)]) {
      expect([0, 1, 50, 256].map((waiting) => pace.of(waiting))).toEqual([0, 1, 50, 256]);
      expect(pace.of(1_000)).toBe(250);
    }
  });

  it('is so few where the disk is fast that its part of the time stays small, in parts that are alike', () => {
    const pace = after(2, 0.13);
    expect([1, 10, 26, 38, 50, 100].map((waiting) => pace.of(waiting))).toEqual([1, 10, 26, 38, 25, 25]);
  });

  it('goes with the disk', () => {
    const pace = after(2, 0.13);
    for (const _ of upTo(30)) pace.count(25, { work: 1, wait: 8 });
    expect(pace.of(50)).toBe(50);
  });

  it('is some all the same, where nothing is waited for at all', () => {
    expect([3, 50].map((waiting) => after(2, 0).of(waiting))).toEqual([3, 9]);
  });

  it('counts a transaction that was done, and not one that failed', () => {
    const pace = after(2, 0.13);
    expect(pace.timed(20, () => 'done')).toBe('done');
    const failing = () => {
      throw new Error('failed');
    };
    expect(() => pace.timed(20, failing)).toThrow('failed');
  });
});
