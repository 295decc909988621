import { findingColumns } from '#shell/columns/findings.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue } from '../args.js';
import type { Command } from '../command.js';
import { meetingMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

const kinds = ['finding', 'not stated', 'missing', 'discrepancy'] as const;

export const findings: Command = {
  name: 'findings',
  takes: '[MEETING] [--kind KIND]',
  doc: 'What the rules found about the record: what is broken, what nobody stated, what is missing, what disagrees. A rule of this book stands in docs/invariants.md under its number.',
  options: { kind: { value: 'KIND', doc: kinds.join(', ') }, ...knownAndTrue, ...inFormats(formats) },
  run: async (args, io) => {
    const format = choose(args, 'format', formats, 'table');
    const kind = args.value('kind') === null ? null : choose(args, 'kind', kinds, 'finding');
    return askBook(args, io, async (book, moment) => {
      const meeting = args.words.length === 0 ? null : meetingMeant(book, args.words, moment).meeting;
      const asked = { ...(kind && { kind }), ...(meeting && { meeting }) };
      answerWith(book.registers.findings(asked, whenOf(moment)), findingColumns, 'Nothing was found.', format, io);
      return 0;
    });
  },
};
