import { fold } from '#kernel/fold.js';
import { minutes, newestVersion } from '#domain/minutes/index.js';
import type { MeetingKnown } from '#registers/book/queries.js';
import type { Moment } from '#registers/register-file.js';
import { whenOf } from '../as-of.js';
import { namesAt } from '../meeting-minutes.js';
import type { MinuteBook } from '../minute-book.js';
import { readStream } from '../reading.js';
import type { DecisionToFollow, MeetingDesk, MeetingWithPaper, NamesOf } from './answers.js';
import { boardAt, meetingAt } from './found-at.js';
import { addressesAt, byId } from './home.js';
import { shownStream } from './shown-stream.js';
import { takingOn } from './taking.js';

/** A meeting by itself, as far as its desk holds it. @param board slug or id @param date the date, `2010-01-20-2`, or the id of the meeting */
export type MeetingItself = Omit<MeetingDesk, 'names' | 'meetings' | 'actions' | 'decisions'>;
export const meetingItself = async (book: MinuteBook, board: string, date: string, moment: Moment): Promise<MeetingItself> => {
  const { registers, store } = book;
  // One end of the log for all of it: what is recorded meanwhile is news.
  const head = moment.at ?? (await store.head());
  await registers.reached(head);
  const when = whenOf(moment);
  const upTo = { ...when, at: head };
  const addresses = addressesAt(book, when);
  const known = boardAt(addresses, board);
  const meeting = meetingAt(addresses, known.board, date);
  const stream = `meeting-${meeting.meeting}`;
  const own = await shownStream(book, stream, upTo);
  const paper = await shownStream(book, `minutes-${meeting.meeting}`, upTo);
  const theirs = await readStream(store, `board-${known.board}`, head);
  return {
    meeting,
    stream,
    board: { id: known.board, name: known.name, revision: theirs.revision },
    address: addresses.meeting(meeting.meeting)!,
    head,
    entries: own.entries,
    paper: paper.entries,
    paperRevision: paper.revision,
    people: registers.people(when),
    taking: takingOn(known.board, theirs.recorded, meeting.date),
  };
};

/** With all that it may name or take up. Parameters as of {@link meetingItself}. @throws Refused */
export const meetingDesk = async (book: MinuteBook, board: string, date: string, moment: Moment): Promise<MeetingDesk> => {
  const itself = await meetingItself(book, board, date, moment);
  const { registers, store } = book;
  const when = whenOf(moment);
  const theirs = await readStream(store, `board-${itself.board.id}`, itself.head);
  const ofBoard = {
    meetings: registers.meetings(itself.board.id, when),
    actions: registers.actions({ board: itself.board.id, status: 'open' }, when),
    decisions: toFollow(book, itself.board.id, moment),
  };
  const cited = idsIn([itself.entries, itself.paper, theirs.recorded, ofBoard]);
  return {
    ...itself,
    names: namesOf(book, cited, moment),
    meetings: await Promise.all(ofBoard.meetings.map((one) => withPaper(book, one, itself.head))),
    actions: ofBoard.actions,
    decisions: ofBoard.decisions,
  };
};

const toFollow = ({ registers }: MinuteBook, board: string, moment: Moment): readonly DecisionToFollow[] => {
  const when = whenOf(moment);
  const open = registers.openConditions(board, when);
  return registers
    .decisions({ board }, when)
    .filter(({ force, implemented }) => !implemented && (force === 'in force' || force === 'conditional'))
    .map((decision) => ({
      ...decision,
      openConditions: open.filter((one) => one.decision === decision.id).map(({ condition, words }) => ({ condition, words })),
    }));
};

const withPaper = async ({ store }: MinuteBook, meeting: MeetingKnown, at: number): Promise<MeetingWithPaper> => {
  if (meeting.minutes.version === null) return { ...meeting, sent: null };
  const { standing, revision, open } = await readStream(store, `minutes-${meeting.meeting}`, at);
  const newest = newestVersion(fold(minutes, standing));
  if (!newest) return { ...meeting, sent: null };
  const digest = open(newest.digest);
  const { version, meetingRevision } = newest;
  return {
    ...meeting,
    sent: { version, digest: typeof digest === 'string' ? null : digest.words, meetingRevision, minutesRevision: revision },
  };
};

const anId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const idsIn = (shown: unknown): ReadonlySet<string> => new Set(JSON.stringify(shown).match(anId));

/** Everybody in the book by name, and whatever else is cited. */
const namesOf = (book: MinuteBook, cited: ReadonlySet<string>, moment: Moment): NamesOf => {
  const name = namesAt(book, moment);
  const everybody = book.registers.people(whenOf(moment)).flatMap(({ person, records }) => [person, ...records]);
  const of = (noun: keyof NamesOf, ids: Iterable<string>) =>
    byId(ids, (id) => {
      const opened = name(id, noun);
      return typeof opened === 'string' ? null : opened.words;
    });
  return {
    person: of('person', everybody),
    organisation: of('organisation', cited),
    board: of('board', cited),
    meeting: of('meeting', cited),
    decision: of('decision', cited),
    action: of('action', cited),
  };
};
