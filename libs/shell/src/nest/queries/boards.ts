import { Query } from '@nestjs/cqrs';
import type { Sheet } from '#registers/attendance-sheet/queries.js';
import type { BoardKnown, MeetingKnown, Organisation, PersonKnown, Sitting } from '#registers/book/queries.js';
import type { Missing } from '#registers/findings/missing.js';
import type { AsOf } from '../../as-of.js';
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
  answering(Boards, ({ registers }, _, when) => registers.boards(when)),
  answering(Board, (book, asked, when) => {
    const known = boardNamed(book, asked.board, when);
    const { registers } = book;
    return { ...known, sittings: registers.sittings(known.board, when), organisations: registers.organisations(known.board, when) };
  }),
  answering(MeetingsOf, (book, asked, when) => book.registers.meetings(boardNamed(book, asked.board, when).board, when)),
  answering(AttendanceSheetOf, (book, asked, when) => book.registers.attendanceSheet(boardNamed(book, asked.board, when).board, when)),
  answering(MissingOf, (book, asked, when) => book.registers.missing(boardNamed(book, asked.board, when).board, when)),
  answering(People, ({ registers }, _, when) => registers.people(when)),
  answering(Person, (book, { person }, when) => {
    const joined = book.registers.people(when).find(({ records }) => records.includes(person));
    return joined ?? personNamed(book, person, when);
  }),
];
