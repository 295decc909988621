import type { MeetingKnown } from '#registers/book/queries.js';
import type { Values } from '../compose/form.js';
import type { Sending } from '../net/send.js';
import { meetingInWords } from '../frame/meeting-name.js';
import { newId } from '../room/intent.js';
import { aboutMeeting } from './about.js';
import type { BoardRead } from './read.js';

/** What the form of another date, time or place holds. The board names its meetings by their dates, and is told of a new one. */
export const movingForm = (meeting: MeetingKnown, board: BoardRead) => {
  const { date, start, end, place } = meeting;
  const sittings = board.sittings.filter((one) => one.meeting === meeting.meeting);
  return {
    about: aboutMeeting(meeting.meeting, board),
    verb: 'RescheduleMeeting',
    initial: { date, start, end, place },
    title: meetingInWords(meeting.name),
    alongside: ({ date: next }: Values): readonly Sending[] =>
      next === date
        ? []
        : sittings.map(({ sitting }) => ({ id: newId(), stream: board.stream, verb: 'MoveSitting', data: { sitting, date: next } })),
  };
};
