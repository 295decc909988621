import type { When } from '#registers/ask.js';
import { actorNames } from '../actor.js';
import { isRegister, registerTables } from '../columns/register-tables.js';
import { Refused } from '../command.js';
import type { MinuteBook } from '../minute-book.js';
import { refusing } from '#kernel/refusal.js';
import type { BoardTimeLine, RegisterThen } from './answers.js';
import { boardAt } from './found-at.js';
import { addressesAt } from './home.js';

export const boardPastRefusals = {
  'register.unknown': { says: 'A board has no register of this name.', remedy: 'Ask for one of its registers.' },
} as const;
const refuse = refusing(boardPastRefusals);

/** A register of one board as people read it, known and true at a moment. @param segment slug or id @throws Refused */
export const registerThen = (book: MinuteBook, segment: string, register: string, when: When): RegisterThen => {
  if (!isRegister(register)) throw new Refused(refuse('register.unknown', `Those are ${Object.keys(registerTables).join(', ')}.`));
  const board = boardAt(addressesAt(book, {}), segment);
  const { title, says, read } = registerTables[register];
  const { headings, of, rows } = read({ registers: book.registers, board, when });
  return { board: board.board, register, title, says, headings, of, rows };
};

/** Every entry that a board's registers may follow from: its own, its meetings', and those of people. @param segment slug or id @throws Refused */
export const boardTimeLine = async (book: MinuteBook, segment: string, when: When): Promise<BoardTimeLine> => {
  const board = boardAt(addressesAt(book, {}), segment);
  const meetingOf = meetingsOf(book, board.board, when);
  const trail = book.registers.auditTrail({ ofPeopleAnd: [`board-${board.board}`, ...meetingOf.keys()] }, when);
  const nameOf = await actorNames(
    book,
    trail.map(({ actor }) => actor),
    when,
  );
  return {
    board: board.board,
    moments: trail.map(({ position, recordedAt, stream, type, entry, actor }) => ({
      position,
      recordedAt,
      stream,
      type,
      entry,
      by: nameOf(actor),
      meeting: meetingOf.get(stream) ?? null,
    })),
  };
};

/** The streams of a board's meetings, and those that go on from them: of which meeting each is. */
const meetingsOf = ({ registers }: MinuteBook, board: string, when: When): ReadonlyMap<string, string> =>
  new Map([
    ...registers
      .meetings(board, when)
      .flatMap(({ meeting }) => ['meeting', 'minutes'].map((kind) => [`${kind}-${meeting}`, meeting] as const)),
    ...registers.actions({ board }, when).map(({ id, ids }) => [`action-${id}`, ids.meeting] as const),
    ...registers.decisions({ board }, when).map(({ id, meetingId }) => [`decision-${id}`, meetingId] as const),
  ]);
