import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#kernel/entry.js';
import type { Stretch } from '#kernel/said.js';
import type { Recorded } from '#event-store/port.js';
import { anyCorrectedMeeting } from '#testing/any-meeting.js';
import { runs } from '#testing/runs.js';
import { inOrder, wrongIn } from '#testing/histories.js';
import { registers } from './catalogue.js';
import { History } from './history.js';
import type { Projection, RowsOf, Tables } from './projection.js';
import { StreamSoFar } from './stream-facts.js';

/** Opens what is no digest: the words of the catalogue's examples. */
const words = {
  of: (said: string | Stretch | null, holding: (entry: string) => unknown): string | null => {
    if (typeof said === 'string' || said === null) return said;
    const whole = holding(said.in);
    return typeof whole === 'string' ? whole.slice(said.from, said.to) : null;
  },
} as never;

const stream = () => new StreamSoFar('meeting-any', 'meeting', words);
const add = (to: StreamSoFar, fact: Fact, position: number) => {
  const { revision } = fact.entry;
  to.add({ position, envelope: { revision, causation: null, correlation: null }, bytes: new Uint8Array() } as unknown as Recorded, fact);
};
const upTo = (facts: readonly Fact[]) => {
  const whole = stream();
  facts.forEach((fact, n) => add(whole, fact, n));
  return whole;
};

type Rows = RowsOf<Tables>;
/** Two rows with one key are an error of the record, which the history reports: the last one stands for both here. */
const partsOf = (rows: Rows[string]) => (rows && 'parts' in rows ? rows.parts : [rows ?? []]);
const inTheirOrder = (rows: Rows) =>
  Object.entries(rows).map(([table, its]) => [
    table,
    partsOf(its)
      .flat()
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ]);

describe.each(registers.map((one) => [one.name, one as Projection] as const))('the register %s', (_, register) => {
  const rowsOf = register.of.meeting as ((from: StreamSoFar) => Rows) | undefined;
  if (!rowsOf) return;

  it('makes of a meeting that grows what it would make of it at once, after each entry', () => {
    fc.assert(
      fc.property(anyCorrectedMeeting, (facts) => {
        const growing = stream();
        facts.forEach((fact, n) => {
          add(growing, fact, n);
          expect(inTheirOrder(rowsOf(growing))).toEqual(inTheirOrder(rowsOf(upTo(facts.slice(0, n + 1)))));
        });
      }),
      runs({ gate: 150, nightly: 3_000 }),
    );
  });

  it('writes of it what it would write if it compared all rows each time', () => {
    fc.assert(
      fc.property(anyCorrectedMeeting, (facts) => {
        const growing = stream();
        const [grown, compared] = [new History(register), new History(register)];
        facts.every((fact, n) => {
          add(growing, fact, n);
          const [one, other] = [
            wrongIn(() => grown.at(n, rowsOf(growing))),
            wrongIn(() => compared.at(n, rowsOf(upTo(facts.slice(0, n + 1))))),
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
