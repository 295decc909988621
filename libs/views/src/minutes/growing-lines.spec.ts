import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#kernel/entry.js';
import { anyMeeting } from '#testing/any-meeting.js';
import { runs } from '#testing/runs.js';
import { GrowingLines } from './growing-lines.js';
import type { Line } from './model.js';
import { minutesOf } from './minutes.js';

type Shown = readonly [item: string | null, line: Line];
const inTheirOrder = (lines: readonly Shown[]) => lines.map((one) => JSON.stringify(one)).toSorted();

const printed = (standing: readonly Fact[]) => {
  const { opening, items, closing } = minutesOf(standing);
  const under = items.flatMap(({ item, lines }) => lines.map((line): Shown => [item, line]));
  return inTheirOrder([...[...opening, ...closing].map((line): Shown => [null, line]), ...under]);
};
const grown = ({ lines }: GrowingLines) =>
  inTheirOrder([...lines.values()].map(({ where, line }): Shown => [typeof where === 'object' ? where.item : null, line]));

describe('the lines of a meeting that grows', () => {
  it('are those of its minutes after each entry, whatever was recorded', () => {
    fc.assert(
      fc.property(anyMeeting, (facts) => {
        const lines = new GrowingLines([]);
        for (const [n, fact] of facts.entries()) {
          lines.add(fact, () => facts.slice(0, n + 1));
          expect(grown(lines)).toEqual(printed(facts.slice(0, n + 1)));
        }
      }),
      runs({ gate: 150, nightly: 5_000 }),
    );
  });
});
