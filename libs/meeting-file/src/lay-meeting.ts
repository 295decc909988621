import { text } from '#kernel/text.js';
import type { BoardKnown, Book } from './book.js';
import { symbol, type Draft } from './draft.js';
import { printedList } from './actions.js';
import type { Problems, Written } from './errors.js';
import { maybeText } from './fact.js';
import type { MeetingSaid } from './grammar.js';
import { isInferred, recordedAs } from './how.js';
import { layAgenda, layItems } from './lay-item.js';
import { layApology, layList } from './lay-people.js';
import { folded } from '#domain/printed/names.js';
import { Paper, type How, type Note } from './paper.js';
import { organisationIn, rosterOf, type OnRoster } from './roster.js';

/** A meeting file laid down as commands whose ids are not known yet, in the order in which they are to be sent. */
export type Laid = { readonly drafts: readonly Draft[]; readonly notes: readonly Note[] };

/** A run of the import, from 1: the file that it reads, and why it amends the one before. */
export type Run = { readonly run: number; readonly reason: string | null; readonly source: string };

/** @param meetingId the meeting's random id. */
export const layMeeting = (said: MeetingSaid, { run, reason, source }: Run, meetingId: string, book: Book, problems: Problems): Laid => {
  const board = boardNamed(said, book);
  const roster = rosterOf(said, book, board, meetingId);
  const organisations = organisationsOf(roster.people, board);
  const paper = new Paper(problems, roster, book, board, meetingId, said.meeting!.date, said.zone?.zone ?? null, organisations.ids);
  const how: How = { line: 1, recorded: recordedAs(said.recorded)!, occurred: null };
  layBoard(said, board, meetingId, how, paper);
  for (const { draft } of organisations.named) paper.drafts.push({ ...how, ...draft, of: boardIdOf(board) });
  for (const person of roster.people) layPerson(person, board, how, paper);
  paper.add('file', how, 'ReadMeetingFile', { run, reason: reason === null ? null : text(reason), commands: null, file: text(source) });
  layHead(said, how, paper);
  layEntries(said, how, paper);
  for (const [label, { line }] of paper.leads)
    problems.add(
      line,
      'file.action-unknown',
      `No action ${label} is written after this.`,
      'An action stands after the decision that it arises from.',
    );
  return { drafts: paper.drafts, notes: paper.notes };
};

export const boardNamed = (said: MeetingSaid, book: Book): BoardKnown | null => {
  const names = [said.board!.words, ...(said['also called'] ?? []).map(({ words }) => words)].map(folded);
  const fits = (name: string) => book.boards().filter((one) => [one.name, ...one.also].some((known) => folded(known) === name));
  const [first] = names.map(fits).find((found) => found.length > 0) ?? [];
  return first ?? null;
};
const boardIdOf = (board: BoardKnown | null) => board?.boardId ?? symbol('board', 'board');

const layBoard = (said: MeetingSaid, board: BoardKnown | null, meetingId: string, how: How, paper: Paper) => {
  const of = boardIdOf(board);
  const add = (place: string, verb: string, data: object, line: number) =>
    paper.drafts.push({ place, kind: 'board', of, verb, data, ...how, line });
  const { words: name, line } = said.board!;
  const kind = said['kind of board'] ?? 'not stated';
  if (!board) add('board', 'EstablishBoard', { name: text(name), kind, parent: null, quorum: null, on: null }, line);
  const { date, label, line: named } = said.meeting!;
  const sitting = { sittingId: symbol('sitting', 'sitting'), meeting: meetingId, date, label, kind: said.kind, mentioned: null };
  add('sitting', 'NameSitting', sitting, named);
  const known = [board?.name ?? name, ...(board?.also ?? [])].map(folded);
  for (const [n, alias] of [said.board!, ...(said['also called'] ?? [])].entries())
    if (!known.includes(folded(alias.words)))
      add(`also/${n}`, 'NameBoardAlso', { name: text(alias.words), from: null, until: null }, alias.line);
};

/** Organisations in the order of the file, those that the book does not hold yet with a place of their own. */
const organisationsOf = (people: readonly OnRoster[], board: BoardKnown | null) => {
  const all: Written[] = [];
  for (const one of people.flatMap(({ organisations }) => organisations))
    if (!all.some((other) => folded(other.words) === folded(one.words))) all.push(one);
  const named = all.flatMap((one, n) => (organisationIn(board, one.words) === null ? [organisation(one, n)] : []));
  const idOf = (name: string) => named.find((one) => folded(one.name) === folded(name))?.id ?? organisationIn(board, name)!;
  const ids = new Map(people.flatMap(({ organisations }) => organisations.map(({ words }) => [words, idOf(words)] as const)));
  return { named, ids };
};
const organisation = ({ words, line }: Written, n: number) => {
  const place = `organisation/${n}`;
  const id = symbol('organisation', place);
  return {
    name: words,
    id,
    draft: { place, kind: 'board' as const, verb: 'NameOrganisation', data: { organisationId: id, name: text(words) }, line },
  };
};

const layPerson = ({ person, known, place, printed, several, ...one }: OnRoster, board: BoardKnown | null, how: How, paper: Paper) => {
  if (several.length > 0) return twoOfOneName(printed, several.length, paper);
  const add = (under: string, verb: string, data: object) =>
    paper.drafts.push({ place: `${place}${under}`, kind: 'person', of: person, verb, data, ...how, line: printed.line });
  if (!known) add('', 'IntroducePerson', { name: text(printed.words), description: null });
  const scope = { board: boardIdOf(board) };
  const spelt = (spelling: string) => known?.name === spelling || known?.spellings.some((other) => other.spelling === spelling);
  const spellings = [
    ...one.initials.map((spelling) => ({ spelling, kind: 'initials' })),
    ...one.also.map((spelling) => ({ spelling, kind: 'spelling' })),
  ];
  for (const [n, { spelling, kind }] of spellings.entries())
    if (!spelt(spelling))
      add(`/spelling/${n}`, 'AddSpelling', { spellingId: symbol('spelling', `${place}/${n}`), spelling: text(spelling), kind, scope });
  for (const [n, { words }] of one.organisations.entries()) {
    const organisation = paper.organisations.get(words)!;
    const again = one.organisations.findIndex((other) => folded(other.words) === folded(words)) < n;
    if (!again && !known?.organisations.includes(organisation))
      add(`/organisation/${n}`, 'RepresentOrganisation', { organisation, board: boardIdOf(board), from: null, until: null });
  }
};
const twoOfOneName = ({ words, line }: Written, many: number, paper: Paper) =>
  void paper.problems.add(
    line,
    'file.name-ambiguous',
    `The book holds ${many} people called "${words}".`,
    'Write the organisation that only one of them attends for, or give one of them another spelling in the book.',
  );

const layEntries = (said: MeetingSaid, how: How, paper: Paper) => {
  layAgenda(said.items ?? [], how, paper);
  for (const [n, list] of (said.present ?? []).entries()) {
    paper.under(`present/${n}`);
    layList(list, how, paper);
  }
  paper.under('apologies');
  for (const apology of said.apologies ?? []) layApology(apology, how, paper);
  if (said.chair) {
    const known = isInferred(said, 'chair') === undefined ? 'stated' : 'inferred';
    paper.add('chair', { ...how, line: said.chair.line }, 'TakeChair', { person: paper.person(said.chair), as: 'not stated', known });
  }
  layItems(said.items ?? [], how, paper);
  paper.takeUp('');
  for (const [n, list] of (said['printed lists'] ?? []).entries()) {
    paper.under(`printed/${n}`);
    printedList(list, how, paper);
  }
};

const layHead = (said: MeetingSaid, how: How, paper: Paper) => {
  const { date, label, line } = said.meeting!;
  paper.add('meeting', { ...how, line }, 'ScheduleMeeting', {
    board: boardIdOf(paper.board),
    date,
    start: said.start?.clock ?? null,
    end: said.end?.clock ?? null,
    zone: said.zone?.zone ?? null,
    place: maybeText(said.place),
    kind: said.kind,
    label,
    title: (said.title ?? []).map(({ words }) => text(words)),
  });
  paper.under('remarks');
  const unstated = [...(said['not stated'] ?? []).map(({ words }) => words), ...said.unstated];
  const remarks = [...(unstated.length > 0 ? [`Not stated: ${unstated.join(', ')}`] : []), ...(said.sic ?? []).map(({ words }) => words)];
  for (const words of remarks) paper.add(paper.next(), how, 'Remark', { entry: null, words: text(words), meeting: null });
};
