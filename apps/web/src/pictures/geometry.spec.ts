import { describe, expect, it } from '@jest/globals';
import { daysBetween, fit, lanes, lastDay, widthOf, wrap } from './geometry.js';

describe('the geometry of pictures', () => {
  it('cuts words that do not fit, and says so', () => {
    expect(fit('The ferry', 200)).toBe('The ferry');
    expect(fit('The evening ferry', 60)).toMatch(/^The.*…$/);
    expect(widthOf(fit('The evening ferry and the west quay', 80))).toBeLessThanOrEqual(80);
  });
  it('wraps into no more lines than asked for, none wider than the room', () => {
    const lines = wrap('The Board approved that the last ferry leave at ten o’clock from May', 150, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    expect(Math.max(...lines.map((line) => widthOf(line)))).toBeLessThanOrEqual(150);
    expect(wrap('', 150, 2)).toEqual([]);
  });
  it('gives labels that touch lanes of their own, and uses a lane again', () => {
    expect(
      lanes([
        { from: 0, to: 10 },
        { from: 5, to: 15 },
        { from: 20, to: 30 },
      ]),
    ).toEqual([0, 1, 0]);
  });
  it('counts days between dates that are stated to the day', () => {
    expect(daysBetween('2026-03-10', '2026-04-14')).toBe(35);
    expect([daysBetween('2026-03', '2026-04-14'), daysBetween(null, '2026-04-14')]).toEqual([null, null]);
  });
  it('takes the last day of a month or year, and none of an unstated year', () => {
    expect(['2026-02', '2026', '2026-02-03', 'XXXX-05-14'].map(lastDay)).toEqual(['2026-02-28', '2026-12-31', '2026-02-03', null]);
  });
});
