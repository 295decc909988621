import type { Text } from '#kernel/text.js';
import type { Person, Spelling } from './state.js';

/** Where a name is read: at a board, and at one of its meetings. */
export type Where = { readonly board: string | null; readonly meeting: string | null };

const holdsAt = ({ scope, withdrawn }: Spelling, { board, meeting }: Where): boolean => {
  if (withdrawn) return false;
  if ('board' in scope) return scope.board === board;
  return 'meeting' in scope ? scope.meeting === meeting : scope.everywhere;
};

/** What means this person at a place: the name, and each spelling in its scope. */
export const calledAt = (person: Person, where: Where): readonly Text[] => [
  ...(person.name ? [person.name] : []),
  ...person.spellings.filter((one) => holdsAt(one, where)).map(({ spelling }) => spelling),
];

export type Meant = { readonly person: string } | { readonly unresolved: readonly string[] };

/**
 * Invariant 7: the one person whom a printed name means at a place, else the candidates, who may be none. Never a guess.
 * @param is whether words are the printed name: only the edge can read them.
 */
export const whoIsMeant = (people: ReadonlyMap<string, Person>, where: Where, is: (words: Text) => boolean): Meant => {
  const called = [...people].filter(([, person]) => calledAt(person, where).some(is)).map(([id]) => goesOnAs(people, id));
  const candidates = [...new Set(called)];
  return candidates.length === 1 ? { person: candidates[0]! } : { unresolved: candidates };
};

/** The record that goes on for one that was joined with it, however often. */
export const goesOnAs = (people: ReadonlyMap<string, Person>, id: string): string => {
  const passed = new Set<string>();
  let now = id;
  while (!passed.has(now)) {
    passed.add(now);
    now = [...people].find(([, { joined }]) => joined.includes(now))?.[0] ?? now;
  }
  return now;
};
