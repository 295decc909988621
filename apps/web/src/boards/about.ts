import type { PersonKnown } from '#registers/book/queries.js';
import type { BoardDesk, DeskHome } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import type { Offering } from '../compose/offers.js';
import { factOf } from '../room/shown.js';
import { said, namedHere, type BoardRead, type Called } from './read.js';

/** The stream that a form writes to, as far as this desk holds it, and what an entry of it may name. */
export type About = {
  readonly stream: string;
  readonly entries: readonly ShownEntry[];
  readonly board: BoardRead | null;
  readonly people: readonly PersonKnown[];
  readonly offering: Offering;
};

type Names = Partial<Offering['desk']['names']>;
const offering = (named: (noun: string) => readonly Called[], meetings: BoardDesk['meetings'], names: Names): Offering => ({
  item: null,
  candidates: (noun) => named(noun).map(({ entry, id, name }) => ({ id, words: name, item: null, entry })),
  desk: {
    meetings: meetings.map((one) => ({ ...one, sent: null })),
    actions: [],
    decisions: [],
    names: { person: {}, organisation: {}, board: {}, meeting: {}, decision: {}, action: {}, ...names },
  },
});
const boardNames = (boards: DeskHome['boards']) =>
  Object.fromEntries(boards.map(({ board, name }) => [board, name ?? 'a board without a name']));

export const aboutBoard = (board: BoardRead): About => ({
  stream: board.stream,
  entries: board.desk.entries,
  board,
  people: board.desk.people,
  offering: offering((noun) => namedHere(board, noun), board.desk.meetings, { board: boardNames(board.desk.boards) }),
});

/** A board that is about to be established. */
export const aboutNewBoard = (stream: string, { boards, people }: DeskHome): About => ({
  stream,
  entries: [],
  board: null,
  people,
  offering: offering(() => [], [], { board: boardNames(boards) }),
});

/** One record of a person, seen from a board. @param entries all of its stream */
export const aboutPerson = (stream: string, entries: readonly ShownEntry[], board: BoardRead): About => ({
  stream,
  entries,
  board,
  people: board.desk.people,
  offering: offering((noun) => (noun === 'spelling' ? spellingsIn(entries) : []), board.desk.meetings, {
    board: boardNames(board.desk.boards),
    organisation: Object.fromEntries(board.organisations.map(({ id, name }) => [id, name])),
  }),
});

const spellingsIn = (entries: readonly ShownEntry[]): readonly Called[] =>
  entries
    .map(factOf)
    .filter(({ type }) => type === 'SpellingAdded')
    .map(({ data, entry }) => ({ entry: entry.id, id: data.spellingId as string, name: said(data.spelling) ?? '' }));

/** A meeting of this board, which the server alone judges. */
export const aboutMeeting = (meeting: string, board: BoardRead): About => ({
  ...aboutBoard(board),
  stream: `meeting-${meeting}`,
  entries: [],
});

/** What a thing is called, whatever its noun, as this desk knows it. */
export const callOf =
  ({ board, offering: { desk, candidates } }: About) =>
  (noun: string, id: string): string => {
    if (noun === 'person') return board?.nameOf(id) ?? 'somebody unnamed';
    if (noun === 'meeting') return desk.meetings.find(({ meeting }) => meeting === id)?.name ?? 'a meeting';
    const named = desk.names[noun as keyof typeof desk.names] as Readonly<Record<string, string>> | undefined;
    return named?.[id] ?? candidates(noun).find((one) => one.id === id)?.words ?? `a ${noun} that no longer stands`;
  };
