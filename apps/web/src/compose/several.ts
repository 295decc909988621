import { found, meant, newcomer, typedPerson, type Somebody, type Typed } from './people.js';

/** One of several names that are typed or pasted at once: whom it means, somebody new, or not clear which. */
export type Line = {
  readonly typed: Typed;
  readonly is: { readonly known: Somebody } | { readonly newcomer: true } | { readonly unclear: readonly Somebody[] };
};

/** Names are parted by a semicolon or a new line; a comma parts a name from an organisation. */
export const isSeveral = (typed: string): boolean => namesIn(typed).length > 1;
export const namesIn = (typed: string): readonly string[] =>
  typed
    .split(/[;\r\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

export const linesIn = (typed: string, people: readonly Somebody[]): readonly Line[] => namesIn(typed).map((name) => lineOf(name, people));

const lineOf = (name: string, people: readonly Somebody[]): Line => {
  const typed = typedPerson(name);
  const matches = found(typed.name, people);
  const [only, ...others] = meant(typed.name, people);
  const one = only !== undefined && others.length === 0 ? people.find(({ person }) => person === only) : undefined;
  if (one) return { typed, is: { known: one } };
  if (others.length > 0) return { typed, is: { unclear: matches } };
  if (newcomer(typed, matches, people) === 'likely') return { typed, is: { newcomer: true } };
  return { typed, is: matches.length === 1 ? { known: matches[0]! } : { unclear: matches } };
};
