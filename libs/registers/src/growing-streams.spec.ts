import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#kernel/entry.js';
import type { Stretch } from '#kernel/said.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import type { Recorded } from '#event-store/port.js';
import { anyStreamOf } from '#testing/any-stream.js';
import { runs } from '#testing/runs.js';
import { inOrder, wrongIn } from '#testing/histories.js';
import { registers } from './catalogue.js';
import { History } from './history.js';
import type { Projection, RowsOf, Tables } from './projection.js';
import { StreamSoFar } from './stream-facts.js';

const words = {
  of: (said: string | Stretch | null, holding: (entry: string) => unknown): string | null => {
    const read = (one: string | Stretch | null | undefined, depth: number): string | null => {
      if (typeof one === 'string') return one;
      if (one === null || one === undefined || depth > 8) return null;
      return read(holding(one.in) as string | Stretch | null, depth + 1)?.slice(one.from, one.to) ?? null;
    };
    return read(said, 0);
  },
} as never;

const streamOf = (kind: Kind) => new StreamSoFar(`${kind}-any`, kind, words);
const add = (to: StreamSoFar, fact: Fact, position: number) => {
  const { revision } = fact.entry;
  to.add({ position, envelope: { revision, causation: null, correlation: null }, bytes: new Uint8Array() } as unknown as Recorded, fact);
};
const upTo = (kind: Kind, facts: readonly Fact[]) => {
  const whole = streamOf(kind);
  facts.forEach((fact, n) => add(whole, fact, n));
  return whole;
};
type Rows = RowsOf<Tables>;
const partsOf = (rows: Rows[string]) => (rows && 'parts' in rows ? rows.parts : [rows ?? []]);
const inTheirOrder = (rows: Rows) =>
  Object.entries(rows).map(([table, its]) => [
    table,
    partsOf(its)
      .flat()
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ]);

const both = registers.flatMap((one) => Object.keys(catalogues).map((kind) => [one.name, kind as Kind, one as Projection] as const));
describe.each(both.filter(([, kind, one]) => one.of[kind] !== undefined))('the register %s of any %s', (_, kind, register) => {
  const rowsOf = register.of[kind] as (from: StreamSoFar) => Rows;

  it('makes of one that grows what it would make of it at once', () => {
    fc.assert(
      fc.property(anyStreamOf(kind), (facts) => {
        const growing = streamOf(kind);
        facts.forEach((fact, n) => {
          add(growing, fact, n);
          expect(inTheirOrder(rowsOf(growing))).toEqual(inTheirOrder(rowsOf(upTo(kind, facts.slice(0, n + 1)))));
        });
      }),
      runs({ gate: 30, nightly: 3_000 }),
    );
  });

  it('writes of it what it would write if it compared all rows each time', () => {
    fc.assert(
      fc.property(anyStreamOf(kind), (facts) => {
        const growing = streamOf(kind);
        const [grown, compared] = [new History(register), new History(register)];
        facts.every((fact, n) => {
          add(growing, fact, n);
          const made = growing.unlessAsBefore(register, rowsOf as never) as Rows | null;
          const one = wrongIn(() => made && grown.at(n, made));
          const other = wrongIn(() => compared.at(n, rowsOf(upTo(kind, facts.slice(0, n + 1)))));
          expect(one === null).toBe(other === null);
          return one === null;
        });
        expect(inOrder(grown)).toEqual(inOrder(compared));
      }),
      runs({ gate: 30, nightly: 3_000 }),
    );
  });
});
