import { moneyInWords } from '#documents/figures.js';
import type { AllocationKnown } from '#registers/allocations/queries.js';
import { answerWith, formats, type Column } from '../answer.js';
import { choose, noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

const columns: readonly Column<AllocationKnown>[] = [
  ['Meeting', ({ meeting }) => meeting],
  ['Item', ({ item }) => item.label],
  ['Amount', ({ amount, printed }) => (amount ? moneyInWords(amount) : (printed ?? 'not stated'))],
  ['From', ({ source }) => source],
  ['For', ({ purpose }) => purpose],
  ['Decision', ({ words }) => words],
];

export const allocations: Command = {
  name: 'allocations',
  takes: '[--board BOARD]',
  doc: 'Money that was allocated: how much as far as stated, from what, for what, and by which decision.',
  options: { board: { value: 'BOARD', doc: 'of one board' } },
  run: async (args, io) => {
    noMoreThan(args, 0, 'minutebook allocations [--board BOARD]');
    const format = choose(args, 'format', formats, 'table');
    return askBook(args, io, async (book, moment) => {
      const board = args.value('board');
      const asked = board === null ? {} : { board: boardMeant(book, board, moment).board };
      answerWith(book.registers.allocations(asked, whenOf(moment)), columns, 'No money was allocated.', format, io);
      return 0;
    });
  },
};
