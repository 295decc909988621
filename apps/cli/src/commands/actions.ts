import type { ActionKnown, ActionsAsked } from '#registers/action-tracker/queries.js';
import type { MinuteBook } from '#shell/minute-book.js';
import type { Moment } from '#registers/register-file.js';
import { actionColumns } from '#shell/columns/actions.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue, noMoreThan, type Args } from '../args.js';
import type { Command } from '../command.js';
import { badNews, wrongUsage } from '../failure.js';
import { boardMeant, meetingMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

const statuses = ['open', 'in progress', 'carried forward', 'overdue', 'completed', 'cancelled', 'superseded'] as const;

export const actions: Command = {
  name: 'actions',
  takes: '[--person NAME | --initials CA] [--board BOARD] [--due-at MEETING] [--all | --status STATUS]',
  doc: 'What was undertaken, by whom and until when: everything still to be done, unless asked otherwise.',
  options: {
    person: { value: 'NAME', doc: 'of one person, by any name that the book knows' },
    initials: { value: 'CA', doc: 'of one person, by initials as printed' },
    board: { value: 'BOARD', doc: 'of one board' },
    'due-at': { value: 'MEETING', doc: 'for report at one meeting, named as `minutebook minutes` takes it' },
    all: { doc: 'also what is completed, cancelled or superseded' },
    status: { value: 'STATUS', doc: statuses.join(', ') },
    ...knownAndTrue,
    ...inFormats(formats),
  },
  run: async (args, io) => {
    noMoreThan(args, 0, actions);
    const format = choose(args, 'format', formats, 'table');
    const status = statusIn(args);
    return askBook(args, io, async (book, moment) => {
      const asked = { ...whoseIn(args, book, moment), ...dueAtIn(args, book, moment), ...(status && { status }) };
      const found = book.registers.actions(asked, whenOf(moment));
      if (found.length === 0) mustBeKnown(asked, book, moment);
      answerWith(found, actionColumns, 'No actions.', format, io);
      return 0;
    });
  },
};

const statusIn = (args: Args): ActionKnown['status'] | null => {
  if (args.flag('all') && args.value('status') !== null) throw wrongUsage('--all and --status say two things.', 'Leave one of them out.');
  return args.flag('all') ? null : choose(args, 'status', statuses, 'open');
};

const dueAtIn = (args: Args, book: MinuteBook, moment: Moment): ActionsAsked => {
  const named = args.value('due-at');
  return named === null ? {} : { dueAt: meetingMeant(book, [named], moment).meeting };
};

const whoseIn = (args: Args, book: MinuteBook, moment: Moment): ActionsAsked => {
  const [board, person, initials] = ['board', 'person', 'initials'].map((option) => args.value(option));
  return {
    ...(board && { board: boardMeant(book, board, moment).board }),
    ...(person && { person }),
    ...(initials && { initials }),
  };
};

/** Nobody is told "no actions" of a name that is misspelt. */
const mustBeKnown = ({ person, initials, board }: ActionsAsked, { registers }: MinuteBook, moment: Moment) => {
  const name = person ?? initials;
  if (name === undefined) return;
  const found = registers.personNamed(name, { ...(board !== undefined && { board }) }, whenOf(moment));
  if ('one' in found || found.candidates.length > 0) return;
  const scoped = registers.people(whenOf(moment)).some(({ called }) => called.some(({ written }) => written === name));
  if (scoped) return;
  throw initials === undefined
    ? badNews(`Nobody in this book is called \`${name}\`.`, 'Write the name as it is printed in the minutes, or a part of it.')
    : badNews(`Nobody in this book has the initials \`${name}\`.`, 'Write them as they are printed, or the name with --person.');
};
