import type { Context, Decision } from '#kernel/decider.js';
import type { Fact } from '#kernel/entry.js';
import { refusing, type Refusal } from '#kernel/refusal.js';
import type { MeetingEvent } from './events.js';
import type { Meeting } from './state.js';

export const meetingRefusals = {
  'meeting.unknown': { says: 'There is no such meeting.', remedy: 'Schedule it first.' },
  'meeting.scheduled-already': { says: 'This meeting is scheduled already.', remedy: 'Move it, if it has another date, time or place.' },
  'meeting.opened-already': { says: 'The meeting has been opened.', remedy: 'Record what happened in it.' },
  'meeting.not-open': { says: 'The meeting is not open.', remedy: 'Open it, or record this as entered afterwards.' },
  'meeting.adjourned': { says: 'The meeting is adjourned.', remedy: 'Resume it, or record this as entered afterwards.' },
  'meeting.not-adjourned': { says: 'The meeting is not adjourned.', remedy: 'Adjourn it first, or leave this out.' },
  'meeting.closed': { says: 'The meeting is closed.', remedy: 'Record this as entered afterwards, and say when it happened.' },
  'minutes.approved': {
    says: 'The minutes of this meeting are approved.',
    remedy: 'A later meeting agrees the correction, and it is carried here with that decision.',
  },
} as const;
const refuse = refusing(meetingRefusals);

type Decide<D> = (data: D, meeting: Meeting, context: Context) => Decision<MeetingEvent>;
type InTheWay = (meeting: Meeting) => Refusal | null;

/** What is printed, and what is entered afterwards, follows the paper: the order of the room binds the room. */
const live =
  (inTheWay: InTheWay) =>
  <D>(decide: Decide<D>): Decide<D> =>
  (data, meeting, context) =>
    unknown(meeting) ??
    (context.recorded === 'live' ? inTheWay(meeting) : null) ??
    (context.recorded === 'afterwards' ? approved(meeting) : null) ??
    decide(data, meeting, context);

const unknown: InTheWay = ({ order }) => (order.length === 0 ? refuse('meeting.unknown') : null);
const approved: InTheWay = ({ adopted }) => (adopted ? refuse('minutes.approved') : null);
const closed: InTheWay = ({ room }) => (room === 'closed' ? refuse('meeting.closed') : null);
const opened: InTheWay = (meeting) => closed(meeting) ?? (meeting.room === 'not open' ? null : refuse('meeting.opened-already'));
const notOpen: InTheWay = (meeting) => closed(meeting) ?? (meeting.room === 'not open' ? refuse('meeting.not-open') : null);
const notSitting: InTheWay = (meeting) => notOpen(meeting) ?? (meeting.room === 'adjourned' ? refuse('meeting.adjourned') : null);
const notAdjourned: InTheWay = (meeting) => notOpen(meeting) ?? (meeting.room === 'adjourned' ? null : refuse('meeting.not-adjourned'));

export const beforeOpening = live(opened);
export const beforeClosing = live(closed);
/** Also while it is adjourned: people come and go then. */
export const onceOpened = live(notOpen);
export const whileSitting = live(notSitting);
export const whileAdjourned = live(notAdjourned);
/** What belongs to the record and not to the room, closed and approved or not. */
export const atAnyTime =
  <D>(decide: Decide<D>): Decide<D> =>
  (data, meeting, context) =>
    unknown(meeting) ?? decide(data, meeting, context);
export const once =
  <D>(decide: Decide<D>): Decide<D> =>
  (data, meeting, context) =>
    meeting.schedule ? refuse('meeting.scheduled-already') : decide(data, meeting, context);

/** What policies tell a meeting of its own minutes follows their stream, and is no part of what was approved. */
const ofTheMinutes = ['MinutesCirculated', 'MinutesAdopted'];

/**
 * Until the minutes are approved the clerk puts right; afterwards a decision of a later meeting does.
 * An entry from printed minutes may always be brought back to its paper.
 */
export const mayCorrect = ({ type, entry }: Fact, authority: unknown, { adopted }: Meeting): Refusal | null => {
  if (!adopted || entry.recorded === 'printed' || ofTheMinutes.includes(type)) return null;
  const byDecision = typeof authority === 'object' && authority !== null && 'decision' in authority;
  return byDecision ? null : refuse('minutes.approved', '', [entry.id]);
};
