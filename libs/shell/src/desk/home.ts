import type { When } from '#registers/ask.js';
import { addressesOf, type Addresses } from '../addresses.js';
import type { MinuteBook } from '../minute-book.js';
import type { AddressBook, ById, DeskHome } from './answers.js';

export const deskHome = (book: MinuteBook, when: When): DeskHome => ({
  boards: book.registers.boards(when),
  meetings: book.registers.meetings(undefined, when),
  people: book.registers.people(when),
  addresses: addressBook(book, when),
});

/** The whole book's, since a meeting of one board may name one of another. */
export const addressesAt = ({ registers }: MinuteBook, when: When): Addresses =>
  addressesOf(registers.boards(when), registers.meetings(undefined, when));

export const addressBook = ({ registers }: MinuteBook, when: When): AddressBook => {
  const [boards, meetings] = [registers.boards(when), registers.meetings(undefined, when)];
  const addresses = addressesOf(boards, meetings);
  const ids = { boards: boards.map(({ board }) => board), meetings: meetings.map(({ meeting }) => meeting) };
  return { boards: byId(ids.boards, addresses.board), meetings: byId(ids.meetings, addresses.meeting) };
};

/** What each is called; those who are called nothing are left out. */
export const byId = (ids: Iterable<string>, nameOf: (id: string) => string | null): ById =>
  Object.fromEntries(
    [...ids].flatMap((id) => {
      const name = nameOf(id);
      return name === null ? [] : [[id, name]];
    }),
  );
