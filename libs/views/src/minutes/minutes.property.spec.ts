import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#kernel/entry.js';
import { meetingEvents } from '#domain/meeting/events.js';
import type { MeetingType } from '../facts.js';
import { runs } from '#testing/runs.js';
import { entriesIn, linesOf, minutesOf, silenceOn } from './minutes.js';

const types = Object.keys(meetingEvents) as MeetingType[];
const standingTypes = types.filter((type) => type !== 'PutRight' && type !== 'StruckOut');

/** Any example of the catalogue, its ids taken from a small pool, so that they meet, miss and repeat one another. */
const anyFact = fc.record({
  type: fc.constantFrom(...standingTypes),
  ids: fc.array(fc.constantFrom('a', 'b', 'c', 'item', 'decision', 'e1', 'e2', 'e3', 'e7'), { minLength: 6, maxLength: 6 }),
  asRead: fc.boolean(),
  cites: fc.option(fc.constantFrom('e1', 'e2', 'e5', 'nowhere')),
  recorded: fc.constantFrom('live' as const, 'afterwards' as const, 'printed' as const),
  occurred: fc.option(
    fc.oneof(
      fc.record({ before: fc.constantFrom('e1', 'e2', 'e4') }),
      fc.record({ after: fc.constantFrom('e1', 'e3', 'e6') }),
      fc.record({ during: fc.constantFrom('item', 'a') }),
      fc.constant({ at: '2026-01-20T14:32:00.000Z', zone: null }),
    ),
  ),
});
const stream = fc.array(anyFact, { maxLength: 40 }).map((drawn) => drawn.map(factOf));

function factOf({ type, ids, asRead, cites, recorded, occurred }: any, n: number): Fact {
  const { shape, example } = meetingEvents[type as MeetingType];
  let next = 0;
  const another = (_: string, id: string) => (asRead ? id : ids[next++ % ids.length]);
  const data = shape.map(example, { creates: another, names: another, refers: another }) as any;
  const cited = cites && 'words' in data ? { ...data, words: { in: cites, from: 0, to: 4 } } : data;
  const entry = { id: `e${n + 1}`, stream: 'meeting', revision: n, command: `c${n}`, actor: 'clerk', recorded, occurred };
  return { type, data: cited, entry: { ...entry, recordedAt: '2026-01-20T14:00:00.000Z', enteredAt: null } };
}

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

  it.each(types)('%s has a line, a part that prints it, or a reason for silence', (type) => {
    const fact = factOf({ type, ids: [], asRead: true, cites: null, recorded: 'live', occurred: null }, 0);
    const printed = entriesIn(minutesOf([fact])).has('e1');
    expect(printed || (silenceOn(fact, [fact]) ?? '').length > 10).toBe(true);
  });
});
