import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isKernelType } from '#kernel/stands.js';
import type { Context, Decider } from '#kernel/decider.js';
import { howRecorded, type Fact } from '#kernel/entry.js';
import { isRefusal } from '#kernel/refusal.js';
import { decideOn, findingsIn, streamOf } from '#kernel/stream.js';
import { text } from '#kernel/text.js';
import type { Occurred } from '#kernel/times.js';
import { runs } from '#testing/runs.js';
import { deciders } from './deciders.js';

/** Few ids, so that facts often name what another one created, and as often what nobody did. */
const anId = fc.constantFrom('i1', 'i2', 'i3', 'i4');
const entryAt = (n: number) => `e${n}`;
const anEntry = fc.nat({ max: 12 }).map(entryAt);
const aTime = fc.nat({ max: 59 }).map((second) => `2026-01-20T14:00:${String(second).padStart(2, '0')}.000Z`);
const anOccurred: fc.Arbitrary<Occurred | null> = fc.oneof(
  fc.constant(null),
  anId.map((during) => ({ during })),
  anEntry.map((before) => ({ before })),
  anEntry.map((after) => ({ after })),
  aTime.map((at) => ({ at, zone: null })),
  fc.constant({ date: '2026-01-20' }),
);

const typesOf = (decider: Decider) => Object.keys(decider.events).filter((type) => !isKernelType(type));
/** The catalogue's example with its ids taken from the pool in turn. */
const withIds = (decider: Decider, type: string, ids: readonly string[]): unknown => {
  let n = 0;
  const next = () => ids[n++ % ids.length]!;
  return decider.events[type]!.shape.map(decider.events[type]!.example, { creates: next, names: next, refers: next });
};
const someIds = fc.array(anId, { minLength: 1, maxLength: 6 });

type Step = {
  type: string;
  ids: readonly string[];
  occurred: Occurred | null;
  recorded: Fact['entry']['recorded'];
  corrects: number | null;
};
const aStep = (decider: Decider): fc.Arbitrary<Step> =>
  fc.record({
    type: fc.constantFrom(...typesOf(decider)),
    ids: someIds,
    occurred: anOccurred,
    recorded: fc.constantFrom(...howRecorded),
    corrects: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.nat({ max: 12 }) }),
  });

const recordedBy = (decider: Decider, steps: readonly Step[]): readonly Fact[] =>
  steps.reduce<readonly Fact[]>((facts, step, n) => [...facts, factOf(decider, facts, step, n)], []);

const factOf = (decider: Decider, facts: readonly Fact[], { type, ids, occurred, recorded, corrects }: Step, n: number): Fact => {
  const entry = {
    ...{ id: entryAt(n), stream: decider.kind, revision: n, command: `c${n}`, actor: 'clerk', recorded, enteredAt: null, occurred },
    recordedAt: `2026-01-20T14:00:${String(n).padStart(2, '0')}.000Z`,
  };
  const target = corrects === null ? undefined : facts[corrects];
  if (!target || isKernelType(target.type)) return { type, data: withIds(decider, type, ids), entry };
  const correction = { entry: target.entry.id, follows: null, reason: text('Slip'), authority: null };
  if (ids.length % 2 === 0) return { type: 'StruckOut', data: correction, entry };
  const data = withIds(decider, target.type, ids);
  return { type: 'PutRight', data: { ...correction, replacement: { type: target.type, v: 1, data, occurred } }, entry };
};

/** Begun as it should be, so that what follows is decided on its merits. */
const aStream = (decider: Decider) =>
  fc
    .tuple(aStep(decider), fc.array(aStep(decider), { maxLength: 30 }))
    .map(([first, rest]) => recordedBy(decider, [{ ...first, type: typesOf(decider)[0]!, corrects: null, occurred: null }, ...rest]));

/** The entry of a meeting that decisions and actions go on with. */
const originOf = (decider: Decider): Fact | null => {
  const type = { action: 'ActionRaised', decision: 'DecisionRecorded' }[decider.kind];
  if (!type) return null;
  const entry = recordedBy(deciders.meeting, [{ type, ids: ['i1'], occurred: null, recorded: 'live', corrects: null }])[0]!.entry;
  return { type, data: withIds(deciders.meeting, type, ['i1']), entry: { ...entry, stream: 'meeting-i1' } };
};

/** The same data with other words: what is not a text stays as it is. */
const inOtherWords = (decider: Decider, type: string, data: unknown) =>
  decider.events[type]!.shape.map(data, { text: () => text('Something else altogether') });

const context = (n: number, recorded: Context['recorded'], occurred: Occurred | null, continues: Fact | null): Context => ({
  command: '00000000-0000-4000-8000-000000000000',
  actor: 'clerk',
  now: `2026-01-20T15:00:${String(n).padStart(2, '0')}.000Z`,
  recorded,
  occurred,
  continues,
});
const outcome = (decided: ReturnType<typeof decideOn>) =>
  isRefusal(decided) ? decided : decided.map(({ type, entry }) => ({ type, entry: entry.id }));
const idsOf = (decider: Decider, decided: ReturnType<typeof decideOn>) => {
  const ids: string[] = [];
  const keep = (_: string, id: string) => (ids.push(id), id);
  if (!isRefusal(decided))
    for (const { type, data } of decided) decider.events[type]!.shape.map(data, { creates: keep, names: keep, refers: keep });
  return ids;
};

describe.each(Object.entries(deciders))('%s', (_, decider) => {
  it('evolve never throws on any corrected stream, and neither do the rules', () => {
    fc.assert(
      fc.property(aStream(decider), (recorded) => {
        streamOf(decider, recorded, originOf(decider));
        findingsIn(decider, recorded, originOf(decider));
      }),
      runs({ gate: 300, nightly: 20_000 }),
    );
  });

  it('no decision depends on the words of a text', () => {
    fc.assert(
      fc.property(aStream(decider), aStep(decider), (recorded, { type, ids, occurred, recorded: how }) => {
        const origin = originOf(decider);
        const reworded = recorded.map((fact) =>
          isKernelType(fact.type) ? fact : { ...fact, data: inOtherWords(decider, fact.type, fact.data) },
        );
        const data = withIds(decider, type, [...ids, 'new1', 'new2', 'new3']);
        const verb = decider.events[type]!.by;
        const one = decideOn(decider, streamOf(decider, recorded, origin), { verb, data }, context(recorded.length, how, occurred, origin));
        const other = decideOn(
          decider,
          streamOf(decider, reworded, origin),
          { verb, data: inOtherWords(decider, type, data) },
          context(recorded.length, how, occurred, origin),
        );
        expect(outcome(other)).toEqual(outcome(one));
        expect(idsOf(decider, other)).toEqual(idsOf(decider, one));
      }),
      runs({ gate: 300, nightly: 20_000 }),
    );
  });
});
