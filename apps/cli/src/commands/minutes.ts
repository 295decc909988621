import { minutesPage } from '#documents/minutes-html.js';
import { minutesJson } from '#documents/minutes-json.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import type { Moment } from '#registers/register-file.js';
import { changeColumns, changesMarkdown } from '#shell/columns/changes.js';
import { openMinutesOf } from '#shell/meeting-minutes.js';
import type { MinuteBook } from '#shell/minute-book.js';
import { changesSince } from '#shell/minutes-changes.js';
import { answerWith, formats } from '../answer.js';
import { choose, known, type Args } from '../args.js';
import type { Command } from '../command.js';
import type { Io } from '../io.js';
import { meetingMeant } from '../naming.js';
import { askBook } from '../questions.js';

const print = { md: minutesMarkdown, html: minutesPage, json: minutesJson } as const;
type Answer = (book: MinuteBook, meeting: string, moment: Moment) => Promise<void>;

export const minutes: Command = {
  name: 'minutes',
  takes: 'MEETING [--at P|TIME] [--since "version N"|P|TIME]',
  doc: 'The minutes of a meeting, as they stand or as they were known; or what has changed in them.',
  options: {
    since: { value: 'SINCE', doc: 'only what reads otherwise since a version was sent, such as "version 1", a position or a time' },
    ...known,
    format: { value: 'FORMAT', doc: 'md, html or json; of what has changed: table, md, csv or json' },
  },
  run: async (args, io) => {
    const answer = answerFor(args, io);
    return askBook(args, io, async (book, moment) => {
      await answer(book, meetingMeant(book, args.words, moment).meeting, moment);
      return 0;
    });
  },
};

const answerFor = (args: Args, io: Io): Answer => {
  const since = args.value('since');
  return since === null ? whole(args, io) : changes(since, args, io);
};

const whole = (args: Args, { stdout }: Io): Answer => {
  const format = choose(args, 'format', ['md', 'html', 'json'], 'md');
  return async (book, meeting, moment) => {
    stdout.write(print[format](await openMinutesOf(book, meeting, moment)));
  };
};

const changes = (since: string, args: Args, io: Io): Answer => {
  const format = choose(args, 'format', formats, 'table');
  return async (book, meeting, moment) => {
    const found = await changesSince(book, meeting, since, moment);
    if (format === 'json') io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (format === 'md') io.stdout.write(changesMarkdown(found));
    else answerWith(found.changes, changeColumns, 'Nothing reads otherwise.', format, io);
  };
};
