import { describe, expect, it } from '@jest/globals';
import { upTo } from '../contract-fixtures.js';
import { Pace } from './pace.js';

/** After so many transactions of as many as it says, on a disk whose commits take so long and 10 µs for each. */
const settled = (pace: Pace, transactions: number, commitMs: number, putMs = 0.02): number => {
  for (const _ of upTo(transactions)) pace.took(pace.together, putMs * pace.together, commitMs + 0.01 * pace.together);
  return pace.together;
};

describe('how many share a transaction', () => {
  it('is as many as may, before anything is known', () => {
    expect(new Pace().together).toBe(256);
  });

  it.each([
    ['all that may, where the disk is slow', 8, 256, 256],
    ['about as many as are put while it commits, where the disk is quick', 0.3, 30, 32],
    ['never so few that commits are most of the work', 0.01, 16, 16],
  ])('is %s', (_, commitMs, least, most) => {
    const together = settled(new Pace(), 200, commitMs);
    expect(together).toBeGreaterThanOrEqual(least);
    expect(together).toBeLessThanOrEqual(most);
  });

  it('follows the disk where that becomes slow or quick', () => {
    const pace = new Pace();
    expect(settled(pace, 200, 0.3)).toBeLessThan(40);
    expect(settled(pace, 40, 8)).toBe(256);
    expect(settled(pace, 400, 0.3)).toBeLessThan(40);
  });

  it('forgets a commit that took long just once', () => {
    const pace = new Pace();
    settled(pace, 200, 0.3);
    settled(pace, 1, 20);
    expect(pace.together).toBeGreaterThan(100);
    expect(settled(pace, 60, 0.3)).toBeLessThan(40);
  });
});
