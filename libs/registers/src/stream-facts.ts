import { isCorrection, stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { evolveBy, startOf } from '#kernel/fold.js';
import type { Decider, DeciderOf } from '#kernel/decider.js';
import type { Said } from '#kernel/said.js';
import type { Kind } from '#domain/catalogues.js';
import type { Position, Recorded } from '#event-store/port.js';
import type { Place, StreamFacts } from './projection.js';
import type { Words } from './words.js';

/** The standing facts of some types. */
type List = { readonly types: readonly string[]; readonly facts: Fact[] };

/** What was made of a stream, and of which types of entry: it holds until one of those comes, or a correction. */
class Kept {
  value: unknown = undefined;
  stale = true;
  made = 0;
  readonly reads = new Set<string>();
  /** Of how many of these it is told when one comes. */
  told = 0;
  /** What it was made from, and of how many types that was made then: what was noted of it is not noted again. */
  private readonly from = new Map<object, number>();

  notes(type: string): void {
    this.reads.add(type);
  }
  notesList(list: List): void {
    if (this.from.has(list)) return;
    this.from.set(list, 0);
    for (const type of list.types) this.reads.add(type);
  }
  notesKept(kept: Kept): void {
    if (this.from.get(kept) === kept.reads.size) return;
    this.from.set(kept, kept.reads.size);
    for (const type of kept.reads) this.reads.add(type);
  }
}
const none: readonly List[] = [];
const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one, n) => one === others[n]);
const addTo = <T>(all: Map<string, T[]>, type: string, one: T): void => {
  const its = all.get(type);
  if (its) its.push(one);
  else all.set(type, [one]);
};

/** Whoever looked at everything, and at entries that say when they happened: these may come before what is there. */
const everything = '*';
const placedInTime = '?';

/** A stream as it grows, entry by entry. What is made of it is kept, and made anew only where it has to be. */
export class StreamSoFar implements StreamFacts {
  readonly id: string;
  /** Of its newest entry; -1 before the first. */
  position: Position = -1;
  private readonly all: Fact[] = [];
  private up: Fact[] = [];
  private readonly places = new Map<string, Place>();
  private readonly asRecorded = new Map<string, Fact>();
  private asStanding = new Map<string, Fact>();
  private readonly corrections = new Map<string, Fact>();
  /** By the first of their types, and by each. */
  private readonly lists = new Map<string, List[]>();
  private readonly listed = new Map<string, List[]>();
  private readonly caches = new Map<object, Kept>();
  private readonly watched = new Map<string, Kept[]>();
  private readonly states = new Map<Decider, { state: unknown; folded: number }>();
  private reading: Kept | null = null;
  private outermost: Kept | null = null;

  constructor(
    readonly stream: string,
    readonly kind: Kind,
    private readonly opened: Pick<Words, 'of'>,
  ) {
    this.id = stream.slice(kind.length + 1);
  }

  get size(): number {
    return this.all.length;
  }

  get recorded(): readonly Fact[] {
    this.reading?.notes(everything);
    return this.all;
  }
  get standing(): readonly Fact[] {
    this.reading?.notes(everything);
    return this.up;
  }

  get soFar(): readonly Fact[] {
    this.goesOn();
    return this.up;
  }

  add(recorded: Recorded, fact: Fact): void {
    this.position = recorded.position;
    this.all.push(fact);
    this.places.set(fact.entry.id, { position: recorded.position, envelope: recorded.envelope });
    this.asRecorded.set(fact.entry.id, fact);
    if (isCorrection(fact.type)) return this.correct(fact);
    this.up.push(fact);
    this.asStanding.set(fact.entry.id, fact);
    for (const { facts } of this.listed.get(fact.type) ?? none) facts.push(fact);
    this.touch(fact.type);
    this.touch(everything);
    if (fact.entry.occurred) this.touch(placedInTime);
  }

  /** Null where nothing was touched that it looked at when it was made last; what it makes of `soFar` and of states is made each time. */
  unlessAsBefore<T>(by: object, make: (stream: never) => T): T | null {
    const kept = this.keptBy(by);
    if (!kept.stale) return null;
    this.outermost = kept;
    try {
      this.makeAnew(kept, make as (stream: unknown) => T);
      return kept.value as T;
    } finally {
      this.outermost = null;
    }
  }

  facts(types: readonly string[]): readonly Fact[] {
    const list = this.listOf(types);
    this.reading?.notesList(list);
    return list.facts;
  }

  kept<T, S>(by: object, make: (stream: S) => T): T {
    const kept = this.keptBy(by);
    if (kept.stale) this.makeAnew(kept, make as (stream: unknown) => T);
    this.reading?.notesKept(kept);
    return kept.value as T;
  }

  grown<T, S>(
    by: object,
    types: readonly string[] | 'recorded',
    make: (stream: S, fact: Fact, place: number) => T | readonly T[],
  ): readonly T[] {
    const kept = this.keptBy(by);
    const list = types === 'recorded' ? null : this.listOf(types);
    const facts = list?.facts ?? this.all;
    if (kept.stale) Object.assign(kept, { value: [], made: 0 });
    if (kept.made < facts.length)
      this.makeAnew(kept, () => {
        const rows = kept.value as T[];
        for (; kept.made < facts.length; kept.made++) {
          const made = make(this as unknown as S, facts[kept.made]!, kept.made);
          if (Array.isArray(made)) rows.push(...(made as readonly T[]));
          else rows.push(made as T);
        }
        return rows;
      });
    kept.stale = false;
    this.reading?.notesKept(kept);
    if (list) this.reading?.notesList(list);
    else this.reading?.notes(everything);
    return kept.value as readonly T[];
  }

  state<S>(decider: DeciderOf<S>): S {
    return this.stateAfter(decider, this.up.length)!;
  }

  stateAfter<S>(decider: DeciderOf<S>, count: number): S | null {
    this.goesOn();
    let held = this.states.get(decider);
    if (!held) this.states.set(decider, (held = { state: startOf(decider, null), folded: 0 }));
    if (held.folded > count) return null;
    for (; held.folded < count; held.folded++) held.state = evolveBy(decider, held.state as S, this.up[held.folded]!);
    return held.state as S;
  }

  watch(...types: readonly string[]): void {
    for (const type of types) this.reading?.notes(type);
    this.reading?.notes(placedInTime);
  }

  readonly words = (said: Said | null): string | null => this.opened.of(said, (entry) => this.holding(entry));
  readonly placeOf = (entry: string): Place => this.places.get(entry)!;
  readonly correctionOf = (entry: string): Fact | undefined => this.corrections.get(entry);
  readonly asItStands = (entry: string): Fact | undefined => this.asStanding.get(entry);
  readonly before = ({ entry }: Fact): readonly Fact[] => this.all.slice(0, entry.revision);

  /** Of a struck entry the words are still those that it held. */
  private holding(entry: string): Said | undefined {
    const fact = this.asStanding.get(entry) ?? this.asRecorded.get(entry);
    if (!fact) this.reading?.notes(everything);
    return fact?.data.words as Said | undefined;
  }

  private correct(correction: Fact): void {
    this.corrections.set(correction.data.entry as string, correction);
    this.up = [...stands(this.all)];
    this.asStanding = new Map(this.up.map((fact) => [fact.entry.id, fact]));
    this.lists.clear();
    this.listed.clear();
    this.states.clear();
    for (const kept of this.caches.values()) kept.stale = true;
  }

  private listOf(types: readonly string[]): List {
    const lists = this.lists.get(types[0]!);
    for (const list of lists ?? none) if (isSame(list.types, types)) return list;
    const list: List = { types: [...types], facts: this.up.filter(({ type }) => types.includes(type)) };
    addTo(this.lists, types[0]!, list);
    for (const type of new Set(types)) addTo(this.listed, type, list);
    return list;
  }

  private touch(what: string): void {
    const watching = this.watched.get(what);
    if (watching) for (let n = 0; n < watching.length; n++) watching[n]!.stale = true;
  }

  /** Whoever goes on by himself looks at each entry. */
  private goesOn(): void {
    if (this.reading !== null && this.reading === this.outermost) this.reading.notes(everything);
  }

  private keptBy(by: object): Kept {
    const known = this.caches.get(by);
    if (known) return known;
    const begun = new Kept();
    this.caches.set(by, begun);
    return begun;
  }

  /** Whatever it looks at while it is made, it is made anew for. */
  private makeAnew(kept: Kept, make: (stream: unknown) => unknown): void {
    const outer = this.reading;
    this.reading = kept;
    // What is thrown on the way leaves it to be made from the beginning.
    kept.stale = true;
    try {
      kept.value = make(this);
    } finally {
      this.reading = outer;
    }
    kept.stale = false;
    if (kept.reads.size === kept.told) return;
    for (const type of [...kept.reads].slice(kept.told)) addTo(this.watched, type, kept);
    kept.told = kept.reads.size;
  }
}
