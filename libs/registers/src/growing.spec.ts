import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCorrectedMeeting } from '#testing/any-meeting.js';
import { runs } from '#testing/runs.js';
import { add, inOrder, inTheirOrder, type Rows, streamOf, upTo, wrongIn } from '#testing/growing-rows.js';
import { registers } from './catalogue.js';
import { History } from './history.js';
import type { Projection } from './projection.js';
import type { StreamSoFar } from './stream-facts.js';

describe.each(registers.map((one) => [one.name, one as Projection] as const))('the register %s', (_, register) => {
  const rowsOf = register.of.meeting as ((from: StreamSoFar) => Rows) | undefined;
  if (!rowsOf) return;

  it('makes of a meeting that grows what it would make of it at once, after each entry', () => {
    fc.assert(
      fc.property(anyCorrectedMeeting, (facts) => {
        const growing = streamOf('meeting');
        facts.forEach((fact, n) => {
          add(growing, fact, n);
          expect(inTheirOrder(rowsOf(growing))).toEqual(inTheirOrder(rowsOf(upTo('meeting', facts.slice(0, n + 1)))));
        });
      }),
      runs({ gate: 150, nightly: 3_000 }),
    );
  });

  it('writes of it what it would write if it compared all rows each time', () => {
    fc.assert(
      fc.property(anyCorrectedMeeting, (facts) => {
        const growing = streamOf('meeting');
        const [grown, compared] = [new History(register), new History(register)];
        facts.every((fact, n) => {
          add(growing, fact, n);
          const [one, other] = [
            wrongIn(() => grown.at(n, rowsOf(growing))),
            wrongIn(() => compared.at(n, rowsOf(upTo('meeting', facts.slice(0, n + 1))))),
          ];
          expect(one === null).toBe(other === null);
          return one === null;
        });
        expect(inOrder(grown)).toEqual(inOrder(compared));
      }),
      runs({ gate: 150, nightly: 3_000 }),
    );
  });
});
