import type { EventSpec } from '#kernel/event.js';
import type { Fields, Is, Shape } from '#kernel/shape.js';
import { newId } from '../room/intent.js';

/** One thing that a form asks: a member of the data, by its name, and how its shape is made. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly is: Is;
  /** It may be left unsaid: null, or an empty list. */
  readonly optional: boolean;
};
export type Values = Readonly<Record<string, unknown>>;

/** What a verb carries, but for the ids that it creates: those are made here. */
export const fieldsOf = (spec: Pick<EventSpec, 'asks'>): readonly Field[] => fieldsIn(membersOf(spec.asks));

export const membersOf = (shape: Shape<unknown>): Fields => (shape.is.is === 'fields' ? shape.is.of : {});

export const fieldsIn = (members: Fields): readonly Field[] =>
  Object.entries(members)
    .filter(([, { is }]) => !(is.is === 'id' && is.how === 'creates'))
    .map(([name, { is }]) => ({
      name,
      label: inWords(name),
      is: is.is === 'maybe' ? is.of.is : is,
      optional: is.is === 'maybe' || is.is === 'list',
    }));

/** `proposedBy` is "proposed by". */
export const inWords = (name: string): string => labels[name] ?? name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
/** Where the name of a member reads badly. The words are those of docs/terms.md. */
const labels: Readonly<Record<string, string>> = {
  class: 'type',
  scope: 'about',
  method: 'how',
  division: 'vote',
  methodKnown: 'how it was decided is',
  subjects: 'about',
  ownersPrinted: 'owner as printed',
  performers: 'done by',
  arises: 'where it comes from is',
  known: 'this is',
  printed: 'as printed',
  as: 'as',
  on: 'on',
  of: 'of',
  notedBy: 'noted by',
  came: 'it came',
  earlier: 'earlier business',
};

/** Data in which nothing is said yet; ids that it creates are made. What must be chosen is left out. */
export const blank = (members: Fields): Values =>
  Object.fromEntries(Object.entries(members).flatMap(([name, { is }]) => blankOf(is).map((value) => [name, value] as const)));

const blankOf = (is: Is): readonly unknown[] => {
  if (is.is === 'maybe') return [null];
  if (is.is === 'list') return [[]];
  if (is.is === 'id' && is.how === 'creates') return [newId()];
  if (is.is === 'fields') return [blank(is.of)];
  if (is.is === 'flag') return [true];
  if (is.is === 'choice' && 'unspecified' in is.of) return [{ unspecified: true }];
  if (is.is !== 'one of') return [];
  const unsaid = ['stated', 'not stated', 'unspecified'].find((one) => is.of.includes(one));
  return unsaid === undefined ? [] : [unsaid];
};

/** One more of a list. */
export const blankItem = (of: Shape<unknown>): unknown => blankOf(of.is)[0] ?? null;

/** Of several kinds of a value, the one that it has. */
export const kindIn = (kinds: Fields, value: unknown): string | null =>
  typeof value === 'object' && value !== null ? (Object.keys(kinds).find((kind) => Object.hasOwn(value, kind)) ?? null) : null;

/** Nothing is not stated; what is no count stays as it was typed, so that it is refused and not lost. */
export const countIn = (typed: string): number | string | null => {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  return /^\d+$/.test(trimmed) ? Number(trimmed) : typed;
};

/** `£225k` is 22500000 GBP; null where it is no sum. */
export const moneyIn = (printed: string): { readonly minor: number; readonly currency: string } | null => {
  const [, sign, sum, unit = ''] = /^\s*([£€$])\s*([\d,]+(?:\.\d+)?)\s*(k|m|million|thousand)?\s*$/i.exec(printed) ?? [];
  if (sign === undefined) return null;
  const times = { '': 1, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 }[unit.toLowerCase()]!;
  return { minor: Math.round(Number(sum!.replaceAll(',', '')) * times * 100), currency: { '£': 'GBP', '€': 'EUR', $: 'USD' }[sign]! };
};
