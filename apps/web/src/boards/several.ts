import type { Sending } from '../net/send.js';
import { everybody, found, newcomer, typedPerson, type Somebody, type Typed } from '../compose/people.js';
import { newId } from '../room/intent.js';
import type { BoardRead } from './read.js';

/** One pasted line: who is meant, as far as the book knows, and what would be new. */
export type PersonLine = {
  readonly line: string;
  readonly typed: Typed;
  /** Whom it may mean, the likeliest first; nobody: somebody new. */
  readonly matches: readonly Somebody[];
  /** Who is taken unless somebody else is chosen; null is somebody new. */
  readonly likely: string | null;
  /** The organisation of this board that is meant; null where none is named, or a new one. */
  readonly organisation: string | null;
};

/** `Name (initials), Organisation`, one a line. */
export const linesRead = (text: string, board: BoardRead): readonly PersonLine[] => {
  const people = everybody(board.desk.people, new Set(board.members.map(({ person }) => person)), new Map());
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => typedPerson(line).name !== '')
    .map((line) => {
      const typed = typedPerson(line);
      const matches = found(typed.name, people).slice(0, 5);
      const isNew = matches.length === 0 || newcomer(typed, matches, people) === 'likely';
      return { line, typed, matches, likely: isNew ? null : matches[0]!.person, organisation: organisationOf(typed.of, board) };
    });
};

const organisationOf = (name: string | null, { organisations }: Pick<BoardRead, 'organisations'>): string | null =>
  organisations.find((one) => name !== null && one.name.toLowerCase() === name.toLowerCase())?.id ?? null;

/** A person as the book will know her: who she is, what she is called, and whom she attends for at this board. */
export const introducing = (person: string, isNew: boolean, typed: Typed, board: BoardRead): readonly Sending[] => {
  const stream = `person-${person}`;
  const { board: at } = board;
  const known = board.calledOf(person).some(({ written }) => written === typed.initials);
  const organisation = organisationOf(typed.of, board);
  const organisationId = organisation ?? newId();
  const attends = board.attendsFor(person).some((one) => one.organisation === organisation);
  const spelling = { spellingId: newId(), spelling: typed.initials, kind: 'initials', scope: { board: at } };
  return [
    ...(isNew ? [{ stream, verb: 'IntroducePerson', data: { name: typed.name } }] : []),
    ...(typed.initials !== null && !known ? [{ stream, verb: 'AddSpelling', data: spelling }] : []),
    ...(typed.of !== null && organisation === null
      ? [{ stream: board.stream, verb: 'NameOrganisation', data: { organisationId, name: typed.of } }]
      : []),
    ...(typed.of !== null && !attends
      ? [{ stream, verb: 'RepresentOrganisation', data: { organisation: organisationId, board: at, from: null, until: null } }]
      : []),
  ].map((one) => ({ ...one, id: newId() }));
};

export type Appointing = { readonly as: string; readonly from: string | null };

/** All that one line records, in the order in which it must be: its ids are made once, so that it can be sent again. */
export const appointing = (
  person: string | null,
  { typed }: PersonLine,
  { as, from }: Appointing,
  board: BoardRead,
): readonly Sending[] => {
  const id = person ?? newId();
  const appointed = { appointmentId: newId(), person: id, as, from, known: 'stated' };
  return [...introducing(id, person === null, typed, board), { id: newId(), stream: board.stream, verb: 'Appoint', data: appointed }];
};
