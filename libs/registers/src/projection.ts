import type { DeciderOf } from '#kernel/decider.js';
import type { Fact } from '#kernel/entry.js';
import type { DataIn } from '#kernel/event.js';
import type { Said } from '#kernel/said.js';
import type { catalogues, Kind } from '#domain/catalogues.js';
import type { Envelope, Position, Recorded } from '#event-store/port.js';

/** What a column holds; with `?` it may be not stated, which is null. `json` is any value in its one spelling. */
export type Column = 'text' | 'text?' | 'integer' | 'integer?' | 'json';
export type Columns = Readonly<Record<string, Column>>;
export type Tables = Readonly<Record<string, Columns>>;

type Held<C extends Column> = { text: string; 'text?': string | null; integer: number; 'integer?': number | null; json: unknown }[C];
/** `key` tells the rows of one stream apart; what else a row says may change under it. */
export type RowOf<C extends Columns> = { readonly key: string } & { readonly [N in keyof C]: Held<C[N]> };
/**
 * Rows of one table in parts that grow apart. Where the list of parts is the one that was given last, `changed` says which of them
 * are others since, or new: nobody looks at the rest.
 */
export type Parts<R> = { readonly parts: readonly (readonly R[])[]; readonly changed?: readonly number[] };
/** One column, or several in their order; `stated` leaves out the rows in which it is null. */
export type Index<C extends string = string> = C | readonly C[] | { readonly stated: C };
/** An array that has grown since it was given last says that its earlier rows are the same; another array says nothing. */
export type RowsOf<T extends Tables> = { readonly [N in keyof T]?: readonly RowOf<T[N]>[] | Parts<RowOf<T[N]>> };

/**
 * A register: all rows of one stream from its facts as they stand. The runner keeps from and to which position each row was
 * known; `true_from` and `true_to`, where a table has them, say on which days it was so. What joins streams is a view.
 */
export type Projection<T extends Tables = Tables> = {
  readonly name: string;
  /** Raised when tables or rows change: the register is then built anew beside the old one, and swapped. */
  readonly version: number;
  readonly tables: T;
  /** Columns by which single rows are looked up. */
  readonly indexes?: { readonly [N in keyof T]?: readonly Index<keyof T[N] & string>[] };
  /** Columns whose words are looked for, by the index of words `<table>_words`: its rowid is the `docid` of the row. */
  readonly searched?: { readonly [N in keyof T]?: readonly (keyof T[N] & string)[] };
  /** CREATE VIEW statements over `<table>_then`, which is the table as known at the position that is asked for. */
  readonly views: string;
  readonly of: { readonly [K in Kind]?: (stream: StreamFacts<K>) => RowsOf<T> };
};

/** Reads an entry by the catalogue. It throws an error with the code `log.newer` at an entry that this version does not know. */
export type FactOf = (recorded: Recorded) => Fact;

export const projection = <const T extends Tables>(
  register: Omit<Projection<T>, 'of'> & { readonly of: Projection<NoInfer<T>>['of'] },
): Projection<T> => register;

/**
 * One stream, up to one of its entries. It grows: what is made of it by `known` and `each` is kept until an entry comes of a type
 * that was looked at, or a correction. So a long stream costs no more for each entry than a short one.
 */
export type StreamFacts<K extends Kind = Kind> = {
  readonly stream: string;
  readonly kind: K;
  /** What follows the kind in the stream's name. */
  readonly id: string;
  /** Whoever looks at these looks at every entry: what is made of them is made anew for each. */
  readonly recorded: readonly Fact[];
  readonly standing: readonly Fact[];
  /** As `standing`, for whoever goes on by himself from where he was. */
  readonly soFar: readonly Fact[];
  /** Words, or `[erased]`; null where nothing is stated. */
  readonly words: (said: Said | null) => string | null;
  /** Of an entry of this stream, as far as it goes. */
  readonly placeOf: (entry: string) => Place;
  readonly correctionOf: (entry: string) => Fact | undefined;
  readonly asItStands: (entry: string) => Fact | undefined;
  /** The entries recorded before this one: these stay. */
  readonly before: (fact: Fact) => readonly Fact[];
  /** The standing facts of some types, in their order. */
  readonly facts: (types: readonly string[]) => readonly Fact[];
  /** Folded on from where it was. What is made of it says with `watch` which types change the part that it looks at. */
  readonly state: <S>(decider: DeciderOf<S>) => S;
  /** After so many of those that stand; null where more are folded already. */
  readonly stateAfter: <S>(decider: DeciderOf<S>, count: number) => S | null;
  /** These types are looked at, and entries that say when they happened: they may come before what is there. */
  readonly watch: (...types: readonly string[]) => void;
  readonly kept: <T, S>(by: object, make: (stream: S) => T) => T;
  /** @param types of the standing facts, or all that are recorded */
  readonly grown: <T, S>(
    by: object,
    types: readonly string[] | 'recorded',
    make: (stream: S, fact: Fact, place: number) => T | readonly T[],
  ) => readonly T[];
};
export type Place = { readonly position: Position; readonly envelope: Envelope };

export const erasedWords = '[erased]';

type Events = typeof catalogues;
type FactsOf<K extends Kind, T> = { readonly [N in T & string]: Fact<N, N extends keyof Events[K] ? DataIn<Events[K][N]> : never> }[T &
  string];

/** The standing facts of some types, in their order. */
export const factsOf = <K extends Kind, const T extends keyof Events[K] & string>(
  stream: StreamFacts<K>,
  ...types: readonly T[]
): readonly FactsOf<K, T>[] => stream.facts(types) as unknown as readonly FactsOf<K, T>[];

/** Something made of a stream, such as the rows of a table, and kept until an entry comes of a type that it looked at. */
export const known = <K extends Kind, T>(make: (stream: StreamFacts<K>) => T): ((stream: StreamFacts<K>) => T) => {
  const by = {};
  return (stream) => stream.kept(by, make);
};

/**
 * A row, or several or none, for each standing fact of some types. What is there stays while nothing comes that it looked at:
 * for the next fact of these types only its own rows are made.
 */
export const each =
  <K extends Kind>() =>
  <const T extends keyof Events[K] & string, R>(
    types: readonly T[],
    make: (stream: StreamFacts<K>, fact: FactsOf<K, T>, place: number) => R | readonly R[],
  ): ((stream: StreamFacts<K>) => readonly R[]) => {
    const by = {};
    return (stream) => stream.grown(by, types, make as (stream: StreamFacts<K>, fact: Fact, place: number) => R | readonly R[]);
  };

/** As `each`, for every entry that is recorded, standing or not. */
export const eachRecorded = <R>(
  make: (stream: StreamFacts, fact: Fact, place: number) => R | readonly R[],
): ((stream: StreamFacts) => readonly R[]) => {
  const by = {};
  return (stream) => stream.grown(by, 'recorded', make);
};
