import { compareDates } from '#domain/partial-dates.js';
import { dateInWords } from '#documents/figures.js';
import type { ActionKnown, ActionReport, DueKnown } from '#registers/action-tracker/queries.js';
import type { When } from '#registers/ask.js';
import type { MeetingKnown } from '#registers/book/queries.js';
import type { Addresses } from '../addresses.js';
import type { MinuteBook } from '../minute-book.js';
import type { DueSaid, MyAction, MyReport } from './answers.js';

/** What a person answers for, the most urgent first. @param coming the meetings to come, soonest first */
export const myActions = (
  { registers }: MinuteBook,
  person: string,
  coming: readonly MeetingKnown[],
  addresses: Addresses,
  when: When,
): readonly MyAction[] => {
  const nextOf = new Map([...coming].reverse().map((meeting) => [meeting.board, meeting]));
  const dueThere = new Set([...nextOf.values()].flatMap(({ meeting }) => registers.actions({ dueAt: meeting }, when).map(({ id }) => id)));
  const isNext = (action: ActionKnown) => dueThere.has(action.id) || isBy(action.due, nextOf.get(action.ids.board) ?? null);
  const meetings = new Map(registers.meetings(undefined, when).map((one) => [one.meeting, one.name]));
  const place: Place = (id) => ({ id, name: meetings.get(id) ?? null, address: addresses.meeting(id) });
  return registers
    .actions({ person }, when)
    .map((action) => mine(action, isNext(action), place))
    .sort(byUrgency);
};

type Place = (meeting: string) => NonNullable<MyReport['meeting']>;

const isBy = (due: DueKnown | null, meeting: MeetingKnown | null): boolean => {
  if (!due?.date || !meeting?.date) return false;
  const compared = compareDates(due.date, meeting.date);
  return compared === -1 || compared === 0;
};

const done = new Set<ActionKnown['status']>(['completed', 'cancelled', 'superseded']);

const mine = (action: ActionKnown, isNext: boolean, place: Place): MyAction => {
  const { name, address } = place(action.ids.meeting);
  return {
    id: action.id,
    entry: action.entry,
    board: { id: action.ids.board, name: action.board },
    number: action.number,
    wording: action.wording,
    agreed: { meeting: action.ids.meeting, name, item: action.item, address: address && `${address}#e-${action.entry}` },
    status: action.status,
    open: !done.has(action.status),
    overdue: action.status === 'overdue',
    due: action.status === 'overdue' ? 'overdue' : isNext ? 'next meeting' : isLater(action.due) ? 'later' : 'no date',
    dueSaid: dueSaid(action.due),
    firstDueSaid: dueSaid(action.firstDue),
    history: action.history.map((report) => reportOf(report, place)),
  };
};

/** The April Board has no date yet, and is later all the same. */
const isLater = (due: DueKnown | null): boolean => due !== null && (due.date !== null || due.kind === 'meeting');

const dueSaid = (due: DueKnown | null): DueSaid | null => due && { words: wordsOf(due), date: due.date };
const wordsOf = ({ kind, printed, date }: DueKnown): string => {
  if (date === null) return printed ?? (kind === 'meeting' ? 'at a meeting' : kind);
  return printed === null ? dateInWords(date) : `${dateInWords(date)} (${printed})`;
};

const reportOf = ({ entry, what, meeting, by, words, reason, due, owners, recordedAt }: ActionReport, place: Place): MyReport => ({
  entry,
  what,
  meeting: meeting === null ? null : place(meeting),
  by,
  words,
  reason,
  due: dueSaid(due),
  owners: owners && owners.map(({ name, printed }) => name ?? printed ?? 'somebody unknown'),
  recordedAt,
});

const order = ['overdue', 'next meeting', 'later', 'no date'] as const;
const byUrgency = (a: MyAction, b: MyAction): number => {
  const [one, other] = [a, b].map(({ open, due, dueSaid: said }) => `${open ? 0 : 1} ${order.indexOf(due)} ${said?.date ?? '~'}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
};
