import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '#kernel/entry.js';
import { runs } from '#testing/runs.js';
import { evolve } from './evolve.js';
import { moves } from './moves.js';
import { entitledNow, presentAt, presentNow } from './presence.js';
import { initial, type Meeting } from './state.js';

const aPerson = fc.constantFrom('a', 'b', 'c');
const anOccurred = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.nat({ max: 11 }).map((n) => ({ before: `e${n}` })) },
  { weight: 1, arbitrary: fc.nat({ max: 11 }).map((n) => ({ after: `e${n}` })) },
);
const aStep = fc.record({
  type: fc.constantFrom(...Object.keys(moves), 'ChairTaken', 'PointRecorded'),
  person: aPerson,
  role: fc.constantFrom('voting member', 'officer', null),
  occurred: anOccurred,
  asks: fc.boolean(),
});
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;

const after = (state: Meeting, { type, person, role, occurred }: Step, n: number): Meeting => {
  const entry: Entry = {
    ...{ id: `e${n}`, stream: 'meeting-m', revision: n, command: `c${n}`, actor: 'clerk', recorded: 'live', enteredAt: null, occurred },
    recordedAt: `2026-01-20T14:00:${String(n).padStart(2, '0')}.000Z`,
  };
  const fold = (evolve as Record<string, (state: Meeting, data: object, entry: Entry) => Meeting>)[type];
  return fold ? fold(state, { person, role: role ?? (type === 'RoleChanged' ? 'officer' : null), attends: null }, entry) : state;
};
const seen = (state: Meeting) => [presentNow(state), entitledNow(state), ...state.order.all.map(({ entry }) => presentAt(state, entry))];

describe('who is in the room', () => {
  it('is the same whether anybody has asked before or not', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 12 }), (steps) => {
        const asked = steps.reduce((state, step, n) => {
          if (step.asks) presentNow(state);
          return after(state, step, n);
        }, initial);
        expect(seen(asked)).toEqual(seen(steps.reduce(after, initial)));
      }),
      runs({ gate: 500, nightly: 20_000 }),
    );
  });
});
