import { Query } from '@nestjs/cqrs';
import type { AsOf } from '../../as-of.js';
import type { BoardDesk, BoardTimeLine, DeskHome, LeanMeetingDesk, MeetingDesk, MemberDesk, RegisterThen } from '../../desk/answers.js';
import { boardDesk } from '../../desk/board-desk.js';
import { boardTimeLine, registerThen } from '../../desk/board-past.js';
import { deskHome } from '../../desk/home.js';
import { leanDesk } from '../../desk/lean-desk.js';
import { meetingDesk } from '../../desk/meeting-desk.js';
import { memberDesk } from '../../desk/member-desk.js';
import { answering, caughtUp } from './answering.js';

export class HomeOfDesk extends Query<DeskHome> {
  constructor(readonly asOf: AsOf) {
    super();
  }
}

/** @param board a part of an address: slug or id */
export class DeskOfBoard extends Query<BoardDesk> {
  constructor(
    readonly board: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** @param board as {@link DeskOfBoard} @param register `actions`, `decisions` … */
export class RegisterOfBoard extends Query<RegisterThen> {
  constructor(
    readonly board: string,
    readonly register: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** @param board as {@link DeskOfBoard} */
export class TimeLineOfBoard extends Query<BoardTimeLine> {
  constructor(
    readonly board: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** @param board as {@link DeskOfBoard} @param date the date, `2010-01-20-2`, or the id of the meeting */
export class DeskOfMeeting extends Query<MeetingDesk> {
  constructor(
    readonly board: string,
    readonly date: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** As the page of a meeting carries it. @param prints whether its first screen prints the minutes */
export class CarriedDesk extends Query<LeanMeetingDesk> {
  constructor(
    readonly board: string,
    readonly date: string,
    readonly prints: boolean,
    readonly asOf: AsOf = {},
  ) {
    super();
  }
}

/** @param person the id of any joined record, or a name */
export class DeskOfMember extends Query<MemberDesk> {
  constructor(
    readonly person: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export const deskHandlers = [
  answering(HomeOfDesk, async (book, _, when) => {
    if (when.at === undefined) await caughtUp(book);
    return deskHome(book, when);
  }),
  answering(DeskOfBoard, async (book, { board }, when) => {
    if (when.at === undefined) await caughtUp(book);
    return boardDesk(book, board, when);
  }),
  answering(RegisterOfBoard, async (book, { board, register }, when) => {
    if (when.at === undefined) await caughtUp(book);
    return registerThen(book, board, register, when);
  }),
  answering(TimeLineOfBoard, async (book, { board }, when) => {
    if (when.at === undefined) await caughtUp(book);
    return boardTimeLine(book, board, when);
  }),
  answering(DeskOfMeeting, (book, { board, date }, _, moment) => meetingDesk(book, board, date, moment)),
  answering(CarriedDesk, (book, { board, date, prints }, _, moment) => leanDesk(book, board, date, moment, prints)),
  answering(DeskOfMember, async (book, { person }, when, moment) => {
    if (when.at === undefined) await caughtUp(book);
    return memberDesk(book, person, moment);
  }),
];
