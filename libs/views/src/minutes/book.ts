import type { Fact } from '#kernel/entry.js';
import type { Override } from '#kernel/stream.js';
import { divisionsOf, type Division } from '../divisions/divisions.js';
import { takingsOf } from './order.js';
import { listedIn } from './rosters.js';
import { newest, only, type MeetingFact, type MeetingType } from '../facts.js';
import { madeIn } from './made.js';

/** What a line may look up while it is made. */
type FactBy = Pick<ReadonlyMap<string, Fact>, 'get'>;

export type Book = {
  /** The entry that created an id. */
  readonly creatorOf: FactBy;
  /** The entry that created an id, or has it. */
  readonly entryOf: FactBy;
  readonly divisions: ReadonlyMap<string, Division>;
  readonly items: Pick<ReadonlySet<string>, 'has'>;
  readonly takings: ReadonlyMap<string, 'first' | 'again'>;
  /** Everybody whom a list of those present shows. */
  readonly listed: ReadonlySet<string>;
  /** What was recorded although a rule was broken, by its command: who allowed it and why. */
  readonly overrides: ReadonlyMap<string, Override>;
  readonly zone: string | null;
};

export const bookOf = (standing: readonly Fact[]): Book & Readonly<Record<'creatorOf' | 'entryOf', ReadonlyMap<string, Fact>>> => {
  const creatorOf = new Map(standing.flatMap(madeBy));
  return {
    creatorOf,
    entryOf: new Map([...creatorOf, ...standing.map(byItsId)]),
    divisions: new Map(divisionsOf(standing).divisions.map((division) => [division.division, division])),
    items: new Set(only(standing, 'ItemListed', 'ItemAdded').map(({ data }) => data.itemId)),
    takings: takingsOf(standing),
    listed: listedIn(standing),
    overrides: new Map(only(standing, 'Overridden').map(({ data, entry }) => [entry.command, data])),
    zone: newest(standing, 'MeetingOpened')?.data.zone ?? newest(standing, 'MeetingScheduled')?.data.zone ?? null,
  };
};

const madeBy = (fact: Fact) => madeIn(fact.data).map((id) => [id, fact] as const);
const byItsId = (fact: Fact) => [fact.entry.id, fact] as const;

/** What an id stands for, if an entry of this type created it. */
export const created = <const T extends MeetingType>(book: Book, id: string | null, ...types: readonly T[]): MeetingFact<T> | null =>
  id === null
    ? null
    : (only(
        [book.creatorOf.get(id)].filter((fact) => fact !== undefined),
        ...types,
      )[0] ?? null);
