import type { When } from '#registers/ask.js';
import type { Moment } from '#registers/register-file.js';
import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';
import type { MinuteBook } from '#shell/minute-book.js';
import { badNews, type Failure } from './failure.js';
import { readMeetingWords, type MeetingWords } from './meeting-words.js';

export const whenOf = ({ at, on }: Moment): When => ({ on, ...(at !== null && { at }) });

/** The one meeting that is meant. @throws Failure (exit 1) with the candidates where several are. */
export const meetingMeant = ({ registers }: MinuteBook, words: readonly string[], moment: Moment): MeetingKnown => {
  const asked = readMeetingWords(words);
  const when = whenOf(moment);
  const all = registers.meetings(undefined, when);
  const found = 'id' in asked ? all.filter(({ meeting }) => meeting === asked.id) : thatDay(asked, boardsIn(asked));
  if (found.length === 1) return found[0]!;
  throw several('meeting', words.join(' '), found.length, (found.length > 0 ? found : all).map(meetingInWords));

  function boardsIn({ board }: Dated) {
    return board === null ? registers.boards(when) : [boardMeant({ registers }, board, moment)];
  }
  function thatDay({ date, which }: Dated, boards: readonly BoardKnown[]) {
    return boards.flatMap(({ board }) => {
      const named = registers.meetingNamed(board, date, which ?? undefined, when);
      return 'one' in named ? [named.one] : named.candidates;
    });
  }
};
type Dated = Exclude<MeetingWords, { id: string }>;

/** As it is named on the command line. */
export const meetingInWords = ({ boardName, name, start, meeting }: MeetingKnown): string =>
  `"${boardName ?? 'board not stated'}" ${name ?? meeting}${start === null ? '' : ` (begins at ${start})`}`;

/** @throws Failure (exit 1) with the candidates where several are meant, or none. */
export const boardMeant = ({ registers }: Pick<MinuteBook, 'registers'>, text: string, moment: Moment) => {
  const when = whenOf(moment);
  const found = registers.boardNamed(text, when);
  if ('one' in found) return found.one;
  const near = found.candidates.length > 0 ? found.candidates : registers.boards(when);
  throw several(
    'board',
    text,
    found.candidates.length,
    near.map(({ name, board }) => name ?? board),
  );
};

const most = 10;
const several = (noun: string, said: string, fits: number, candidates: readonly string[]): Failure =>
  badNews(
    fits > 0 ? `\`${said}\` may be ${fits} ${noun}s.` : `No ${noun} of this book is called \`${said}\`.`,
    candidates.length === 0
      ? `There is no ${noun} in it yet.`
      : [`${fits > 0 ? 'Name one of them' : 'There are'}:`, ...candidates.slice(0, most), ...(candidates.length > most ? ['…'] : [])].join(
          '\n    ',
        ),
  );
