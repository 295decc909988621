import type { KernelType, KernelVerb } from './stands.js';
import type { Catalogue, Data, Typed } from './event.js';
import type { Entry, Fact, HowRecorded } from './entry.js';
import type { Refusal } from './refusal.js';
import type { Occurred } from './times.js';

/** `about` are the ids of the entries or people that the sentence speaks of: it prints none itself. */
export type Answer =
  { readonly answer: 'holds' } | { readonly answer: 'broken' | 'cannot tell'; readonly because: string; readonly about: readonly string[] };
export const holds: Answer = { answer: 'holds' };
export const broken = (because: string, about: readonly string[] = []): Answer => ({ answer: 'broken', because, about });
/** Names the fact that is missing. */
export const cannotTell = (because: string): Answer => ({ answer: 'cannot tell', because, about: [] });

/** Asked on the state before the fact, when it is decided and whenever it is read again. */
export type Rule<S, D> = {
  readonly code: string;
  /** Where it comes from: an invariant, a statute, the board's standing orders. */
  readonly source: string;
  /** E refuses what is recorded live; F lets it stand with a finding, live or not; E/F refuses live, else finds. */
  readonly binds: 'E' | 'F' | 'E/F';
  readonly says: string;
  readonly remedy: string;
  /** True where a live entry is refused although nobody can tell. */
  readonly refusesUnknown?: boolean;
  readonly ask: (data: D, before: S, entry: Entry) => Answer;
};
export type Rules<S, E extends Typed> = { readonly [T in E['type']]?: readonly Rule<S, Data<E, T>>[] };

/** What a decision may know besides the stream: the few gathered facts, and nothing that changes by itself. */
export type Context = {
  readonly command: string;
  readonly actor: string;
  readonly now: string;
  readonly recorded: HowRecorded;
  readonly occurred: Occurred | null;
  /** The entry that this stream continues, as it stands in its own stream. */
  readonly continues: Fact | null;
};

export type Decision<E extends Typed> = readonly E[] | Refusal;
/** Total by type, but for the kernel's own, which are applied before the fold. */
export type Evolve<S, E extends Typed> = {
  readonly [T in Exclude<E['type'], KernelType>]: (state: S, data: Data<E, T>, entry: Entry) => S;
};
export type Decide<C extends Typed, S, E extends Typed> = {
  readonly [T in Exclude<C['type'], KernelVerb>]: (data: Data<C, T>, state: S, context: Context) => Decision<E>;
};

export type Decider<C extends Typed = any, S = any, E extends Typed = any> = {
  /** The stream's kind: `meeting` of `meeting-<id>`. */
  readonly kind: string;
  readonly events: Catalogue;
  readonly initial: S;
  /** For a stream that continues an entry of another one: the state before its own first fact. */
  readonly start?: (origin: Fact) => S;
  readonly evolve: Evolve<S, E>;
  readonly rules: Rules<S, E>;
  readonly decide: Decide<C, S, E>;
  /** Whether an entry may be put right or struck out now, and by what authority; without it the clerk may. */
  readonly mayCorrect?: (entry: Fact, authority: unknown, state: S) => Refusal | null;
};

/** A decider of which only the state is asked for. */
export type DeciderOf<S> = Decider<any, S, any>;

/** For intents that ask for one fact and may have it: ids and rules are checked for all alike. */
export const record =
  <const T extends string>(type: T) =>
  <D>(data: D) =>
    [{ type, data }] as const;
