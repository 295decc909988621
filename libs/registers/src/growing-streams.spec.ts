import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { anyStreamOf } from '#testing/any-stream.js';
import { runs } from '#testing/runs.js';
import { add, inOrder, inTheirOrder, type Rows, streamOf, upTo, wrongIn } from '#testing/growing-rows.js';
import { registers } from './catalogue.js';
import { History } from './history.js';
import type { Projection } from './projection.js';
import type { StreamSoFar } from './stream-facts.js';

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
