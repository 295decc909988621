import type { ReadBy } from './reader.js';
import type { Due } from '#domain/shapes.js';
import type { details } from './details.js';
import { text } from '#kernel/text.js';
import type { BoardKnown } from './book.js';
import type { Paper, Printed } from './paper.js';
import { isDay, type DueSaid, type MeetingName } from './when.js';

type DueWritten = NonNullable<ReadBy<(typeof details)['due']>>;

export const dueOn = (written: DueWritten | null, printed: Printed, paper: Paper): Due | null => {
  if (!written) return null;
  if (written.period) return { period: paper.cite(written.period, printed) };
  if (written.event) return { event: paper.cite(written.event, printed) };
  return written.due && dated(written.due.due, paper.citeMaybe(written.printed, printed), paper.board);
};

const dated = (due: DueSaid, printed: Extract<Due, { date: string }>['printed'], board: BoardKnown | null): Due => {
  if ('standing' in due) return { standing: true, printed };
  if ('date' in due) return { date: due.date, printed };
  const meeting = meetingOf(due.meeting, board);
  return meeting ? { meeting, printed } : { expected: due.meeting.date, printed };
};

/** The meeting of the board that a day names, if the book holds it. A month names none: it is expected. */
export const meetingOf = ({ date, label }: MeetingName, board: BoardKnown | null): string | null => {
  if (!isDay(date)) return null;
  const held = (board?.sittings ?? []).filter(
    (one) => one.meetingId !== null && one.date === date && (label === null || one.label === label),
  );
  return held.length === 1 ? held[0]!.meetingId : null;
};

/** Earlier minutes: of a meeting that the book holds, else known by what is written of them. */
export const minutesOf = (written: NonNullable<ReadBy<(typeof details)['minutes of']>> | null, board: BoardKnown | null) => {
  if (!written?.meeting) return { mentioned: text(written?.printed?.words ?? 'the last meeting'), date: null };
  const meeting = meetingOf(written.meeting, board);
  return meeting ? { meeting } : { mentioned: text(written.printed?.words ?? written.meeting.words), date: written.meeting.date };
};
