import type { Fact } from '#kernel/entry.js';
import type { DataIn } from '#kernel/event.js';
import type { Said } from '#kernel/said.js';
import type { catalogues, Kind } from '#domain/catalogues.js';
import type { Envelope, Position } from '#event-store/port.js';

/** What a column holds; with `?` it may be not stated, which is null. `json` is any value in its one spelling. */
export type Column = 'text' | 'text?' | 'integer' | 'integer?' | 'json';
export type Columns = Readonly<Record<string, Column>>;
export type Tables = Readonly<Record<string, Columns>>;

type Held<C extends Column> = { text: string; 'text?': string | null; integer: number; 'integer?': number | null; json: unknown }[C];
/** `key` tells the rows of one stream apart; what else a row says may change under it. */
export type RowOf<C extends Columns> = { readonly key: string } & { readonly [N in keyof C]: Held<C[N]> };
export type RowsOf<T extends Tables> = { readonly [N in keyof T]?: readonly RowOf<T[N]>[] };

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
  readonly indexes?: { readonly [N in keyof T]?: readonly (keyof T[N] & string)[] };
  /** Columns whose words are looked for, by the index of words `<table>_words`: its rowid is the `docid` of the row. */
  readonly searched?: { readonly [N in keyof T]?: readonly (keyof T[N] & string)[] };
  /** CREATE VIEW statements over `<table>_then`, which is the table as known at the position that is asked for. */
  readonly views: string;
  readonly of: { readonly [K in Kind]?: (stream: StreamFacts<K>) => RowsOf<T> };
};

export const projection = <const T extends Tables>(
  register: Omit<Projection<T>, 'of'> & { readonly of: Projection<NoInfer<T>>['of'] },
): Projection<T> => register;

/** One stream, up to one of its entries. */
export type StreamFacts<K extends Kind = Kind> = {
  readonly stream: string;
  readonly kind: K;
  /** What follows the kind in the stream's name. */
  readonly id: string;
  readonly recorded: readonly Fact[];
  readonly standing: readonly Fact[];
  /** Words, or `[erased]`; null where nothing is stated. */
  readonly words: (said: Said | null) => string | null;
  readonly placeOf: (entry: string) => Place;
};
export type Place = { readonly position: Position; readonly envelope: Envelope };

export const erasedWords = '[erased]';

type Events = typeof catalogues;
type FactOf<K extends Kind, T> = { readonly [N in T & string]: Fact<N, N extends keyof Events[K] ? DataIn<Events[K][N]> : never> }[T &
  string];

/** The standing facts of some types, in their order. */
export const factsOf = <K extends Kind, const T extends keyof Events[K] & string>(
  { standing }: StreamFacts<K>,
  ...types: readonly T[]
): readonly FactOf<K, T>[] =>
  standing.filter(({ type }) => (types as readonly string[]).includes(type)) as unknown as readonly FactOf<K, T>[];
