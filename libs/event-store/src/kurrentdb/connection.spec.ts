import { describe, expect, it } from '@jest/globals';
import { upTo } from '../contract-fixtures.js';
import { pauseBefore } from './connection.js';

describe('the pauses between attempts', () => {
  it('grow up to a second, and never come at even times', () => {
    const most = upTo(12).map((attempt) => {
      const pauses = upTo(400).map(() => pauseBefore(attempt));
      const [shortest, longest] = [Math.min(...pauses), Math.max(...pauses)];
      expect(longest).toBeGreaterThan(shortest * 2);
      expect(new Set(pauses.map((ms) => Math.floor((8 * ms) / longest))).size).toBeGreaterThan(4);
      return longest;
    });
    expect(most[0]).toBeLessThanOrEqual(25);
    for (const [attempt, longest] of most.slice(0, 5).entries()) expect(most[attempt + 1]).toBeGreaterThan(longest);
    expect(Math.max(...most)).toBeLessThanOrEqual(1_000);
    expect(Math.min(...most.slice(6))).toBeGreaterThan(800);
  });
});
