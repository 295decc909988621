import { fields, type DataOf, type Fields, type Shape } from './shape.js';

/** The one place where a fact is described: its type, its intent, its JSON schema, its ids and its texts are all read from here. */
export type EventSpec<D = any, B extends string = string, A = any> = {
  readonly v: number;
  /** The verb that asks for it, imperative. */
  readonly by: B;
  /** The verb in the clerk's own words, as screens, files and refusals print it. */
  readonly say: string;
  readonly doc: string;
  readonly shape: Shape<D>;
  /** What the verb carries: the same data, unless the decision adds something. */
  readonly asks: Shape<A>;
  /** Ids are nouns here: the catalogue and the specs make UUIDs of them. */
  readonly example: D;
  /** From version n to n + 1, by n. */
  readonly upcast: Readonly<Record<number, (data: any) => any>>;
};

export const event = <const F extends Fields, const B extends string, const A extends Fields = F>(spec: {
  readonly v: number;
  readonly by: B;
  readonly say: string;
  readonly doc: string;
  readonly data: F;
  readonly asks?: A;
  readonly example: DataOf<F>;
  readonly upcast?: Readonly<Record<number, (data: any) => any>>;
}): EventSpec<DataOf<F>, B, DataOf<A>> => {
  const shape = fields(spec.data);
  return {
    v: spec.v,
    by: spec.by,
    say: spec.say,
    doc: spec.doc,
    shape,
    asks: (spec.asks ? fields(spec.asks) : shape) as unknown as Shape<DataOf<A>>,
    example: spec.example,
    upcast: spec.upcast ?? {},
  };
};

export type Catalogue = Readonly<Record<string, EventSpec>>;
export type DataIn<S> = S extends EventSpec<infer D, any, any> ? D : never;
type AskedBy<S> = S extends EventSpec<any, any, infer A> ? A : never;

export type Typed = { readonly type: string; readonly data: any };
export type EventsOf<C extends Catalogue> = { [T in keyof C & string]: { readonly type: T; readonly data: DataIn<C[T]> } }[keyof C &
  string];
/** Most intents ask for one fact with the same data: they need no second declaration. */
export type IntentsOf<C extends Catalogue> = {
  [T in keyof C & string]: { readonly type: C[T]['by']; readonly data: AskedBy<C[T]> };
}[keyof C & string];
export type Data<E extends Typed, T extends string> = Extract<E, { readonly type: T }>['data'];

type Asks = readonly [type: string, spec: EventSpec];
const byVerb = new WeakMap<Catalogue, ReadonlyMap<string, Asks>>();

/** The fact that a verb asks for. */
export const askedBy = (catalogue: Catalogue, verb: string): Asks | undefined => {
  const known = byVerb.get(catalogue) ?? new Map(Object.entries(catalogue).map((one) => [one[1].by, one] as const));
  byVerb.set(catalogue, known);
  return known.get(verb);
};
