import type { Entry, Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import type { Override } from '#kernel/stream.js';
import type { Text } from '#kernel/text.js';
import type { Book } from './book.js';
import type { Line } from './model.js';
import type { Draft, Join, Under } from './minuted.js';
import { minuted } from './lines/lines.js';

/** Where a line stands: under an item, or in one of the two parts beside the items. */
export type Where = 'opening' | 'closing' | { readonly item: string };
export type Sections = {
  readonly opening: readonly Line[];
  readonly closing: readonly Line[];
  readonly of: (item: string) => readonly Line[];
};

export type Placed = {
  readonly fact: Fact;
  readonly draft: Draft;
  readonly where: Where;
  /** Its item was stated: it stays there, whenever it happened. */
  readonly fixed: boolean;
  readonly joins: Join | null;
};

/** Every line at its place: under its item, in the order of the record, late ones beside the entry that they name. */
export const assemble = (standing: readonly Fact[], book: Book, held: Readonly<Record<string, Text>>): Sections => {
  const { heads, guests } = ordered(standing, book);
  const lines = heads.map((head) => ({ ...head, line: lineOf(head, guests.get(head.fact.entry.id) ?? [], held) }));
  const inSection = (test: (where: Where) => boolean) => lines.filter(({ where }) => test(where)).map(({ line }) => line);
  return {
    opening: inSection((where) => where === 'opening'),
    closing: inSection((where) => where === 'closing'),
    of: (item) => inSection((where) => typeof where === 'object' && where.item === item),
  };
};

type InOrder = {
  /** Each speaks for itself and for its guests, in the order in which they print. */
  readonly heads: readonly Placed[];
  readonly guests: ReadonlyMap<string, readonly Placed[]>;
  /** For each entry the one whose line speaks for it; null where that is not to be found. */
  readonly hosts: Map<string, string | null>;
  /** Where the next entry stands that says nothing else. */
  readonly current: Where;
};

export const ordered = (standing: readonly Fact[], book: Book): InOrder => {
  const { placed, current } = place(standing, book);
  const hosts = hostsOf(placed, book);
  const hostOf = ({ fact }: Placed) => hosts.get(fact.entry.id) ?? fact.entry.id;
  const heads = placed.filter((one) => hostOf(one) === one.fact.entry.id);
  const guests = Map.groupBy(
    placed.filter((one) => hostOf(one) !== one.fact.entry.id),
    hostOf,
  );
  return { heads: inOrder(heads, (entry) => (hosts.has(entry) ? (hosts.get(entry) ?? entry) : undefined)), guests, hosts, current };
};

/** Business moves from item to item as they are taken, or, where nobody recorded that, as entries name them. */
const place = (standing: readonly Fact[], book: Book): { readonly placed: readonly Placed[]; readonly current: Where } => {
  const placed: Placed[] = [];
  let current: Where = 'opening';
  for (const fact of standing) {
    const one = placing(fact, book, current);
    current = one.current;
    if (one.line) placed.push(one.line);
  }
  return { placed, current };
};

/** The line of one entry, if it has any, and where the next one stands. */
export const placing = (fact: Fact, book: Book, before: Where): { readonly line: Placed | null; readonly current: Where } => {
  const taken = fact.type === 'ItemTaken' && book.items.has(fact.data.item);
  const current: Where = taken ? { item: fact.data.item } : before;
  const how = minuted(fact, book);
  if (!('line' in how)) return { line: null, current };
  const stated = statedIn(how.under, fact.entry, book);
  const fixed = typeof how.under === 'object' && stated !== null;
  const draft = allowed(how.line, book.overrides.get(fact.entry.command));
  return {
    line: { fact, draft, where: stated ?? current, fixed, joins: how.joins },
    current: fixed && book.takings.size === 0 ? stated : current,
  };
};

/** What a rule stood against says who let it be recorded, and why. */
const allowed = (draft: Draft, override: Override | undefined): Draft =>
  override
    ? { ...draft, parts: [...draft.parts, ` (${allowedBy[override.authority] ?? override.authority}: `, { said: override.reason }, ')'] }
    : draft;
const allowedBy: Readonly<Record<string, string>> = {
  'announced by the chair': 'as announced by the chair',
  ruling: 'by the ruling of the chair',
  'standing orders': 'as standing orders allow',
  resolution: 'by resolution of the meeting',
};

const statedIn = (under: Under, { occurred }: Entry, book: Book): Where | null => {
  if (typeof under === 'object' && book.items.has(under.item)) return under;
  if (occurred && 'during' in occurred && book.items.has(occurred.during)) return { item: occurred.during };
  return under === 'closing' ? 'closing' : null;
};

/** For each entry the one whose line speaks for it, which may be its own; what would lead in a circle speaks for itself. */
const hostsOf = (placed: readonly Placed[], book: Book): InOrder['hosts'] => {
  const joins = new Map(placed.map(({ fact, joins }) => [fact.entry.id, joins]));
  const hostOf = (entry: string, seen: readonly string[]): string | null => {
    const join = joins.get(entry);
    if (join === undefined || seen.includes(entry)) return null;
    if (join === null) return entry;
    const next = book.entryOf.get(join.to)?.entry.id;
    return next === undefined ? null : hostOf(next, [...seen, entry]);
  };
  return new Map(placed.map(({ fact }) => [fact.entry.id, hostOf(fact.entry.id, [])]));
};

/** A late entry moves beside the line of the entry that it names, unless its item is stated and another one. */
const inOrder = (heads: readonly Placed[], hostOf: (entry: string) => string | undefined): readonly Placed[] => {
  const ordered = [...heads];
  // As they were recorded: what an entry names has then found its place before it.
  for (const late of heads.toSorted((a, b) => a.fact.entry.revision - b.fact.entry.revision)) {
    const beside = besideOf(late.fact.entry);
    const target = beside && ordered.find(({ fact }) => fact.entry.id === hostOf(beside.entry));
    if (!target || target === late || (late.fixed && !same(target.where, late.where))) continue;
    ordered.splice(ordered.indexOf(late), 1);
    ordered.splice(ordered.indexOf(target) + (beside.side === 'after' ? 1 : 0), 0, { ...late, where: target.where });
  }
  return ordered;
};
const besideOf = ({ occurred }: Entry) => {
  if (!occurred) return null;
  if ('before' in occurred) return { entry: occurred.before, side: 'before' } as const;
  return 'after' in occurred ? ({ entry: occurred.after, side: 'after' } as const) : null;
};
const same = (a: Where, b: Where) => a === b || (typeof a === 'object' && typeof b === 'object' && a.item === b.item);

/** @param bulletOf for whoever keeps the bullets that it has made */
export const lineOf = (head: Placed, guests: readonly Placed[], held: Readonly<Record<string, Text>>, bulletOf = lineAlone): Line => {
  const citing = guests.filter(({ joins }) => joins?.as === 'words');
  const spoken = head.draft.kind === 'passage' ? asPassage(head, citing, held) : head.draft;
  const bullets = guests.filter(({ joins }) => joins?.as === 'bullet');
  const others = guests.filter((guest) => !bullets.includes(guest));
  return {
    ...lineAlone(head.fact, spoken),
    entries: [head.fact.entry.id, ...others.map(({ fact }) => fact.entry.id)],
    bullets: [
      ...spoken.bullets.map((bullet) => lineAlone(head.fact, { ...bullet, emphasis: false, provenance: 'stated' })),
      ...bullets.map(({ fact, draft }) => bulletOf(fact, { ...draft, emphasis: spoken.emphasis && isSaidWhole(draft) })),
    ],
  };
};
/** Bold goes on through the bullets that are words of the record, not through what the view says about them. */
const isSaidWhole = ({ parts }: Draft) => parts.every((part) => typeof part === 'object' && 'said' in part);

/** A passage that holds one fact prints as that fact would; one that holds several is bold only if all of them are. */
const asPassage = (passage: Placed, citing: readonly Placed[], held: Readonly<Record<string, Text>>): Draft => {
  const emphasis = citing.length > 0 && citing.every(({ draft }) => draft.emphasis);
  if (citing.length !== 1) return { ...passage.draft, emphasis };
  const { draft } = citing[0]!;
  const whole = (said: Said): Said => (isStretch(said) && said.in === passage.fact.entry.id ? (held[said.in] ?? said) : said);
  return {
    ...draft,
    parts: draft.parts.map((part) => (typeof part === 'object' && 'said' in part ? { said: whole(part.said) } : part)),
  };
};

export const lineAlone = ({ entry }: Fact, { kind, parts, emphasis, provenance }: Omit<Draft, 'bullets'>): Line => ({
  entries: [entry.id],
  kind,
  emphasis,
  parts,
  bullets: [],
  provenance,
  recorded: entry.recorded,
  occurred: entry.occurred,
});
