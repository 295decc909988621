import { decisionTypes } from '#domain/meeting/events/decisions.js';
import { decisionColumns } from '#shell/columns/decisions.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue, noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

export const decisions: Command = {
  name: 'decisions',
  takes: '[--board BOARD] [--kind KIND]',
  doc: 'The register of decisions: what was decided, how, and whether it is in force.',
  options: {
    board: { value: 'BOARD', doc: 'of one board' },
    kind: { value: 'KIND', doc: decisionTypes.join(', ') },
    ...knownAndTrue,
    ...inFormats(formats),
  },
  run: async (args, io) => {
    noMoreThan(args, 0, decisions);
    const format = choose(args, 'format', formats, 'table');
    const kind = args.value('kind') === null ? null : choose(args, 'kind', decisionTypes, 'approved');
    return askBook(args, io, async (book, moment) => {
      const board = args.value('board');
      const asked = { ...(board && { board: boardMeant(book, board, moment).board }), ...(kind && { kind }) };
      const found = book.registers.decisions(asked, whenOf(moment));
      answerWith(found, decisionColumns, 'No decisions.', format, io);
      return 0;
    });
  },
};
