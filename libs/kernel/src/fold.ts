import { isKernelType } from './stands.js';
import type { Evolve } from './decider.js';
import type { Fact } from './entry.js';

/** Of a decider what a view needs: how its state comes about, and nothing of what may be done next. */
export type Folding<S> = {
  readonly initial: S;
  /** For a stream that continues an entry of another one: the state before its own first fact. */
  readonly start?: (origin: Fact) => S;
  readonly evolve: Evolve<S, any>;
};

export const evolveBy = <S>({ evolve }: Folding<S>, state: S, fact: Fact): S =>
  isKernelType(fact.type) ? state : (evolve[fact.type] as (s: S, d: unknown, e: unknown) => S)(state, fact.data, fact.entry);

export const fold = <S>(folding: Folding<S>, standing: readonly Fact[], from: S = folding.initial): S =>
  standing.reduce((state, fact) => evolveBy(folding, state, fact), from);

export const startOf = <S>({ start, initial }: Folding<S>, origin: Fact | null): S => (origin && start ? start(origin) : initial);
