import { allocationColumns } from '#shell/columns/allocations.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue, noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

export const allocations: Command = {
  name: 'allocations',
  takes: '[--board BOARD]',
  doc: 'Money that was allocated: how much as far as stated, from what, for what, and by which decision.',
  options: { board: { value: 'BOARD', doc: 'of one board' }, ...knownAndTrue, ...inFormats(formats) },
  run: async (args, io) => {
    noMoreThan(args, 0, allocations);
    const format = choose(args, 'format', formats, 'table');
    return askBook(args, io, async (book, moment) => {
      const board = args.value('board');
      const asked = board === null ? {} : { board: boardMeant(book, board, moment).board };
      answerWith(book.registers.allocations(asked, whenOf(moment)), allocationColumns, 'No money was allocated.', format, io);
      return 0;
    });
  },
};
