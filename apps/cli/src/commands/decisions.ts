import type { DecisionKnown } from '#registers/decision-register/queries.js';
import { answerWith, formats, type Column } from '../answer.js';
import { choose, noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { boardMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

const columns: readonly Column<DecisionKnown>[] = [
  ['Board', ({ board }) => board],
  ['Meeting', ({ meeting }) => meeting],
  ['Item', ({ item }) => item.label],
  ['Decided', ({ kind }) => kind],
  ['Words', ({ words }) => words],
  ['About', ({ subjects }) => subjects.map(({ name }) => name ?? '').join('; ')],
  ['Reason', ({ reason }) => reason],
  ['How', ({ method }) => method],
  ['Force', ({ force, implemented }) => (implemented ? `${force}, implemented` : force)],
];

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
      // On a screen, a column that has one thing to say, or nothing, is in the way.
      const shown = format === 'table' ? columns.filter(([, cell]) => new Set(found.map(cell)).size > 1) : columns;
      answerWith(found, shown, 'No decisions.', format, io);
      return 0;
    });
  },
};
