import type { FindingKnown } from '#registers/findings/queries.js';
import { answerWith, formats, type Column } from '../answer.js';
import { choose } from '../args.js';
import type { Command } from '../command.js';
import { meetingMeant, whenOf, wordsOfEntries } from '../naming.js';
import { askBook } from '../questions.js';

const kinds = ['finding', 'not stated', 'missing', 'discrepancy'] as const;

/** With the words of the decision or action that it is about. */
type Found = FindingKnown & { readonly of: string | null };

const columns: readonly Column<Found>[] = [
  ['Meeting', ({ meetingName }) => meetingName],
  ['Kind', ({ kind }) => kind],
  ['Code', ({ code }) => code],
  ['Says', ({ says }) => says],
  ['Because', ({ because }) => because],
  ['Of', ({ of }) => of],
  ['Rule', ({ source }) => source],
  ['Allowed', ({ overridden }) => (overridden ? (overridden.reason ?? 'yes') : '')],
];

export const findings: Command = {
  name: 'findings',
  takes: '[MEETING] [--kind KIND]',
  doc: 'What the rules found about the record: what is broken, what nobody stated, what is missing, what disagrees.',
  options: { kind: { value: 'KIND', doc: kinds.join(', ') } },
  run: async (args, io) => {
    const format = choose(args, 'format', formats, 'table');
    const kind = args.value('kind') === null ? null : choose(args, 'kind', kinds, 'finding');
    return askBook(args, io, async (book, moment) => {
      const meeting = args.words.length === 0 ? null : meetingMeant(book, args.words, moment).meeting;
      const asked = { ...(kind && { kind }), ...(meeting && { meeting }) };
      const of = wordsOfEntries(book.registers, moment);
      const found = book.registers.findings(asked, whenOf(moment)).map((one) => ({ ...one, of: of(one) }));
      answerWith(found, columns, 'Nothing was found.', format, io);
      return 0;
    });
  },
};
