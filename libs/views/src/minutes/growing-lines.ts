import type { Fact } from '#kernel/entry.js';
import type { Stretch } from '#kernel/said.js';
import type { Text } from '#kernel/text.js';
import { divisionOf } from '../divisions/divisions.js';
import { only, type MeetingFact } from '../facts.js';
import { lineAlone, lineOf, ordered, placing, type Placed, type Where } from './assemble.js';
import { bookOf, type Book } from './book.js';
import { heldWords, wordsOf } from './held.js';
import { madeIn } from './made.js';
import type { Line } from './model.js';
import { besideTheirLike } from './order.js';

export type LineAt = { readonly where: Where; readonly line: Line };

/** These may change any line: the item that is taken, the zone of a time, who allowed what. */
const changesAll: ReadonlySet<string> = new Set(['MeetingScheduled', 'MeetingOpened', 'ItemTaken', 'StandingOrdersTaken', 'Overridden']);
const votes: ReadonlySet<string> = new Set(['NamedVoteRecorded', 'CastingVoteGiven']);

type Group = Placed & { readonly guests: Placed[] };
type Growing<T> = {
  -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : T[K] extends ReadonlySet<infer A> ? Set<A> : T[K];
};

type Noticing = Pick<Map<string, Fact>, 'get' | 'has' | 'set'>;
type GrowingBook = Growing<Book> & { readonly creatorOf: Noticing; readonly entryOf: Noticing };

/** Notes what is looked for and is not there. */
const noticing = (known: ReadonlyMap<string, Fact>, missed: Set<string>): Noticing => {
  const held = new Map(known);
  return {
    get: (id) => {
      const found = held.get(id);
      if (found === undefined) missed.add(id);
      return found;
    },
    has: (id) => held.has(id),
    set: (id, fact) => held.set(id, fact),
  };
};

/** The lines of a meeting while it grows: as `assemble` has them, each under the entry whose line it is, without their order. */
export class GrowingLines {
  /** By the entry whose line it is. A line that an entry has changed is another object. */
  lines = new Map<string, LineAt>();
  private touched = new Set<string>();
  held: Record<string, Text> = {};
  private groups = new Map<string, Group>();
  /** A bullet that says what it said stays the same object. */
  private readonly bullets = new Map<Fact, Line>();
  private hosts = new Map<string, string | null>();
  private book!: GrowingBook;
  private items = new Set<string>();
  private current: Where = 'opening';
  private readonly ofDivision = new Map<string, Fact[]>();
  private readonly stoodIn = new Set<string>();
  private orders: Fact | null = null;
  /** What was looked for and not found: the next entry may be it. */
  private readonly missed = new Set<string>();

  constructor(standing: readonly Fact[]) {
    this.all(standing);
  }

  /** @param standing the facts as they stand, with the new one */
  add(fact: Fact, standing: () => readonly Fact[]): void {
    const made = madeIn(fact.data);
    if (this.changesOthers(fact, made)) this.all(standing());
    else this.one(fact, made);
  }

  private all(standing: readonly Fact[]): void {
    const facts = besideTheirLike(standing);
    this.missed.clear();
    this.bullets.clear();
    const book = bookOf(facts);
    this.items = new Set(only(facts, 'ItemListed', 'ItemAdded').map(({ data }) => data.itemId));
    this.book = {
      ...(book as Book as Growing<Book>),
      creatorOf: noticing(book.creatorOf, this.missed),
      entryOf: noticing(book.entryOf, this.missed),
      items: { has: (item) => this.isListed(item) },
    };
    this.held = { ...heldWords(facts) };
    this.ofDivision.clear();
    for (const fact of facts) this.noteVote(fact);
    const { heads, guests, hosts, current } = ordered(facts, this.book);
    Object.assign(this, { hosts, current, groups: new Map(), lines: new Map() });
    for (const fact of facts) this.lookFor(fact);
    for (const head of heads) this.print({ ...head, guests: [...(guests.get(head.fact.entry.id) ?? [])] });
  }

  private isListed(item: string): boolean {
    if (!this.items.has(item)) this.missed.add(item);
    return this.items.has(item);
  }

  /** What an entry changes besides the line of its own, or the one that it joins. */
  private changesOthers({ type, data, entry: { id, occurred } }: Fact, made: readonly string[]): boolean {
    if (changesAll.has(type) || (occurred !== null && ('before' in occurred || 'after' in occurred))) return true;
    if ((type === 'AttendanceRecorded' || type === 'ArrivalRecorded') && this.stoodIn.has(data.person as string)) return true;
    return this.isLookedFor(id) || made.some((one) => this.isLookedFor(one));
  }
  private isLookedFor(id: string): boolean {
    return this.book.entryOf.has(id) || this.missed.has(id);
  }

  private one(fact: Fact, made: readonly string[]): void {
    const { entry, data, type } = fact;
    for (const id of made) {
      this.book.creatorOf.set(id, fact);
      this.book.entryOf.set(id, fact);
    }
    this.book.entryOf.set(entry.id, fact);
    this.lookFor(fact);
    if (type === 'AttendanceRecorded' || type === 'ArrivalRecorded') this.book.listed.add(data.person as string);
    if (type === 'ItemListed' || type === 'ItemAdded') this.items.add(data.itemId as string);
    const words = wordsOf(fact);
    if (words) this.held[entry.id] = words;
    this.noteVote(fact);
    this.divide(fact);
    const placed = placing(fact, this.book, this.current);
    this.current = placed.current;
    if (placed.line) this.join(placed.line);
    if (votes.has(type)) this.countAgain(data.division as string);
  }

  /** The entries beside which it stands, and those that it cites. */
  private lookFor({ data, entry: { occurred } }: Fact): void {
    const beside = occurred && ('before' in occurred ? occurred.before : 'after' in occurred ? occurred.after : null);
    if (beside) this.book.entryOf.get(beside);
    lookForCited(data, this.book.entryOf);
  }

  private join(placed: Placed): void {
    const { entry } = placed.fact;
    const to = placed.joins && this.book.entryOf.get(placed.joins.to)?.entry.id;
    const host = to === null ? entry.id : to === undefined ? null : (this.hosts.get(to) ?? null);
    this.hosts.set(entry.id, host);
    const group = host === null ? undefined : this.groups.get(host);
    if (!group) return this.print({ ...placed, guests: [] });
    group.guests.push(placed);
    this.print(group);
  }

  /** The lines that were made since this was asked last; all of them are another map where all were made anew. */
  changed(): Iterable<string> {
    const { touched } = this;
    if (touched.size > 0) this.touched = new Set();
    return touched;
  }

  private print(group: Group): void {
    const { id } = group.fact.entry;
    this.touched.add(id);
    this.groups.set(id, group);
    this.lines.set(id, { where: group.where, line: lineOf(group, group.guests, this.held, this.bulletOf) });
  }
  private readonly bulletOf: typeof lineAlone = (fact, draft) => {
    const before = this.bullets.get(fact);
    if (before?.parts === draft.parts && before.emphasis === draft.emphasis && before.provenance === draft.provenance) return before;
    const made = lineAlone(fact, draft);
    this.bullets.set(fact, made);
    return made;
  };

  /** The line of a vote says how it came out. */
  private countAgain(division: string): void {
    const vote = this.book.creatorOf.get(division);
    const host = vote && this.hosts.get(vote.entry.id);
    const group = this.groups.get(host ?? vote?.entry.id ?? '');
    if (!vote || !group) return;
    const again = (placed: Placed): Placed => ({ ...placed, draft: placing(vote, this.book, this.current).line!.draft });
    if (group.fact === vote) this.print({ ...group, ...again(group) });
    else this.print({ ...group, guests: group.guests.map((guest) => (guest.fact === vote ? again(guest) : guest)) });
  }

  private noteVote(fact: Fact): void {
    const { type, data } = fact;
    if (type === 'SubstitutionRecorded') this.stoodIn.add(data.person as string);
    if (type === 'StandingOrdersTaken') this.orders = fact;
    const division = votes.has(type) ? (data.division as string) : isVote(fact) ? (data.divisionId as string) : null;
    if (division !== null) this.ofDivision.set(division, [...(this.ofDivision.get(division) ?? []), fact]);
  }

  private divide({ type, data }: Fact): void {
    const division = votes.has(type) ? (data.division as string) : 'divisionId' in data ? (data.divisionId as string) : null;
    const its = division === null ? [] : (this.ofDivision.get(division) ?? []);
    const vote = its.find(isVote);
    if (vote) this.book.divisions.set(division!, divisionOf(vote, [...(this.orders ? [this.orders] : []), ...its]));
  }
}

const isVote = (fact: Fact): fact is MeetingFact<'VoteRecorded' | 'OptionVoteRecorded'> =>
  fact.type === 'VoteRecorded' || fact.type === 'OptionVoteRecorded';
/** Looks for each entry that is cited. */
const lookForCited = (value: unknown, entryOf: Noticing): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((one) => lookForCited(one, entryOf));
  const { in: entry, to } = value as Partial<Stretch>;
  if (entry !== undefined && to !== undefined) entryOf.get(entry);
  else for (const name in value) lookForCited((value as Record<string, unknown>)[name], entryOf);
};
