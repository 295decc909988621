import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#kernel/entry.js';
import type { Kind } from '#domain/catalogues.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { anyStreamOf } from '#testing/any-stream.js';
import { logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import { runs } from '#testing/runs.js';
import type { Registers } from './registers.js';

jest.setTimeout(600_000);
const { follow, folder } = registersFor();
const kinds: readonly Kind[] = ['meeting', 'board', 'person', 'meeting', 'action', 'minutes', 'decision', 'board', 'person', 'meeting'];

type Step =
  | { readonly does: 'record'; readonly in: number; readonly many: number }
  | { readonly does: 'erase'; readonly in: number; readonly which: number; readonly many: number; readonly gone: boolean }
  | { readonly does: 'wait' }
  | { readonly does: 'restart'; readonly together: number; readonly folded: number; readonly meanwhile: boolean }
  | { readonly does: 'rebuild' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ does: fc.constant('record' as const), in: fc.nat(kinds.length - 1), many: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('erase' as const),
      in: fc.nat(kinds.length - 1),
      which: fc.nat(1_000),
      many: fc.integer({ min: 1, max: 4 }),
      gone: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ does: 'wait' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('restart' as const),
      together: fc.constantFrom(1, 2, 3, 7, 20, 256),
      folded: fc.constantFrom(1, 10, 2_000),
      meanwhile: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'rebuild' as const }) },
);

const anyLog = fc.tuple(
  fc.tuple(...kinds.map((kind) => anyStreamOf(kind, 25))),
  fc.array(anyStep, { minLength: 20, maxLength: 60, size: 'max' }),
);

/** Words that nobody else writes, so that each can be erased by itself. */
const namedApart = (stream: string, facts: readonly Fact[]) =>
  facts.map(({ type, data, entry: { id, recorded, occurred, revision } }) => {
    let nth = 0;
    const apart = JSON.parse(JSON.stringify(data), (_, value: unknown) =>
      typeof value === 'string' && /^(The Board|Any other|Not for|Members were)/.test(value)
        ? `${value} ${stream} ${revision} ${nth++}`
        : value,
    ) as object;
    return [type, apart, { as: id.replace('entry ', 'e'), recorded, occurred }] as const;
  });

const dumpOf = (registers: Registers) => new TextDecoder().decode(registers.dump());
const standOf = (registers: Registers) => registers.health().map(({ name, position, stopped }) => [name, position, stopped]);

describe('registers of any log', () => {
  it('followed in any pieces, started again and built anew on the way, are those that are built at once', async () => {
    const seen = { entries: 0, erasures: 0, restarts: 0, rebuilds: 0 };
    await fc.assert(
      fc.asyncProperty(anyLog, async ([streams, steps]) => {
        const store = new MemoryStore();
        const log = logIn(store, { from: '2010-01-20T14:00:00.000Z' });
        const dir = folder();
        const left = streams.map((facts, n) => ({ name: `${kinds[n]!}-s${n}`, facts: namedApart(`s${n}`, facts) }));
        const words = left.map((): string[] => []);
        let registers = await follow(store, dir, { together: 3, folded: 10, retryMs: 60_000 });
        for (const step of steps) {
          if (step.does === 'record')
            for (const fact of left[step.in]!.facts.splice(0, step.many)) {
              const text = JSON.stringify(fact[1]);
              words[step.in]!.push(
                ...(text.match(/"(The Board|Any other|Not for|Members were)[^"]*"/g) ?? []).map((one) => one.slice(1, -1)),
              );
              await log.append(left[step.in]!.name, fact as never);
              seen.entries++;
            }
          else if (step.does === 'erase') {
            const its = words[step.in]!;
            if (its.length === 0) continue;
            const digests = Array.from({ length: step.many }, (_, n) => its[(step.which + n * 7) % its.length]!).flatMap(log.digestsOf);
            if (digests.length === 0) continue;
            await log.append(left[step.in]!.name, [
              'TextsErased',
              { digests: [...new Set(digests)] },
              { as: `erasing ${seen.erasures++}` },
            ]);
            if (step.gone) await store.texts.erase(digests);
          } else if (step.does === 'wait') await registers.reached(await store.head());
          else if (step.does === 'rebuild') {
            await registers.rebuild(store);
            seen.rebuilds++;
          } else {
            if (!step.meanwhile) await registers.reached(await store.head());
            await registers.close();
            registers = await follow(store, dir, { ...step, retryMs: 60_000 });
            seen.restarts++;
          }
        }
        const head = await store.head();
        await registers.reached(head);
        const fresh = await follow(store, folder(), { retryMs: 60_000 });
        await fresh.reached(head);
        expect(standOf(registers)).toEqual(standOf(fresh));
        expect(standOf(fresh).map(([, , stopped]) => stopped)).toEqual(standOf(fresh).map(() => null));
        expect(dumpOf(registers)).toBe(dumpOf(fresh));
        await registers.close();
        await fresh.close();
      }),
      runs({ gate: 15, nightly: 1_000 }),
    );
    const counted = Object.entries(seen).map(([what, many]) => `${many} ${what}`);
    process.stdout.write(`registers of any log: ${counted.join(', ')}\n`);
  });
});
