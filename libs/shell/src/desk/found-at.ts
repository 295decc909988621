import { refusing } from '#kernel/refusal.js';
import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';
import type { Addresses } from '../addresses.js';
import { Refused } from '../command.js';
import { ambiguous } from '../named.js';
import { unknown } from '../unknown.js';

export const foundRefusals = {
  'meeting.unknown': { says: 'This board has no meeting of that name in the book.', remedy: 'Look at the list of its meetings.' },
} as const;
const refuse = refusing(foundRefusals);

/** The one board that a part of an address means. @throws Refused */
export const boardAt = ({ boardsAt, board }: Addresses, segment: string): BoardKnown => {
  const found = boardsAt(segment);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw unknown('board', segment);
  throw new Refused(refusing(ambiguous)('board.ambiguous', `${found.map((one) => `${one.name} at ${board(one.board)}`).join('; ')}.`));
};

/** The one meeting of a board that a part of an address means: its date, `2010-01-20-2`, or its id. @throws Refused */
export const meetingAt = ({ meetingsAt, meeting }: Addresses, board: string, segment: string): MeetingKnown => {
  const found = meetingsAt(board, segment);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new Refused(refuse('meeting.unknown', `It was ${segment.slice(0, 40)}.`));
  throw new Refused(refusing(ambiguous)('meeting.ambiguous', `${found.map((one) => meeting(one.meeting)).join('; ')}.`));
};
