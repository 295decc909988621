import { minutesPage } from '#documents/minutes-html.js';
import { minutesJson } from '#documents/minutes-json.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import { openMinutesOf } from '#shell/meeting-minutes.js';
import { choose } from '../args.js';
import type { Command } from '../command.js';
import { meetingMeant } from '../naming.js';
import { askBook } from '../questions.js';

const print = { md: minutesMarkdown, html: minutesPage, json: minutesJson } as const;

export const minutes: Command = {
  name: 'minutes',
  takes: 'MEETING [--at P|TIME] [--format md|html|json]',
  doc: 'The minutes of a meeting, as they stand or as they were known.',
  options: {},
  run: async (args, io) => {
    const format = choose(args, 'format', ['md', 'html', 'json'], 'md');
    return askBook(args, io, async (book, moment) => {
      const { meeting } = meetingMeant(book, args.words, moment);
      io.stdout.write(print[format](await openMinutesOf(book, meeting, moment)));
      return 0;
    });
  },
};
