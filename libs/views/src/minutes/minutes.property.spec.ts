import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFactOf, anyMeeting as stream, standingTypes } from '#testing/any-meeting.js';
import { runs } from '#testing/runs.js';
import { entriesIn, linesOf, minutesOf, silenceOn } from './minutes.js';

describe('minutes', () => {
  it('hold every standing fact that is not silent', () => {
    fc.assert(
      fc.property(stream, (standing) => {
        const printed = entriesIn(minutesOf(standing));
        const lost = standing.filter((fact) => !printed.has(fact.entry.id) && silenceOn(fact, standing) === null);
        expect(lost.map(({ type }) => type)).toEqual([]);
      }),
      runs({ gate: 500, nightly: 50_000 }),
    );
  });

  it('print nothing of a fact about which they are silent', () => {
    fc.assert(
      fc.property(stream, (standing) => {
        const printed = entriesIn(minutesOf(standing));
        expect(standing.filter((fact) => printed.has(fact.entry.id) && silenceOn(fact, standing) !== null)).toEqual([]);
      }),
      runs({ gate: 500, nightly: 50_000 }),
    );
  });

  it('print every line once', () => {
    fc.assert(
      fc.property(stream, (standing) => {
        const first = linesOf(minutesOf(standing)).flatMap(({ entries: [own], bullets }) => [
          own,
          ...bullets.map(({ entries }) => entries[0]).filter((entry) => entry !== own),
        ]);
        expect(new Set(first).size).toBe(first.length);
      }),
      runs({ gate: 500, nightly: 50_000 }),
    );
  });

  it.each(standingTypes)('%s has a line, a part that prints it, or a reason for silence', (type) => {
    const fact = anyFactOf({ type, ids: [], asRead: true, cites: null, recorded: 'live', occurred: null }, 0);
    const printed = entriesIn(minutesOf([fact])).has('e1');
    expect(printed || (silenceOn(fact, [fact]) ?? '').length > 10).toBe(true);
  });
});
