import { record, type Decider } from '#kernel/decider.js';
import { refusing, type Refusal } from '#kernel/refusal.js';
import type { Data } from '#kernel/event.js';
import { boardEvents, type BoardEvent, type BoardIntent } from './events.js';
import { evolve } from './evolve.js';
import { rules } from './rules.js';
import { initial, type Board } from './state.js';

export * from './state.js';

export const boardRefusals = {
  'board.established-already': { says: 'This board is established already.', remedy: 'Put it right instead.' },
  'board.not-established': { says: 'This book does not hold that board.', remedy: 'Establish the board first.' },
  'sitting.named-already': { says: 'This meeting is named already.', remedy: 'Use the name that it has.' },
  'sitting.matched-already': {
    says: 'This mention is matched with a meeting already.',
    remedy: 'Strike that match out first, or put it right.',
  },
} as const;
const refuse = refusing(boardRefusals);

/** Recorded as it is asked for, once there is a board. */
const ofTheBoard =
  <const T extends string>(type: T) =>
  <D>(data: D, { established }: Board): readonly [{ readonly type: T; readonly data: D }] | Refusal =>
    established ? record(type)(data) : refuse('board.not-established');

type Asked<T extends BoardEvent['type']> = Data<BoardEvent, T>;

const nameSitting = (data: Asked<'SittingNamed'>, board: Board) =>
  data.meeting !== null && board.sittings.some(({ meeting }) => meeting === data.meeting)
    ? refuse('sitting.named-already')
    : ofTheBoard('SittingNamed')(data, board);

const matchSitting = (data: Asked<'SittingMatched'>, board: Board) =>
  board.sittings.some(({ sitting, meeting }) => sitting === data.sitting && meeting !== null)
    ? refuse('sitting.matched-already')
    : ofTheBoard('SittingMatched')(data, board);

export const board: Decider<BoardIntent, Board, BoardEvent> = {
  kind: 'board',
  events: boardEvents,
  initial,
  evolve,
  rules,
  decide: {
    EstablishBoard: (data, { established }) => (established ? refuse('board.established-already') : record('BoardEstablished')(data)),
    NameBoardAlso: ofTheBoard('BoardAliased'),
    SetQuorum: ofTheBoard('QuorumSet'),
    NameOrganisation: ofTheBoard('OrganisationNamed'),
    MentionBody: ofTheBoard('BodyMentioned'),
    CreateSeat: ofTheBoard('SeatCreated'),
    Appoint: ofTheBoard('Appointed'),
    EndAppointment: ofTheBoard('AppointmentEnded'),
    TakeOffice: ofTheBoard('OfficeTaken'),
    LeaveOffice: ofTheBoard('OfficeLeft'),
    AdoptStandingOrders: ofTheBoard('StandingOrdersAdopted'),
    NameSitting: nameSitting,
    MatchSitting: matchSitting,
    MoveSitting: ofTheBoard('SittingMoved'),
  },
};
