import { ConnectionStringWrong } from '#event-store/kurrentdb/connection-string.js';
import { copyBook, type Copied } from '#shell/copy/copy-book.js';
import { openTarget, type Target } from '#shell/copy/target.js';
import { localOperator } from '#shell/minute-book.js';
import { noMoreThan, usageOf } from '../args.js';
import type { Command } from '../command.js';
import { badNews, wrongUsage } from '../failure.js';
import { progressOn } from '../progress.js';
import { mustHoldABook, withBook } from '../questions.js';

export const copy: Command = {
  name: 'copy',
  takes: '--to URL',
  doc: 'Move the book to another store: copy its log while it is written, then close it here, so that it goes on there and only there.',
  options: { to: { value: 'URL', doc: 'a server such as esdb://127.0.0.1:2113?tls=false that is empty, or a new folder' } },
  run: async (args, io) => {
    noMoreThan(args, 0, copy);
    const to = args.value('to');
    if (to === null) throw wrongUsage('Where to?', `Usage: ${usageOf(copy)}`);
    mustHoldABook(args, io);
    return withBook(args, io, async (book) => {
      const target = await openTarget(book, to, io.cwd).catch((error: unknown) => {
        throw error instanceof ConnectionStringWrong
          ? wrongUsage(`--to names no store. ${error.message}`, `Usage: ${usageOf(copy)}`)
          : error;
      });
      const progress = progressOn(io.stderr, 'Copying the log');
      try {
        const copied = await copyBook({ book, target, actor: localOperator, onProgress: progress.show, signal: io.signal });
        progress.end();
        io.stdout.write(`${inWords(copied, target)}\n`);
        return 0;
      } catch (error) {
        if (io.signal.aborted) throw badNews('The copy was stopped.', 'Run the same again: it goes on where it stopped.');
        throw error;
      } finally {
        progress.end();
        await target.store.close();
      }
    });
  },
};

const inWords = ({ size, root, store, again }: Copied, { shown, dir }: Target): string =>
  [
    `${size} entries ${again ? 'were copied before' : 'are'} in ${shown}, with the root ${root}.`,
    `This book is closed, and goes on there as the store ${store}.`,
    dir === null
      ? 'Start each server there with that connection string as MINUTEBOOK_EVENT_STORE and a new folder as MINUTEBOOK_DATA.'
      : 'Start it there with that folder as MINUTEBOOK_DATA.',
    'Put the folder `keys` of this book into the new one, so that checkpoints are signed there as they were here.',
    'This store still holds what it held, words that are erased later included: delete it when you no longer need it.',
  ].join('\n');
