import fc from 'fast-check';
import type { Fact } from '#kernel/entry.js';
import type { Shape } from '#kernel/shape.js';
import { isKernelType } from '#kernel/stands.js';
import { occurred as occurredShape, type Occurred } from '#kernel/times.js';
import { catalogues, type Kind } from '#domain/catalogues.js';

/** What is drawn from, number by number: a list that fast-check makes shorter. */
type Draw = (below: number) => number;
const of = <T>(draw: Draw, all: readonly T[]): T => all[draw(all.length)]!;

const days = ['2009-12-31', '2010-01-20', '2010-02-01', '2026-01-20'];
const leaves: Readonly<Record<string, readonly unknown[]>> = {
  words: ['The Board agreed to write', 'Any other business', 'Not for the record', 'Members were told'],
  count: [0, 1, 2, 7],
  flag: [true, false],
  label: ['1', '2', '7(a)', '10'],
  code: ['vote.more-than-the-roll', 'quorum.lost'],
  date: days,
  'partial date': ['2010', '2010-01', 'XXXX-05-14', ...days],
  clock: ['09:30', '14:00', '14:32'],
  instant: ['2010-01-20T14:00:00.000Z', '2010-01-20T14:32:00.000Z'],
  zone: ['Europe/London', 'Asia/Tokyo'],
};

/** Ids of a stream as it grows: each is created once. Beside those that were created, a few that are not: what was struck out is named still. */
class Ids {
  private readonly created = new Map<string, string[]>();
  private made = 0;
  /** @param entries those that stand before whoever names one */
  constructor(
    private readonly draw: Draw,
    private readonly entries: () => readonly string[],
  ) {}

  creates(noun: string): string {
    const id = `${noun} ${++this.made}`;
    this.created.set(noun, [...(this.created.get(noun) ?? []), id]);
    return id;
  }
  names(noun: string): string {
    const known = noun === 'entry' ? this.entries() : (this.created.get(noun) ?? []);
    return known.length === 0 || this.draw(10) === 0 ? `no ${noun}` : of(this.draw, known);
  }
  refers(noun: string): string {
    return `${noun}-${of(this.draw, ['a', 'b', 'c'])}`;
  }
}

const anyOf = (draw: Draw, ids: Ids, shape: Shape<unknown>, example: unknown): unknown => {
  const { is } = shape;
  switch (is.is) {
    case 'id':
      return ids[is.how](is.noun);
    case 'one of':
      return of(draw, is.of);
    case 'maybe':
      return draw(3) === 0 || isUndrawn(is.of, example) ? null : anyOf(draw, ids, is.of, example);
    case 'list':
      return Array.from({ length: draw(4) }, (_, n) => anyOf(draw, ids, is.of, ((example as unknown[] | null) ?? [])[n]));
    case 'fields':
      return Object.fromEntries(
        Object.entries(is.of).map(([name, one]) => [name, anyOf(draw, ids, one, (example as Record<string, unknown> | null)?.[name])]),
      );
    case 'said':
      return draw(4) === 0 ? { in: ids.names('entry'), from: 0, to: 4 } : of(draw, leaves['words']!);
    case 'choice': {
      const [name, one] = of(draw, Object.entries(is.of));
      return anyOf(draw, ids, one, Object.hasOwn((example as object | null) ?? {}, name) ? example : undefined);
    }
    case 'value':
      return example === undefined || example === null ? valueOf(shape) : withIds(ids, shape, example);
    default:
      return of(draw, leaves[is.is]!);
  }
};

/** A value of another catalogue, which only an example has. */
const isUndrawn = ({ is, json }: Shape<unknown>, example: unknown): boolean =>
  is.is === 'value' && (example ?? null) === null && !('pattern' in json);

/** Of what nobody can draw by its shape, where the catalogue's example has none there: a currency, a key. */
const valueOf = ({ json }: Shape<unknown>): unknown => {
  const { pattern = '' } = json as { readonly pattern?: string };
  const [, length] = /\{(\d+)\}\$$/.exec(pattern) ?? [];
  return length === '3' ? 'GBP' : 'A'.repeat(Number(length ?? 1));
};

const withIds = <T>(ids: Ids, shape: Shape<unknown>, value: T): T =>
  shape.map(value, {
    creates: (noun, _) => ids.creates(noun),
    names: (noun, _) => ids.names(noun),
    refers: (noun, _) => ids.refers(noun),
  }) as T;

/** The ids that a value creates, in their order. */
const createdIn = (shape: Shape<unknown>, value: unknown): string[] => {
  const created: string[] = [];
  shape.map(value, { creates: (_, id) => (created.push(id), id) });
  return created;
};

/**
 * A stream of a kind: entries with any data that their shapes allow, and corrections of corrections. Nobody decided it: folds, views
 * and registers must stand it.
 */
export const anyStreamOf = (kind: Kind, most = 30): fc.Arbitrary<readonly Fact[]> =>
  fc
    .tuple(fc.nat({ max: most }), fc.array(fc.nat({ max: 5_039 }), { minLength: 300, maxLength: 600 }))
    .map(([length, drawn]) => streamFrom(kind, length, drawn));

const corrections = ['PutRight', 'StruckOut', 'TextsErased'];
const specOf = (kind: Kind, type: string) => (catalogues[kind] as Record<string, { shape: Shape<unknown>; example: unknown }>)[type]!;

const streamFrom = (kind: Kind, length: number, drawn: readonly number[]): readonly Fact[] => {
  let used = 0;
  const draw: Draw = (below) => drawn[used++ % drawn.length]! % below;
  const facts: Fact[] = [];
  let before = Infinity;
  const ids = new Ids(draw, () => facts.slice(0, before).map(({ entry }) => entry.id));
  const all = Object.keys(catalogues[kind]).filter((type) => !corrections.includes(type));
  // Of few types, so that what meets seldom among all of them meets often.
  const few = draw(4) === 0 ? all : Array.from({ length: 2 + draw(6) }, () => of(draw, all));
  const dataOf = (type: string) => anyOf(draw, ids, specOf(kind, type).shape, specOf(kind, type).example);
  const occurred = (): Occurred | null => (draw(3) > 0 ? null : (anyOf(draw, ids, occurredShape, null) as Occurred));
  while (facts.length <= length) {
    const n = facts.length;
    before = n;
    const entry = {
      ...{ id: `entry ${n + 1}`, stream: `${kind}-any`, revision: n, command: `c${n}`, actor: 'clerk', enteredAt: null },
      recorded: of(draw, ['live', 'afterwards', 'printed'] as const),
      recordedAt: `2010-01-20T14:${String(n).padStart(2, '0')}:00.000Z`,
      occurred: occurred(),
    };
    const correctable = facts.slice(1).filter(({ type }) => !corrections.includes(type) && !isKernelType(type));
    const corrected = correctable.length > 0 && draw(6) === 0 ? of(draw, correctable) : null;
    before = corrected?.entry.revision ?? n;
    if (corrected) facts.push(correcting(corrected, entry));
    else {
      const type = n === 0 ? all[0]! : of(draw, few);
      facts.push({ type, data: dataOf(type) as Fact['data'], entry });
    }
  }
  return facts;

  function correcting({ type, data, entry: { id } }: Fact, entry: Fact['entry']): Fact {
    const follows = facts.findLast((fact) => corrections.includes(fact.type) && fact.data.entry === id)?.entry.id ?? null;
    const same = { entry: id, follows, reason: 'Misheard', authority: null };
    if (draw(2) === 0) return { type: 'StruckOut', data: same, entry };
    const { shape } = specOf(kind, type);
    const created = createdIn(shape, data);
    let next = 0;
    const now = shape.map(dataOf(type), { creates: (_, other) => created[next++] ?? other });
    return { type: 'PutRight', data: { ...same, replacement: { type, v: 1, data: now, occurred: occurred() } }, entry };
  }
};
