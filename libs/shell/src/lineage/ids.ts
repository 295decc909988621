import type { Fact } from '#kernel/entry.js';
import { specOf } from '#domain/catalogues.js';

/** What a fact brings into being, what of its own stream it names, and what of other streams it refers to. */
export type Ids = {
  readonly creates: readonly string[];
  readonly names: readonly string[];
  readonly refers: readonly { readonly noun: string; readonly id: string }[];
};

export const idsOf = ({ type, data, entry }: Fact): Ids => {
  const creates: string[] = [];
  const names: string[] = [];
  const refers: { noun: string; id: string }[] = [];
  specOf(entry.stream, type)!.shape.map(data, {
    creates: (_, id) => (creates.push(id), id),
    names: (_, id) => (names.push(id), id),
    refers: (noun, id) => (refers.push({ noun, id }), id),
  });
  return { creates, names, refers };
};

/** The facts of one stream and how they name each other. */
export type Web = {
  /** Those that a fact rests on, and those that these rest on. */
  readonly behind: (from: Fact) => readonly Fact[];
  /** Those that rest on a fact, and those that rest on these. */
  readonly after: (from: Fact) => readonly Fact[];
  /** Those that name what a fact created, and no further. */
  readonly naming: (from: Fact) => readonly Fact[];
};

export const webOf = (standing: readonly Fact[]): Web => {
  const ids = new Map(standing.map((fact) => [fact, idsOf(fact)]));
  const of = (fact: Fact) => ids.get(fact) ?? idsOf(fact);
  const maker = new Map<string, Fact>();
  const namers = new Map<string, Fact[]>();
  for (const [fact, { creates, names }] of ids) {
    for (const id of [...creates, fact.entry.id]) maker.set(id, fact);
    for (const id of names) namers.set(id, [...(namers.get(id) ?? []), fact]);
  }
  const named = (fact: Fact) => of(fact).names.flatMap((id) => maker.get(id) ?? []);
  const naming = (fact: Fact) => [...of(fact).creates, fact.entry.id].flatMap((id) => namers.get(id) ?? []);
  return { behind: (from) => reached(from, named), after: (from) => reached(from, naming), naming };
};

/** All that can be reached, step by step, without where it began. */
const reached = (from: Fact, next: (fact: Fact) => readonly Fact[]): readonly Fact[] => {
  const found = new Map([[from.entry.id, from]]);
  const left = [from];
  for (let fact = left.pop(); fact; fact = left.pop())
    for (const one of next(fact)) {
      if (found.has(one.entry.id)) continue;
      found.set(one.entry.id, one);
      left.push(one);
    }
  found.delete(from.entry.id);
  return [...found.values()];
};
