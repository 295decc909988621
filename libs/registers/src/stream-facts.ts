import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import { textsIn } from '#kernel/shape.js';
import { digestOf, type Text } from '#kernel/text.js';
import { kindOf, specOf, type Kind } from '#domain/catalogues.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { erasedWords, type Place, type StreamFacts } from './projection.js';

/** Reads an entry by the catalogue. It throws an error with the code `log.newer` at an entry that this version does not know. */
export type FactOf = (recorded: Recorded) => Fact;

/** A text is gone, and no erasure of it is on record. */
export class TextIsMissing extends Error {
  readonly code = 'register.text-missing';
  constructor(readonly digest: string) {
    super(`The text ${digest} is gone, and no erasure of it is on record. Restore it from a backup.`);
    this.name = 'TextIsMissing';
  }
}

type Open = (text: Text) => string;
type Entry = { readonly position: Position; readonly fact: Fact };

/** A stream as far as the batch reaches, its texts opened, to be read at any of its positions. */
export class StreamRead {
  private readonly moments = new Map<Position, StreamFacts>();
  private readonly places: ReadonlyMap<string, Place>;

  private constructor(
    readonly stream: string,
    readonly kind: Kind,
    readonly entries: readonly Entry[],
    recorded: readonly Recorded[],
    private readonly open: Open,
  ) {
    this.places = new Map(recorded.map((one) => [one.envelope.id, one]));
  }

  /** @throws what `factOf` throws, and what the store throws. */
  static async from(store: EventStore, factOf: FactOf, stream: string, last: Position): Promise<StreamRead> {
    const { events } = await store.read(stream);
    const recorded = events.filter(({ position }) => position <= last);
    const entries = recorded.map((one) => ({ position: one.position, fact: factOf(one) }));
    const open = await opener(
      store,
      entries.map(({ fact }) => fact),
      erasedIn(events),
    );
    return new StreamRead(stream, kindOf(stream)!, entries, recorded, open);
  }

  /** The stream as it was known at one of its positions. */
  at(position: Position): StreamFacts {
    const known = this.moments.get(position) ?? this.factsAt(position);
    this.moments.set(position, known);
    return known;
  }

  private factsAt(position: Position): StreamFacts {
    const recorded = this.entries.filter((entry) => entry.position <= position).map(({ fact }) => fact);
    const standing = stands(recorded);
    return {
      stream: this.stream,
      kind: this.kind,
      id: this.stream.slice(this.kind.length + 1),
      recorded,
      standing,
      words: wordsIn([...standing, ...recorded], this.open),
      placeOf: (entry) => this.places.get(entry)!,
    };
  }
}

/** The erasure is on record before the words are gone from the store: what is on record counts, also what comes later. */
const erasedIn = (events: readonly Recorded[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ envelope }) => (envelope.type === 'TextsErased' ? (envelope.data as { digests: string[] }).digests : [])));

const opener = async (store: EventStore, facts: readonly Fact[], erased: ReadonlySet<string>): Promise<Open> => {
  const texts = await store.texts.get([...new Set(facts.flatMap(digestsOf))]);
  return (text) => {
    const digest = digestOf(text);
    const found = texts.get(digest);
    if (erased.has(digest) || found === 'erased') return erasedWords;
    if (!found || found.text === null) throw new TextIsMissing(digest);
    return found.text;
  };
};
const digestsOf = ({ type, data, entry }: Fact): readonly string[] => textsIn(specOf(entry.stream, type)!.shape, data).map(digestOf);

/** @param facts those that stand first: of a struck entry the words are still those that it held. */
const wordsIn = (facts: readonly Fact[], open: Open) => {
  const holding = (entry: string) => facts.find((fact) => fact.entry.id === entry)?.data.words as Said | undefined;
  const words = (said: Said | null | undefined, depth: number): string | null => {
    if (said === null || said === undefined || depth > 8) return null;
    if (!isStretch(said)) return open(said);
    const whole = words(holding(said.in), depth + 1);
    return whole === erasedWords ? whole : (whole?.slice(said.from, said.to) ?? null);
  };
  return (said: Said | null) => words(said, 0);
};
