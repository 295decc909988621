/** Spelled alike for the eye: capitals, spaces, quotes and dots do not tell two names apart. */
export const folded = (name: string) =>
  name
    .normalize('NFC')
    .replace(/[‘’ʼ`]/g, "'")
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const titles: Readonly<Record<string, string>> = {
  councillor: 'councillor',
  cllr: 'councillor',
  clr: 'councillor',
  mr: 'mr',
  mrs: 'mrs',
  ms: 'ms',
  miss: 'miss',
  mx: 'mx',
  dr: 'dr',
  doctor: 'dr',
  prof: 'professor',
  professor: 'professor',
  rev: 'reverend',
  reverend: 'reverend',
  sir: 'sir',
  dame: 'dame',
  lord: 'lord',
  lady: 'lady',
  baroness: 'baroness',
  alderman: 'alderman',
};
const honours = new Set(['obe', 'mbe', 'cbe', 'kbe', 'dbe', 'kcb', 'cb', 'qpm', 'mp', 'mep', 'jp', 'dl', 'kc', 'qc', 'frsa', 'phd', 'bem']);

export type Name = { readonly title: string | null; readonly first: string; readonly surname: string };
/** "Cllr Martin Hill OBE" is a councillor, martin, hill. Titles are folded to one spelling, honours left out. */
export const nameOf = (printed: string): Name => {
  const parts = folded(printed).split(' ');
  while (parts.length > 1 && honours.has(parts.at(-1)!)) parts.pop();
  const title = parts.length > 1 ? (titles[parts[0]!] ?? null) : null;
  if (title !== null) parts.shift();
  return { title, first: parts.slice(0, -1).join(' '), surname: parts.at(-1) ?? '' };
};

/** Somebody who may be meant: printed names and other spellings, and initials, which are compared exactly. */
export type Candidate = { readonly names: readonly string[]; readonly initials: readonly string[] };
type Fits = (printed: string, one: Candidate) => boolean;

const asWritten: Fits = (printed, one) => one.names.some((name) => folded(name) === folded(printed));
const byInitials: Fits = (printed, one) => one.initials.includes(printed);
const withoutHonours: Fits = (printed, { names }) => {
  const { title, first, surname } = nameOf(printed);
  return first !== '' && names.map(nameOf).some((name) => name.title === title && name.first === first && name.surname === surname);
};
const withoutTitle: Fits = (printed, { names }) => {
  const { title, first, surname } = nameOf(printed);
  return title === null && first !== '' && names.map(nameOf).some((name) => name.first === first && name.surname === surname);
};
const titleAndSurname: Fits = (printed, { names }) => {
  const { title, first, surname } = nameOf(printed);
  return title !== null && first === '' && names.map(nameOf).some((name) => name.title === title && name.surname === surname);
};

/** A full name is enough to know somebody again whom the book holds; an ambiguous one is never guessed. */
export const byFullName: readonly Fits[] = [asWritten, withoutHonours];
/** Within a meeting a short form will do if it fits one only. */
export const byAnyName: readonly Fits[] = [asWritten, byInitials, withoutHonours, withoutTitle, titleAndSurname];

/** All who fit by the first way in which anybody does. */
export const matching = <C extends Candidate>(printed: string, candidates: readonly C[], ways: readonly Fits[]): readonly C[] => {
  for (const fits of ways) {
    const found = candidates.filter((one) => fits(printed, one));
    if (found.length > 0) return found;
  }
  return [];
};

/** "Chris Allison (CA)" is a name and its initials. */
export const withInitials = (printed: string): { readonly name: string; readonly initials: string | null } => {
  const [, name, initials] = /^(.+?)\s*\(([A-Z][A-Za-z]{0,4})\)$/.exec(printed) ?? [];
  return name === undefined ? { name: printed, initials: null } : { name, initials: initials! };
};
