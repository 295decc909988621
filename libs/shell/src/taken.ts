import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import { refusing, type Refusal } from '#kernel/refusal.js';
import { fold } from '#kernel/fold.js';
import { streamRefusals } from '#kernel/stream.js';
import { actionRefusals } from '#domain/action/index.js';
import { appointmentsOn, board, ordersOn, quorumOn, type Board } from '#domain/board/index.js';
import type { MeetingEvent } from '#domain/meeting/events.js';
import { meeting } from '#domain/meeting/index.js';
import type { Meeting } from '#domain/meeting/state.js';
import { minutes } from '#domain/minutes/index.js';

/** What is refused live because another stream says otherwise than the entry says of it. */
export const takenRefusals = {
  'board.other-than-scheduled': {
    says: 'That is not the board of this meeting.',
    remedy: 'Name the board that the meeting is scheduled for.',
  },
  'revision.unknown': {
    says: 'That stream has not come to the revision named.',
    remedy: 'Read it again, and name the revision at which it was read.',
  },
  'roll.other-than-board': {
    says: 'The list of who may vote is not that of the appointments in force on the day of the meeting.',
    remedy: 'Take the list as the board has it, or record the appointments first.',
  },
  'orders.other-than-board': {
    says: 'The board has other standing orders in force on the day of the meeting.',
    remedy: 'Take them as the board has them, or record first what the board adopted.',
  },
  'minutes.other-meeting': {
    says: 'That meeting has another board or date.',
    remedy: 'Name the board and the date that the meeting has.',
  },
  'minutes.version-unknown': {
    says: 'No such version of those minutes had been sent out.',
    remedy: 'Lay a version that was sent out, with the revision at which it was read.',
  },
} as const;
const refuse = refusing(takenRefusals);
const refuseAction = refusing(actionRefusals);
const refuseEntry = refusing(streamRefusals);

type Of<T extends MeetingEvent['type']> = Data<MeetingEvent, T>;
type Check<T extends MeetingEvent['type']> = (data: Of<T>, ours: Meeting, read: Read) => Promise<Refusal | null>;

/** The facts of a stream, as recorded. */
export type Read = (stream: string) => Promise<readonly Fact[]>;
const standing = async (read: Read, stream: string) => stands(await read(stream));

/** A board as it was at a revision, or why it cannot be asked. */
const asTheBoardSays =
  <D extends { readonly board: string; readonly boardRevision: number }>(
    compare: (data: D, theirs: Board, date: string) => Refusal | null,
  ) =>
  async (data: D, { schedule }: Meeting, read: Read): Promise<Refusal | null> => {
    if (schedule && schedule.board !== data.board) return refuse('board.other-than-scheduled');
    const facts = await read(`board-${data.board}`);
    if (data.boardRevision >= facts.length) return notSoFar('board', facts.length);
    const theirs = fold(board, stands(facts.slice(0, data.boardRevision + 1)));
    // Of a day that nobody stated, nobody can tell what was in force on it.
    return schedule?.date ? compare(data, theirs, schedule.date) : null;
  };

const notSoFar = (what: string, length: number) =>
  refuse('revision.unknown', length === 0 ? `This book holds nothing of that ${what}.` : `The ${what} is at revision ${length - 1}.`);

/** Whose appointment may or may not hold on the day may be on the list or not. */
const asAppointed = ({ voting }: Of<'RollTaken'>, theirs: Board, date: string): Refusal | null => {
  const members = appointmentsOn(theirs, date).filter((one) => one.as === 'voting member');
  const sure = new Set(members.filter(({ certain }) => certain).map(({ person }) => person));
  const all = new Set(members.map(({ person }) => person));
  const missing = [...sure].filter((person) => !voting.includes(person));
  const strange = voting.filter((person) => !all.has(person));
  if (missing.length + strange.length === 0) return null;
  const says = `The board has ${all.size} voting ${all.size === 1 ? 'member' : 'members'} on ${date}: ${missing.length} of them left out, ${strange.length} on the list not appointed.`;
  return refuse('roll.other-than-board', says, [...missing, ...strange]);
};

const unadopted = { orders: null, profile: 'partnership', tie: 'silent', remoteCounts: null, substitutionNotice: null } as const;
/** The rules of a board on a date, as a meeting takes them. */
export const ordersInForce = (theirs: Board, date: string): Omit<Of<'StandingOrdersTaken'>, 'board' | 'boardRevision'> => {
  const { orders, profile, tie, remoteCounts, substitutionNotice } = ordersOn(theirs, date) ?? unadopted;
  return { orders, profile, quorum: quorumOn(theirs, date), tie, remoteCounts, substitutionNotice };
};
const asAdopted = (said: Of<'StandingOrdersTaken'>, theirs: Board, date: string): Refusal | null => {
  const has = ordersInForce(theirs, date);
  const other = namesOfOrders.filter(([field]) => said[field] !== has[field]);
  if (other.length === 0) return null;
  const says = other.map(
    ([field, name]) => `${name} ${field === 'orders' ? (has.orders ? 'are others' : 'none') : (has[field] ?? 'not stated')}`,
  );
  return refuse('orders.other-than-board', `It has on ${date}: ${says.join('; ')}.`);
};
const namesOfOrders = [
  ['orders', 'standing orders'],
  ['profile', 'profile'],
  ['quorum', 'quorum'],
  ['tie', 'on a tie'],
  ['remoteCounts', 'attending remotely counts'],
  ['substitutionNotice', 'minutes of notice of a substitution'],
] as const;

const asSentOut: Check<'MinutesTaken'> = async (data, _, read) => {
  const theirs = await read(`meeting-${data.meeting}`);
  const { schedule } = fold(meeting, stands(theirs));
  if (!schedule || data.meetingRevision >= theirs.length) return notSoFar('meeting', theirs.length);
  if (schedule.board !== data.board || (data.date !== null && data.date !== schedule.date))
    return refuse('minutes.other-meeting', `Its date is ${schedule.date ?? 'not stated'}.`);
  const paper = await read(`minutes-${data.meeting}`);
  if (paper.length > 0 && data.minutesRevision >= paper.length) return notSoFar('paper', paper.length);
  const versions = fold(minutes, stands(paper.slice(0, data.minutesRevision + 1))).versions.map(({ version }) => version);
  if (versions.includes(data.version)) return null;
  return refuse('minutes.version-unknown', versions.length === 0 ? 'None had been.' : `Sent out were: ${versions.join(', ')}.`);
};

const wasRaised: Check<'ActionReported'> = async ({ action, raisedIn }, _, read) => {
  const theirs = await standing(read, `meeting-${raisedIn}`);
  const raised = theirs.some(({ type, data }) => type === 'ActionRaised' && data.actionId === action);
  return raised ? null : refuseAction('action.unknown');
};

const hasTheEntry: Check<'CorrectionAgreed'> = async ({ of, entry }, _, read) => {
  const theirs = await read(`meeting-${of}`);
  return theirs.some((fact) => fact.entry.id === entry) ? null : refuseEntry('entry.unknown', '', [entry]);
};

const checks: { readonly [T in MeetingEvent['type']]?: Check<T> } = {
  RollTaken: asTheBoardSays(asAppointed),
  StandingOrdersTaken: asTheBoardSays(asAdopted),
  MinutesTaken: asSentOut,
  ActionReported: wasRaised,
  CorrectionAgreed: hasTheEntry,
};

type Asked = (data: unknown, ours: Meeting, read: Read) => Promise<Refusal | null>;
/** Why a live fact is not what another stream says; null where it is, and of all that is recorded from paper. */
export const otherThanTheySay = async (read: Read, facts: readonly Fact[], ours: unknown): Promise<Refusal | null> => {
  for (const { type, data, entry } of facts) {
    if (entry.recorded !== 'live' || !entry.stream.startsWith('meeting-')) continue;
    const check = checks[type as keyof typeof checks] as Asked | undefined;
    const refusal = (await check?.(data, ours as Meeting, read)) ?? null;
    if (refusal) return refusal;
  }
  return null;
};
