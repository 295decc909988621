import { Query } from '@nestjs/cqrs';
import type { Sheet } from '#registers/attendance-sheet/queries.js';
import type { BoardKnown, MeetingKnown, Organisation, PersonKnown, Sitting } from '#registers/book/queries.js';
import type { Missing } from '#registers/findings/missing.js';
import { whenOf, type AsOf } from '../../as-of.js';
import { boardNamed, personNamed } from '../../named.js';
import { answering } from './answering.js';

export class Boards extends Query<readonly BoardKnown[]> {
  constructor(readonly asOf: AsOf) {
    super();
  }
}

export type BoardWhole = BoardKnown & { readonly sittings: readonly Sitting[]; readonly organisations: readonly Organisation[] };
/** One board with its sittings, held here or known by mention, and the organisations that people attend for. */
export class Board extends Query<BoardWhole> {
  constructor(
    readonly board: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class MeetingsOf extends Query<readonly MeetingKnown[]> {
  constructor(
    readonly board: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** Persons by meetings. */
export class AttendanceSheetOf extends Query<Sheet> {
  constructor(
    readonly board: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** What is left to do about the record of a board. */
export class MissingOf extends Query<Missing> {
  constructor(
    readonly board: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class People extends Query<readonly PersonKnown[]> {
  constructor(readonly asOf: AsOf) {
    super();
  }
}

export class Person extends Query<PersonKnown> {
  constructor(
    readonly person: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export const boardHandlers = [
  answering(Boards, ({ registers }, _, moment) => registers.boards(whenOf(moment))),
  answering(Board, (book, { board }, moment) => {
    const known = boardNamed(book, board, whenOf(moment));
    const sittings = book.registers.sittings(known.board, whenOf(moment));
    return { ...known, sittings, organisations: book.registers.organisations(known.board, whenOf(moment)) };
  }),
  answering(MeetingsOf, (book, { board }, moment) =>
    book.registers.meetings(boardNamed(book, board, whenOf(moment)).board, whenOf(moment)),
  ),
  answering(AttendanceSheetOf, (book, { board }, moment) =>
    book.registers.attendanceSheet(boardNamed(book, board, whenOf(moment)).board, whenOf(moment)),
  ),
  answering(MissingOf, (book, { board }, moment) => book.registers.missing(boardNamed(book, board, whenOf(moment)).board, whenOf(moment))),
  answering(People, ({ registers }, _, moment) => registers.people(whenOf(moment))),
  answering(Person, (book, { person }, moment) => {
    const joined = book.registers.people(whenOf(moment)).find(({ records }) => records.includes(person));
    return joined ?? personNamed(book, person, whenOf(moment));
  }),
];
