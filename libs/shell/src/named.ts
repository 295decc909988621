import { refusing } from '#kernel/refusal.js';
import type { When } from '#registers/ask.js';
import type { BoardKnown, PersonKnown } from '#registers/book/queries.js';
import type { Named } from '#registers/names.js';
import { Refused } from './command.js';
import type { MinuteBook } from './minute-book.js';
import { unknown } from './unknown.js';

/** A name that means several things is never guessed. */
export const ambiguous = {
  'board.ambiguous': { says: 'Several boards may be meant.', remedy: 'Ask by the full name, or by the id.' },
  'meeting.ambiguous': { says: 'Several meetings may be meant.', remedy: 'Ask by one of these addresses.' },
  'person.ambiguous': { says: 'Several people may be meant.', remedy: 'Ask by the full name, or by the id.' },
} as const;

/** @param text id, name, alias or a part of it @throws Refused where it is not one */
export const boardNamed = ({ registers }: MinuteBook, text: string, when: When): BoardKnown =>
  the('board', text, registers.boardNamed(text, when));

/** @param text id, name, spelling or a part of it @throws Refused where it is not one */
export const personNamed = ({ registers }: MinuteBook, text: string, when: When): PersonKnown =>
  the('person', text, registers.personNamed(text, {}, when));

const the = <T extends { readonly name: string | null }>(noun: 'board' | 'person', text: string, found: Named<T>): T => {
  if ('one' in found) return found.one;
  if (found.candidates.length === 0) throw unknown(noun, text);
  throw new Refused(
    refusing(ambiguous)(`${noun}.ambiguous`, `${found.candidates.map(({ name }) => name ?? 'one without a name').join('; ')}.`),
  );
};
