import { describe, expect, it } from '@jest/globals';
import { clockAt, instantAt } from './clock.js';

describe('the clock where the meeting is', () => {
  it.each([
    ['10:31', '2026-03-10', 'Europe/London', '2026-03-10T10:31:00.000Z'],
    ['10:31', '2026-07-10', 'Europe/London', '2026-07-10T09:31:00.000Z'],
    ['00:15', '2026-07-10', 'Asia/Kolkata', '2026-07-09T18:45:00.000Z'],
  ])('%s on %s in %s', (clock, date, zone, instant) => {
    expect(instantAt(clock, date, zone)).toBe(instant);
    expect(clockAt(instant, zone)).toBe(clock);
  });
});
