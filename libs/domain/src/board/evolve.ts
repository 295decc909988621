import type { Evolve } from '#kernel/decider.js';
import type { BoardEvent } from './events.js';
import type { Board } from './state.js';

export const evolve: Evolve<Board, BoardEvent> = {
  BoardEstablished: (board, { name, quorum, on }) => ({
    ...board,
    established: true,
    name,
    quorums: [...board.quorums, { quorum, from: on }],
  }),
  // Another name is found in the facts, by those who can read it.
  BoardAliased: (board) => board,
  QuorumSet: (board, { quorum, from }) => ({ ...board, quorums: [...board.quorums, { quorum, from }] }),
  OrganisationNamed: (board, { organisationId, name }) => ({
    ...board,
    organisations: [...board.organisations, { organisation: organisationId, name }],
  }),
  // A body that is only mentioned has no say in what this board may do.
  BodyMentioned: (board) => board,
  SeatCreated: (board, { seatId, ...seat }) => ({ ...board, seats: [...board.seats, { seat: seatId, ...seat }] }),
  Appointed: (board, { appointmentId, ...appointed }) => ({
    ...board,
    appointments: [...board.appointments, { appointment: appointmentId, ...appointed, until: null }],
  }),
  AppointmentEnded: (board, { appointment, on }) => ({
    ...board,
    appointments: board.appointments.map((one) => (one.appointment === appointment ? { ...one, until: on } : one)),
  }),
  OfficeTaken: (board, { officeId, office, person, from }) => ({
    ...board,
    offices: [...board.offices, { office: officeId, as: office, person, from, until: null }],
  }),
  OfficeLeft: (board, { office, on }) => ({
    ...board,
    offices: board.offices.map((one) => (one.office === office ? { ...one, until: on } : one)),
  }),
  StandingOrdersAdopted: (board, { ordersId, ...orders }) => ({
    ...board,
    orders: [...board.orders, { orders: ordersId, ...orders }],
  }),
  SittingNamed: (board, { sittingId, meeting, date, label, kind }) => ({
    ...board,
    sittings: [...board.sittings, { sitting: sittingId, meeting, date, label, kind }],
  }),
  SittingMatched: (board, { sitting, meeting }) => withSitting(board, sitting, { meeting }),
  SittingMoved: (board, { sitting, date }) => withSitting(board, sitting, { date }),
};

const withSitting = (board: Board, sitting: string, changed: { meeting: string } | { date: string | null }): Board => ({
  ...board,
  sittings: board.sittings.map((one) => (one.sitting === sitting ? { ...one, ...changed } : one)),
});
