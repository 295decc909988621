import type { Data } from '#kernel/event.js';
import type { Text } from '#kernel/text.js';
import { compareDates, holdsOn, inForce, type Period } from '../partial-dates.js';
import type { BoardEvent } from './events.js';

type Of<T extends BoardEvent['type']> = Data<BoardEvent, T>;

export type Appointment = Period & {
  readonly appointment: string;
  readonly person: string;
  readonly seat: string | null;
  readonly as: Of<'Appointed'>['as'];
  readonly known: Of<'Appointed'>['known'];
};
export type Office = Period & { readonly office: string; readonly as: Of<'OfficeTaken'>['office']; readonly person: string };
export type Seat = Omit<Of<'SeatCreated'>, 'seatId'> & { readonly seat: string };
export type Orders = {
  readonly orders: string;
  readonly profile: Of<'StandingOrdersAdopted'>['profile'];
  readonly tie: Of<'StandingOrdersAdopted'>['tie'];
  readonly remoteCounts: boolean | null;
  /** In minutes before the start. */
  readonly substitutionNotice: number | null;
  readonly from: string | null;
};
/** A meeting of this board; `meeting` is null while it is known by mention only. */
export type Sitting = {
  readonly sitting: string;
  readonly meeting: string | null;
  readonly date: string | null;
  readonly label: string | null;
  readonly kind: Of<'SittingNamed'>['kind'];
};
export type Board = {
  readonly established: boolean;
  readonly name: Text | null;
  readonly quorums: readonly { readonly quorum: number | null; readonly from: string | null }[];
  readonly organisations: readonly { readonly organisation: string; readonly name: Text }[];
  readonly seats: readonly Seat[];
  readonly appointments: readonly Appointment[];
  readonly offices: readonly Office[];
  readonly orders: readonly Orders[];
  readonly sittings: readonly Sitting[];
};

export const initial: Board = {
  established: false,
  name: null,
  quorums: [],
  organisations: [],
  seats: [],
  appointments: [],
  offices: [],
  orders: [],
  sittings: [],
};

/** What holds on a date; `certain` is false where the dates are not stated far enough to tell (`2010` may be December). */
export type Certain<T> = T & { readonly certain: boolean };
const on = <T extends Period>(periods: readonly T[], date: string): readonly Certain<T>[] =>
  periods.flatMap((period) => {
    const holds = holdsOn(period, date);
    return holds === 'no' ? [] : [{ ...period, certain: holds === 'yes' }];
  });

/** The appointments in force on a date (invariant 9), partial dates compared as far as they are stated. */
export const appointmentsOn = (board: Board, date: string) => on(board.appointments, date);
/** Who holds an office on a date. */
export const officesOn = (board: Board, date: string) => on(board.offices, date);
/** How many must be present to decide on a date; null where it is not stated. */
export const quorumOn = (board: Board, date: string): number | null => inForce(board.quorums, date)?.quorum ?? null;
/** The standing orders in force on a date; null where none were adopted by then. */
export const ordersOn = (board: Board, date: string): Orders | null => inForce(board.orders, date);

/** The meetings of a day (a month, a year), in the order in which they were named; a mention that was matched does not count twice. */
export const sittingsOn = (board: Board, date: string): readonly Sitting[] =>
  board.sittings.filter(
    (one, n) =>
      one.date !== null &&
      isWithin(one.date, date) &&
      !board.sittings.slice(0, n).some((earlier) => one.meeting !== null && earlier.meeting === one.meeting && earlier.date === one.date),
  );
const isWithin = (day: string, period: string) => day === period || (day.startsWith(`${period}-`) && compareDates(day, period) === null);
