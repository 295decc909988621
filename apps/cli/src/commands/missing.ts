import type { Missing } from '#registers/findings/missing.js';
import type { Column } from '#shell/columns/column.js';
import { saidInWords } from '#shell/columns/findings.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, meetingInWords, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

type Line = {
  readonly board: string | null;
  readonly meeting: string | null;
  readonly code: string;
  readonly says: string;
  /** Which one is meant. */
  readonly words: string;
};

const columns: readonly Column<Line>[] = [
  ['Board', ({ board }) => board],
  ['Meeting', ({ meeting }) => meeting],
  ['Missing', ({ says }) => says],
  ['Which', ({ words }) => words],
  ['Code', ({ code }) => code, 'programs'],
];

export const missing: Command = {
  name: 'missing',
  takes: '[BOARD]',
  doc: 'What is left to do about the record: minutes never approved, conditions open, agreements without an action, numbers that jump.',
  options: { ...knownAndTrue, ...inFormats(formats) },
  run: async (args, io) => {
    const format = choose(args, 'format', formats, 'table');
    return askBook(args, io, async (book, moment) => {
      const when = whenOf(moment);
      const text = args.words.join(' ');
      const boards = text === '' ? book.registers.boards(when) : [boardMeant(book, text, moment)];
      const lines = boards.flatMap(({ board, name }) => linesOf(name, book.registers.missing(board, when)));
      answerWith(lines, columns, 'Nothing is missing.', format, io);
      return 0;
    });
  },
};

const linesOf = (
  board: string | null,
  { minutesNotApproved, conditionsOpen, untracked, actionNumbersSkipped, others }: Missing,
): readonly Line[] => [
  ...minutesNotApproved.map((meeting) => ({
    board,
    meeting: meeting.name,
    code: 'minutes.not-approved',
    says: 'The minutes were never approved.',
    words: meetingInWords(meeting),
  })),
  ...[...conditionsOpen, ...untracked, ...actionNumbersSkipped, ...others].map((one) => ({
    board,
    meeting: one.meetingName,
    code: one.code,
    says: one.says,
    words: saidInWords(one) || one.because,
  })),
];
