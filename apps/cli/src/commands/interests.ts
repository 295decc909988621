import { interestColumns } from '#shell/columns/interests.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue, noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

export const interests: Command = {
  name: 'interests',
  takes: '[--board BOARD]',
  doc: 'Interests that were declared at meetings.',
  options: { board: { value: 'BOARD', doc: 'of one board' }, ...knownAndTrue, ...inFormats(formats) },
  run: async (args, io) => {
    noMoreThan(args, 0, interests);
    const format = choose(args, 'format', formats, 'table');
    return askBook(args, io, async (book, moment) => {
      const board = args.value('board');
      const asked = board === null ? {} : { board: boardMeant(book, board, moment).board };
      answerWith(book.registers.interests(asked, whenOf(moment)), interestColumns, 'No interests are declared.', format, io);
      return 0;
    });
  },
};
