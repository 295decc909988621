import type { When } from '#registers/ask.js';
import type { MinuteBook } from '../minute-book.js';
import type { BoardDesk } from './answers.js';
import { boardAt } from './found-at.js';
import { addressBook, addressesAt } from './home.js';
import { shownStream } from './shown-stream.js';

/** @param segment slug or id @throws Refused */
export const boardDesk = async (book: MinuteBook, segment: string, when: When): Promise<BoardDesk> => {
  const known = boardAt(addressesAt(book, when), segment);
  const { registers } = book;
  const { entries, revision } = await shownStream(book, `board-${known.board}`, when);
  return {
    board: { ...known, sittings: registers.sittings(known.board, when), organisations: registers.organisations(known.board, when) },
    entries,
    revision,
    meetings: registers.meetings(known.board, when),
    actions: registers.actions({ board: known.board, status: 'open' }, when),
    people: registers.people(when),
    represented: registers.represented(known.board, when),
    boards: registers.boards(when),
    addresses: addressBook(book, when),
  };
};
