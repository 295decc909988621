import fc from 'fast-check';
import type { Fact, HowRecorded } from '#kernel/entry.js';
import type { Occurred } from '#kernel/times.js';
import { meetingEvents } from '#domain/meeting/events.js';

type MeetingType = keyof typeof meetingEvents;
const types = Object.keys(meetingEvents) as MeetingType[];
export const standingTypes = types.filter((type) => type !== 'PutRight' && type !== 'StruckOut');

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

type Drawn = {
  readonly type: MeetingType;
  readonly ids: readonly string[];
  readonly asRead: boolean;
  readonly cites: string | null;
  readonly recorded: HowRecorded;
  readonly occurred: Occurred | null;
};

/** @param n the revision of the entry, `e1` for the first */
export function anyFactOf({ type, ids, asRead, cites, recorded, occurred }: Drawn, n: number): Fact {
  const { shape, example } = meetingEvents[type];
  let next = 0;
  const another = (_: string, id: string) => (asRead ? id : ids[next++ % ids.length]!);
  const data = shape.map(example, { creates: another, names: another, refers: another }) as object;
  const cited = cites && 'words' in data ? { ...data, words: { in: cites, from: 0, to: 4 } } : data;
  const entry = { id: `e${n + 1}`, stream: 'meeting', revision: n, command: `c${n}`, actor: 'clerk', recorded, occurred };
  return { type, data: cited, entry: { ...entry, recordedAt: '2026-01-20T14:00:00.000Z', enteredAt: null } };
}

/** The standing facts of a meeting that nobody decided: folds and views must stand them all. */
export const anyMeeting: fc.Arbitrary<Fact[]> = fc
  .array(anyFact, { maxLength: 40 })
  .map((drawn) => drawn.map((one, n) => anyFactOf(one as Drawn, n)));

/** The same with corrections: each strikes an entry before it, or puts it right as another one of its type. */
export const anyCorrectedMeeting: fc.Arbitrary<Fact[]> = fc
  .array(fc.tuple(anyFact, fc.option(fc.tuple(fc.nat(), fc.boolean()), { freq: 5 })), { maxLength: 40 })
  .map((drawn) => {
    const facts: Fact[] = [];
    for (const [n, [one, correction]] of drawn.entries()) {
      const fact = anyFactOf(one as Drawn, n);
      const known = facts.filter(({ type }) => type !== 'PutRight' && type !== 'StruckOut');
      const corrected = correction && known[correction[0] % known.length];
      facts.push(corrected ? correcting(fact, corrected, correction[1]) : fact);
    }
    return facts;
  });

const correcting = ({ entry }: Fact, corrected: Fact, strikes: boolean): Fact => {
  const same = { entry: corrected.entry.id, follows: null, reason: 'Misheard', authority: null };
  if (strikes) return { type: 'StruckOut', data: same, entry };
  const { type, data } = anyFactOf(
    { type: corrected.type as MeetingType, ids: ['a'], asRead: true, cites: null, recorded: 'live', occurred: null },
    entry.revision,
  );
  return { type: 'PutRight', data: { ...same, replacement: { type, v: 1, data, occurred: corrected.entry.occurred } }, entry };
};
