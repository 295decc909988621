import type { BoardKnown, Book, PersonKnown } from './book.js';
import type { Written } from './errors.js';
import type { MeetingSaid, PersonSaid } from './grammar.js';
import { byAnyName, byFullName, folded, matching, withInitials, type Candidate } from '#domain/printed/names.js';
import { symbol } from './draft.js';

/** Somebody whom this file names with a place of his own: in a list, in the apologies, or under `people`. */
export type OnRoster = Candidate & {
  /** The id in the book, or the symbol of one to be introduced. */
  readonly person: string;
  readonly known: PersonKnown | null;
  readonly place: string;
  readonly printed: Written;
  readonly organisations: readonly Written[];
  /** Other spellings that the file gives. */
  readonly also: readonly string[];
  /** Several in the book whom the name fits: none of them is taken. */
  readonly several: readonly PersonKnown[];
};
export type Found = { readonly person: string } | { readonly several: readonly string[] } | null;

type Mention = {
  readonly printed: Written;
  readonly initials: string | null;
  readonly also: readonly string[];
  readonly of: Written | null;
};

/** Everybody the file gives a place, in its order; a name printed twice is one person. */
const mentionsIn = (said: MeetingSaid): readonly Mention[] => {
  const people = [
    ...(said.people ?? []),
    ...(said.present ?? []).flatMap((list) => list.people ?? []),
    ...(said.apologies ?? []),
    ...(said.items ?? []).flatMap((item) => item.apologies ?? []),
  ];
  const stoodInFor = people.flatMap(({ said: details }) => details?.['substituted for'] ?? []);
  return [...people.map(mentionOf), ...stoodInFor.map((printed) => ({ printed, initials: null, also: [], of: null }))];
};
const mentionOf = ({ name, said }: PersonSaid): Mention => {
  const { name: words, initials } = withInitials(name.words);
  return { printed: { words, line: name.line }, initials, also: (said?.also ?? []).map((one) => one.words), of: said?.of ?? null };
};

export class Roster {
  constructor(
    readonly people: readonly OnRoster[],
    private readonly others: readonly (Candidate & { readonly person: string })[],
  ) {}

  /** Whom a name in this meeting means: somebody on the roster first, else somebody whom the book holds. */
  find(printed: string): Found {
    for (const candidates of [this.people, this.others] as const) {
      const found = matching(printed, candidates, byAnyName);
      if (found.length === 1) return { person: found[0]!.person };
      if (found.length > 1) return { several: found.map((one) => one.names[0]!) };
    }
    return null;
  }
}

export const rosterOf = (said: MeetingSaid, book: Book, board: BoardKnown | null, meetingId: string): Roster => {
  const known = book.people().map((one) => ({ ...candidateOf(one, board, meetingId), known: one, person: one.personId }));
  const people: OnRoster[] = [];
  for (const group of grouped(mentionsIn(said))) people.push(onRoster(group, `person/${people.length}`, known, board));
  const taken = new Set(people.map(({ person }) => person));
  return new Roster(
    people,
    known.filter(({ person }) => !taken.has(person)),
  );
};

const candidateOf = ({ name, spellings }: PersonKnown, board: BoardKnown | null, meetingId: string): Candidate => {
  const here = spellings.filter(({ scope }) =>
    'board' in scope ? scope.board === board?.boardId : 'meeting' in scope ? scope.meeting === meetingId : true,
  );
  const of = (initials: boolean) => here.filter(({ kind }) => (kind === 'initials') === initials).map(({ spelling }) => spelling);
  return { names: [...(name === null ? [] : [name]), ...of(false)], initials: of(true) };
};

const grouped = (mentions: readonly Mention[]): readonly (readonly Mention[])[] => {
  const groups: { names: string[]; mentions: Mention[] }[] = [];
  for (const mention of mentions) {
    const same = groups.find(({ names }) => matching(mention.printed.words, [{ names, initials: [] }], byFullName).length > 0);
    const group = same ?? { names: [], mentions: [] };
    if (!same) groups.push(group);
    group.names.push(mention.printed.words, ...mention.also);
    group.mentions.push(mention);
  }
  return groups.map((group) => group.mentions);
};

type Known = Candidate & { readonly known: PersonKnown; readonly person: string };
const onRoster = (group: readonly Mention[], place: string, known: readonly Known[], board: BoardKnown | null): OnRoster => {
  const first = group[0]!;
  const organisations = group.flatMap(({ of }) => of ?? []);
  const fitting = narrowed(matching(first.printed.words, known, byFullName), organisations, board);
  const one = fitting.length === 1 ? fitting[0]! : null;
  return {
    person: one?.person ?? symbol('person', place),
    known: one?.known ?? null,
    place,
    printed: first.printed,
    organisations,
    also: [...new Set(group.flatMap(({ also }) => also))],
    several: fitting.length > 1 ? fitting.map((candidate) => candidate.known) : [],
    names: [...new Set([...group.flatMap(({ printed, also }) => [printed.words, ...also]), ...(one?.names ?? [])])],
    initials: [...new Set([...group.flatMap(({ initials }) => initials ?? []), ...(one?.initials ?? [])])],
  };
};

/** Two people of one name are told apart by the organisation, if only one of them attends for it. */
const narrowed = (fitting: readonly Known[], organisations: readonly Written[], board: BoardKnown | null): readonly Known[] => {
  if (fitting.length < 2) return fitting;
  const ids = organisations.map(({ words }) => organisationIn(board, words));
  const fromThere = fitting.filter(({ known }) => known.organisations.some((id) => ids.includes(id)));
  return fromThere.length === 1 ? fromThere : fitting;
};

export const organisationIn = (board: BoardKnown | null, name: string): string | null =>
  board?.organisations.find((one) => folded(one.name) === folded(name))?.organisationId ?? null;
