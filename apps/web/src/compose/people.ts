import { folded, withInitials } from '#domain/printed/names.js';
import type { PersonKnown } from '#registers/book/queries.js';
import type { Known } from './suggest.js';

export type Somebody = { readonly person: string; readonly name: string; readonly known: Known; readonly here: boolean };

/** Everybody whom a form may offer: those in the room first, then by name. */
export const everybody = (
  people: readonly PersonKnown[],
  here: ReadonlySet<string>,
  printed: ReadonlyMap<string, Printed>,
): readonly Somebody[] =>
  people
    .map(({ person, name, called }): Somebody => {
      const own = printed.get(person);
      const initials = called.filter(({ kind }) => kind === 'initials').map(({ written }) => written);
      const names = [
        ...(name === null ? [] : [name]),
        ...called.filter(({ kind }) => kind !== 'initials').map(({ written }) => written),
        ...(own?.names ?? []),
      ];
      return {
        person,
        name: name ?? names[0] ?? 'somebody unnamed',
        known: { person, names, initials: [...initials, ...(own?.initials ?? [])] },
        here: here.has(person),
      };
    })
    .sort((a, b) => Number(b.here) - Number(a.here) || a.name.localeCompare(b.name));

/** How a person stands in the lists of this meeting. */
export type Printed = { readonly names: readonly string[]; readonly initials: readonly string[] };

/** Those whom a few letters may mean: initials first, then beginnings of names, then parts of them. */
export const found = (typed: string, all: readonly Somebody[]): readonly Somebody[] => {
  const wanted = folded(typed);
  if (wanted === '') return all;
  const ranked = all.flatMap((one) => {
    const rank = rankOf(wanted, one.known);
    return rank === null ? [] : [{ one, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
};
const rankOf = (wanted: string, { names, initials }: Known): number | null => {
  if (initials.some((own) => folded(own) === wanted)) return 0;
  const all = names.map(folded);
  if (all.some((name) => name === wanted)) return 1;
  if (all.some((name) => name.startsWith(wanted))) return 2;
  if (all.some((name) => name.split(' ').some((part) => part.startsWith(wanted)))) return 3;
  if (initials.some((own) => folded(own).startsWith(wanted))) return 4;
  return all.some((name) => name.includes(wanted)) ? 5 : null;
};

/** A name as it is typed in a list: `Nick Hodgson (NH), Derbyshire CC`. */
export type Typed = { readonly name: string; readonly initials: string | null; readonly of: string | null };
export const typedPerson = (line: string): Typed => {
  const [printed = '', ...rest] = line.split(',');
  const { name, initials } = withInitials(printed.trim());
  return { name, initials, of: rest.join(',').trim() || null };
};
