import { decisionColumns } from '#shell/columns/decisions.js';
import { answerWith, formats } from '../answer.js';
import { choose, noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

export const decisions: Command = {
  name: 'decisions',
  takes: '[--board BOARD] [--kind KIND]',
  doc: 'The register of decisions: what was decided, how, and whether it is in force.',
  options: {
    board: { value: 'BOARD', doc: 'of one board' },
    kind: { value: 'KIND', doc: 'one kind only, such as approved or "not approved"' },
  },
  run: async (args, io) => {
    noMoreThan(args, 0, 'minutebook decisions [--board BOARD] [--kind KIND]');
    const format = choose(args, 'format', formats, 'table');
    return askBook(args, io, async (book, moment) => {
      const [board, kind] = [args.value('board'), args.value('kind')];
      const asked = { ...(board && { board: boardMeant(book, board, moment).board }), ...(kind && { kind }) };
      const found = book.registers.decisions(asked, whenOf(moment));
      answerWith(found, decisionColumns, 'No decisions.', format, io);
      return 0;
    });
  },
};
