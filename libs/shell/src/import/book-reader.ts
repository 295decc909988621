import type { Fact } from '#kernel/entry.js';
import type { Text } from '#kernel/text.js';
import type { EventStore, Position } from '#event-store/port.js';
import type { Book, BoardKnown, MeetingKnown, PersonKnown } from '#meeting-file/book.js';
import { readStream, type Read } from '../reading.js';

/** Which streams there are to read: their ids. */
export type Known = { readonly boards: readonly string[]; readonly people: readonly string[] };

/** What the planner of a meeting file asks of the log, as it was known at a position. */
export const readBook = async (
  store: EventStore,
  known: Known,
  at?: Position,
): Promise<Book & { readonly load: (id: string) => Promise<void> }> => {
  const read = (kind: string, id: string) => readStream(store, `${kind}-${id}`, at);
  const boards = (await Promise.all(known.boards.map(async (id) => boardKnown(id, await read('board', id))))).flatMap(theOne);
  const people = peopleKnown(await Promise.all(known.people.map(async (id) => [id, await read('person', id)] as const)));
  const meetings = new Map<string, MeetingKnown | null>();
  return {
    boards: () => boards,
    people: () => people,
    meeting: (id) => {
      const found = meetings.get(id);
      if (found === undefined) throw new NotLoaded(id);
      return found;
    },
    load: async (id) => void meetings.set(id, meetingKnown(await read('meeting', id))),
  };
};

/** A planner cannot wait: what it asks for and nobody has read yet is read, and then it is asked again. */
export class NotLoaded extends Error {
  constructor(readonly meetingId: string) {
    super(`The meeting ${meetingId} has not been read.`);
    this.name = 'NotLoaded';
  }
}

const theOne = <T>(one: T | null): readonly T[] => (one === null ? [] : [one]);
const wordsOf = ({ open }: Read, text: Text | null): string | null => {
  const opened = text && open(text);
  return opened === null || typeof opened === 'string' ? null : opened.words;
};
const dataOf = ({ standing }: Read, type: string) => standing.filter((fact) => fact.type === type).map(({ data }) => data);

const boardKnown = (boardId: string, read: Read): BoardKnown | null => {
  const [established] = dataOf(read, 'BoardEstablished');
  if (!established) return null;
  const matched = new Map<string, string>(dataOf(read, 'SittingMatched').map(({ sitting, meeting }) => [sitting, meeting]));
  const moved = new Map<string, string | null>(dataOf(read, 'SittingMoved').map(({ sitting, date }) => [sitting, date]));
  return {
    boardId,
    name: wordsOf(read, established.name) ?? '',
    also: dataOf(read, 'BoardAliased').flatMap(({ name }) => theOne(wordsOf(read, name))),
    organisations: dataOf(read, 'OrganisationNamed').flatMap(({ organisationId, name }) =>
      theOne(wordsOf(read, name)).map((words) => ({ organisationId, name: words })),
    ),
    sittings: dataOf(read, 'SittingNamed').map(({ sittingId, meeting, date, label }) => ({
      meetingId: matched.get(sittingId) ?? meeting,
      date: moved.has(sittingId) ? moved.get(sittingId)! : date,
      label,
    })),
  };
};

/** Of records that were joined, the one to go on with has the spellings of all. */
const peopleKnown = (reads: readonly (readonly [id: string, read: Read])[]): readonly PersonKnown[] => {
  const goesOnAs = new Map<string, string>();
  for (const [id, read] of reads)
    for (const { type, data } of read.standing) {
      if (type === 'PersonJoined') goesOnAs.set(data.other, id);
      if (type === 'PersonParted') goesOnAs.delete(data.other);
    }
  const lastOf = (id: string, seen: readonly string[] = []): string => {
    const next = goesOnAs.get(id);
    return next === undefined || seen.includes(next) ? id : lastOf(next, [...seen, id]);
  };
  const each = reads.flatMap(([id, read]) => theOne(personKnown(id, read)));
  return each
    .filter(({ personId }) => lastOf(personId) === personId)
    .map((person) => ({
      ...person,
      spellings: each.filter(({ personId }) => lastOf(personId) === person.personId).flatMap((one) => spellingsOf(one, person)),
      organisations: each.filter(({ personId }) => lastOf(personId) === person.personId).flatMap(({ organisations }) => organisations),
    }));
};
const spellingsOf = (one: PersonKnown, main: PersonKnown): PersonKnown['spellings'] =>
  one === main || one.name === null
    ? one.spellings
    : [...one.spellings, { spelling: one.name, kind: 'spelling', scope: { everywhere: true } }];

const personKnown = (personId: string, read: Read): PersonKnown | null => {
  const [introduced] = dataOf(read, 'PersonIntroduced');
  if (!introduced) return null;
  const withdrawn = new Set(dataOf(read, 'SpellingWithdrawn').map(({ spelling }) => spelling));
  return {
    personId,
    name: wordsOf(read, dataOf(read, 'PersonIdentified').at(-1)?.name ?? introduced.name),
    spellings: dataOf(read, 'SpellingAdded')
      .filter(({ spellingId }) => !withdrawn.has(spellingId))
      .flatMap(({ spelling, kind, scope }) => theOne(wordsOf(read, spelling)).map((words) => ({ spelling: words, kind, scope }))),
    organisations: dataOf(read, 'OrganisationRepresented').map(({ organisation }) => organisation),
  };
};

const meetingKnown = (read: Read): MeetingKnown | null => {
  const [scheduled] = dataOf(read, 'MeetingScheduled');
  if (!scheduled) return null;
  return {
    boardId: scheduled.board,
    files: dataOf(read, 'MeetingFileRead').map(({ run, file, reason }) => ({
      run,
      file: wordsOf(read, file),
      reason: wordsOf(read, reason),
    })),
    corrections: read.recorded.flatMap(correctionKnown),
    actions: dataOf(read, 'ActionRaised').map(({ actionId, label }) => ({ actionId, label })),
    votes: read.standing.flatMap(({ data, entry }) => ('entitled' in data ? [{ entry: entry.id, entitled: data.entitled }] : [])),
  };
};
const correctionKnown = ({ type, data, entry }: Fact) =>
  type === 'PutRight' || type === 'StruckOut' ? [{ id: entry.id, entry: data.entry as string, struck: type === 'StruckOut' }] : [];
