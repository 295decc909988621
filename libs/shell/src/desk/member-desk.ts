import { fold } from '#kernel/fold.js';
import { meetingFold } from '#domain/meeting/fold.js';
import { compareDates } from '#domain/partial-dates.js';
import type { When } from '#registers/ask.js';
import type { Cell } from '#registers/attendance-sheet/queries.js';
import type { MeetingKnown, PersonKnown } from '#registers/book/queries.js';
import type { InterestKnown } from '#registers/interests/queries.js';
import type { Moment } from '#registers/register-file.js';
import type { Addresses } from '../addresses.js';
import { whenOf } from '../as-of.js';
import type { MinuteBook } from '../minute-book.js';
import { changesSinceSent } from '../minutes-changes.js';
import { personNamed } from '../named.js';
import { readStream } from '../reading.js';
import type { ItemToCome, MemberDesk, MyDecision, MyMeeting, MyNextMeeting, PaperAttached } from './answers.js';
import { addressesAt } from './home.js';
import { myActions } from './my-actions.js';

/** @param asked the id of any joined record, or a name @throws Refused */
export const memberDesk = async (book: MinuteBook, asked: string, moment: Moment): Promise<MemberDesk> => {
  const { registers } = book;
  const when = whenOf(moment);
  const person = whoIs(book, asked, when);
  const addresses = addressesAt(book, when);
  const mine = new Set(registers.boardsOf(person.person, when));
  const boards = registers.boards(when).filter(({ board }) => mine.has(board));
  const meetings = [...mine].flatMap((board) => registers.meetings(board, when));
  const coming = meetings.filter((one) => isComing(one, moment.on)).sort(bySoonest);
  const past = meetings.filter((one) => !coming.includes(one)).sort((a, b) => -bySoonest(a, b));
  const interests = registers.interests({ person: person.person }, when);
  return {
    person,
    boards: boards.map(({ board, name }) => ({ board, name, address: addresses.board(board) })),
    actions: myActions(book, person.person, coming, addresses, when),
    next: await Promise.all(coming.map((one) => nextOf(book, one, addresses, when))),
    past: await inTurn(past, pastOf(book, { person: person.person, boards: mine, interests, addresses, moment })),
    interests: interests.toReversed(),
    decisions: boards.flatMap(({ board }) => decisionsOf(book, board, addresses, when)).sort(newestFirst),
  };
};

const whoIs = (book: MinuteBook, asked: string, when: When): PersonKnown =>
  book.registers.people(when).find(({ person, records }) => person === asked || records.includes(asked)) ?? personNamed(book, asked, when);

/** Not closed, and not on a day that is over; what is adjourned goes on. Of one without a date nobody can say that it is over. */
const isComing = ({ status, date }: MeetingKnown, on: string): boolean => {
  if (status === 'closed' || status === 'held') return false;
  return status === 'adjourned' || date === null || compareDates(date, on) !== -1;
};
const bySoonest = (a: MeetingKnown, b: MeetingKnown): number => {
  const [one, other] = [a, b].map(({ date, start }) => `${date ?? '~'} ${start ?? ''}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
};

const nextOf = async (book: MinuteBook, meeting: MeetingKnown, addresses: Addresses, when: When): Promise<MyNextMeeting> => {
  const { standing, open } = await readStream(book.store, `meeting-${meeting.meeting}`, when.at);
  const said = (text: Parameters<typeof open>[0]): string | null => {
    const opened = open(text);
    return typeof opened === 'string' ? null : opened.words;
  };
  const papers = standing
    .filter(({ type }) => type === 'PaperAttached')
    .map(({ data }): PaperAttached => ({
      title: said(data.title),
      reference: data.reference && said(data.reference),
      came: data.came as string,
      item: data.item as string | null,
    }));
  const headings = new Map(
    standing.filter(({ type }) => type === 'ItemListed' || type === 'ItemAdded').map(({ data }) => [data.itemId as string, data.heading]),
  );
  const agenda = fold(meetingFold, standing).items.map(({ id, label }): ItemToCome => ({
    item: id,
    label,
    heading: said(headings.get(id)),
  }));
  return { meeting, address: addresses.meeting(meeting.meeting), agenda, papers };
};

type Mine = {
  readonly person: string;
  readonly boards: ReadonlySet<string>;
  readonly interests: readonly InterestKnown[];
  readonly addresses: Addresses;
  readonly moment: Moment;
};

const pastOf = (
  book: MinuteBook,
  { person, boards, interests, addresses, moment }: Mine,
): ((meeting: MeetingKnown) => Promise<MyMeeting>) => {
  const cells = [...boards]
    .flatMap((board) => book.registers.attendanceSheet(board, whenOf(moment)).people)
    .filter((line) => line.person === person)
    .flatMap((line) => line.cells);
  return async (meeting) => ({
    meeting,
    address: addresses.meeting(meeting.meeting),
    sent: await sentOf(book, meeting, moment),
    shown: shownAs(cells.find((cell) => cell.meeting === meeting.meeting)),
    declared: interests.filter(({ meetingId }) => meetingId === meeting.meeting),
  });
};

const shownAs = (cell: Cell | undefined): MyMeeting['shown'] => {
  const status = cell?.status ?? null;
  return {
    as: status === null ? 'not stated' : status === 'apology' ? 'apologies' : status,
    role: cell?.role ?? null,
    attends: cell?.attends ?? null,
  };
};

const sentOf = async (book: MinuteBook, { meeting, minutes }: MeetingKnown, moment: Moment): Promise<MyMeeting['sent']> => {
  if (minutes.version === null) return null;
  const since = await changesSinceSent(book, meeting, moment);
  return since && { version: since.since.version, on: since.since.sent, changes: since.changes.length };
};

/** One after the other: many meetings would be in memory at once. */
const inTurn = async <T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (const one of all) done.push(await each(one));
  return done;
};

const decisionsOf = ({ registers }: MinuteBook, board: string, addresses: Addresses, when: When): readonly MyDecision[] =>
  registers
    .decisions({ board }, when)
    .map((decision) => ({ ...decision, address: addressOf(decision, addresses) }))
    .toReversed();

const addressOf = ({ meetingId, revision }: Pick<MyDecision, 'meetingId' | 'revision'>, addresses: Addresses): string | null => {
  const path = addresses.meeting(meetingId);
  return path === null || revision === null ? path : `${path}/decisions/${revision}`;
};
/** `2010-01-20 (2)` is after `2010-01-20`; what has no date comes last. */
const newestFirst = ({ meeting: a }: MyDecision, { meeting: b }: MyDecision): number =>
  (a ?? '') < (b ?? '') ? 1 : (a ?? '') > (b ?? '') ? -1 : 0;
