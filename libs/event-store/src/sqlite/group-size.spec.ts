import { describe, expect, it } from '@jest/globals';
import { upTo } from '../contract-fixtures.js';
import { GroupSize } from './group-size.js';

/** After so many transactions of as many as it says, on a disk whose commits take so long and 10 µs for each. */
const settled = (size: GroupSize, transactions: number, commitMs: number, putMs = 0.02): number => {
  for (const _ of upTo(transactions)) size.took(size.now, putMs * size.now, commitMs + 0.01 * size.now);
  return size.now;
};

describe('how many share a transaction', () => {
  it('is as many as may, before anything is known', () => {
    expect(new GroupSize().now).toBe(256);
  });

  it.each([
    ['all that may, where the disk is slow', 8, 256, 256],
    ['about as many as are put while it commits, where the disk is quick', 0.3, 30, 32],
    ['never so few that commits are most of the work', 0.01, 16, 16],
  ])('is %s', (_, commitMs, least, most) => {
    const together = settled(new GroupSize(), 200, commitMs);
    expect(together).toBeGreaterThanOrEqual(least);
    expect(together).toBeLessThanOrEqual(most);
  });

  it('follows the disk where that becomes slow or quick', () => {
    const size = new GroupSize();
    expect(settled(size, 200, 0.3)).toBeLessThan(40);
    expect(settled(size, 40, 8)).toBe(256);
    expect(settled(size, 400, 0.3)).toBeLessThan(40);
  });

  it('forgets a commit that took long just once', () => {
    const size = new GroupSize();
    settled(size, 200, 0.3);
    settled(size, 1, 20);
    expect(size.now).toBeGreaterThan(100);
    expect(settled(size, 60, 0.3)).toBeLessThan(40);
  });
});
