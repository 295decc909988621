import type { Fact } from '#kernel/entry.js';
import { byAnyName, folded, matching, withInitials } from '#domain/printed/names.js';
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

export const printedIn = (standing: readonly Fact[]): ReadonlyMap<string, Printed> =>
  new Map(
    standing
      .filter(({ type }) => type === 'AttendanceRecorded' || type === 'ApologyRecorded')
      .map(({ data }) => [data.person, { names: strings(data.printed), initials: strings(data.initials) }] as const),
  );
const strings = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);

/** Those whom a name means, as a meeting file is read: initials, another spelling, a title with a surname. */
export const meant = (typed: string, all: readonly Somebody[]): ReadonlySet<string> =>
  new Set(
    matching(
      typed.trim(),
      all.map(({ known }) => known),
      byAnyName,
    ).map(({ person }) => person),
  );

/** Those whom a few letters may mean: initials first, then whom the name means, then beginnings of names, then parts of them. */
export const found = (typed: string, all: readonly Somebody[]): readonly Somebody[] => {
  const wanted = folded(typed);
  if (wanted === '') return all;
  const named = meant(typed, all);
  const ranked = all.flatMap((one) => {
    const rank = named.has(one.person) ? 0 : rankOf(wanted, one.known);
    return rank === null ? [] : [{ one, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
};
const rankOf = (wanted: string, { names, initials }: Known): number | null => {
  if (initials.some((own) => folded(own) === wanted)) return 0;
  const all = names.map(folded);
  if (all.some((name) => name === wanted)) return 1;
  if (all.some((name) => name.startsWith(wanted))) return 2;
  const parts = all.flatMap((name) => name.split(' '));
  if (parts.includes(wanted)) return 3;
  if (parts.some((part) => part.startsWith(wanted))) return 4;
  if (initials.some((own) => folded(own).startsWith(wanted))) return 5;
  // Two words that begin inside another name are another name: Ann Lee is no part of Joann Lee.
  return all.some((name) => name.includes(wanted.includes(' ') ? ` ${wanted}` : wanted)) ? 6 : null;
};

/** A name as it is typed in a list: `Nick Hodgson (NH), Derbyshire CC`. */
export type Typed = {
  readonly name: string;
  readonly initials: string | null;
  readonly of: string | null;
  /** What is typed is no name: somebody whom nobody can name yet. */
  readonly described?: boolean;
};
export const typedPerson = (line: string): Typed => {
  const [printed = '', ...rest] = line.split(',');
  const { name, initials } = withInitials(printed.trim());
  return { name, initials, of: rest.join(',').trim() || null };
};

/** What of a typed line is printed: a name that is theirs, as it was written, and not the few letters by which they were found. */
export type AsTyped = { readonly name: string | null; readonly initials: string | null; readonly of: string | null };
export const asPrinted = (line: Typed, known: Known | null): AsTyped => {
  const isName = known === null || (!known.initials.includes(line.name) && matching(line.name, [known], byAnyName).length > 0);
  return { ...line, name: isName && /^\p{Lu}/u.test(line.name) ? line.name : null };
};

/** Whether a line is offered as somebody new, and whether that is what it most likely means: nobody is introduced twice by half a name. */
export const newcomer = (line: Typed, matches: readonly Somebody[], all: readonly Somebody[]): 'no' | 'perhaps' | 'likely' => {
  const isTheirs = ({ known }: Somebody) =>
    known.initials.includes(line.name) || known.names.some((name) => folded(name) === folded(line.name));
  if (line.name === '' || matches.some(isTheirs)) return 'no';
  const isWritten = line.of !== null || line.initials !== null;
  return matches.length === 0 || (isWritten && meant(line.name, all).size !== 1) ? 'likely' : 'perhaps';
};
