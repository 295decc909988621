import { broken, cannotTell, holds, type Answer, type Rule, type Rules } from '#kernel/decider.js';
import { compareDates, type Period } from '../partial-dates.js';
import type { BoardEvent } from './events.js';
import type { Appointment, Board } from './state.js';

export const rules: Rules<Board, BoardEvent> = {
  Appointed: [
    {
      code: 'seat.taken',
      source: 'invariant 9: an appointment must be in force for membership to count, and a seat is one place',
      binds: 'E/F',
      says: 'A seat has one holder at a time.',
      remedy: 'End the earlier appointment first, or create another seat.',
      ask: ({ seat, from }, board) =>
        firstAnswer(
          board.appointments.filter((one) => seat !== null && one.seat === seat),
          from,
        ),
    },
  ],
  AppointmentEnded: [
    {
      code: 'appointment.ended-already',
      source: 'an appointment has one end',
      binds: 'E/F',
      says: 'This appointment has ended already.',
      remedy: 'Put its end right instead.',
      ask: ({ appointment }, board) => notEnded(board.appointments.find((one) => one.appointment === appointment)),
    },
    ends('appointment.ends-before-it-begins', ({ appointment }, board) =>
      board.appointments.find((one) => one.appointment === appointment),
    ),
  ],
  OfficeLeft: [
    {
      code: 'office.left-already',
      source: 'an office is left once',
      binds: 'E/F',
      says: 'This office was left already.',
      remedy: 'Put the date right instead.',
      ask: ({ office }, board) => notEnded(board.offices.find((one) => one.office === office)),
    },
    ends('office.ends-before-it-begins', ({ office }, board) => board.offices.find((one) => one.office === office)),
  ],
  SittingNamed: [
    {
      code: 'sitting.same-label',
      source: 'how a room behaves: names of meetings',
      binds: 'E/F',
      says: 'Two meetings of one day need different labels.',
      remedy: 'Give this one another label, or none: then they are told apart by their order.',
      ask: ({ date, label }, { sittings }) =>
        date !== null && label !== null && sittings.some((one) => one.date === date && one.label === label)
          ? broken(`On ${date} there is a meeting ${label} already.`)
          : holds,
    },
  ],
};

const notEnded = (period: Period | undefined): Answer => (period?.until ? broken(`It ended on ${period.until}.`) : holds);

function ends<D extends { readonly on: string }>(code: string, ended: (data: D, board: Board) => Period | undefined): Rule<Board, D> {
  return {
    code,
    source: 'invariant 9: appointments and offices are dated',
    binds: 'E/F',
    says: 'It would end before it began.',
    remedy: 'Look at both dates.',
    ask: (data, board) => {
      const from = ended(data, board)?.from ?? null;
      return from !== null && compareDates(data.on, from) === -1 ? broken(`It began on ${from}.`) : holds;
    },
  };
}

const firstAnswer = (others: readonly Appointment[], from: string | null): Answer =>
  others.map((other) => besides(other, from)).find(({ answer }) => answer !== 'holds') ?? holds;

/** Whether somebody may hold the seat from a date on, with another one's time on it as recorded. */
const besides = (other: Appointment, from: string | null): Answer => {
  const ended = other.until !== null && (from === null ? null : compareDates(other.until, from));
  if (ended === -1 || ended === 0) return holds;
  if (ended === null) return cannotTell('The dates of both appointments are not stated far enough.');
  if (from !== null && other.from !== null && compareDates(from, other.from) === -1)
    return cannotTell(`Another one holds it from ${other.from}: when this appointment ends is not recorded yet.`);
  return broken(other.until === null ? 'Its holder’s appointment has not ended.' : `It is held until ${other.until}.`);
};
