import { noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { progressOn } from '../progress.js';
import { mustHoldABook, withBook } from '../questions.js';
import { many } from '../units.js';

/** For whoever keeps the output of a long one. */
const secondsBetweenLines = 10;

export const rebuild: Command = {
  name: 'rebuild',
  takes: '',
  doc: 'Make the registers anew from the log, beside those that answer meanwhile.',
  options: {},
  run: async (args, io) => {
    noMoreThan(args, 0, rebuild);
    mustHoldABook(args, io);
    return withBook(args, io, async (book) => {
      const progress = progressOn(io.stderr, 'Rebuilding the registers', secondsBetweenLines * 1000);
      try {
        await book.registers.rebuild(book.store, progress.show);
      } finally {
        progress.end();
      }
      const head = await book.settled();
      io.stdout.write(`The registers were made anew from ${many(head + 1, 'entry', 'entries')} of the log.\n`);
      return 0;
    });
  },
};
