import { resolve } from 'node:path';
import { restore, type Restored } from '#shell/backup/restore.js';
import { noMoreThan, usageOf } from '../args.js';
import type { Command } from '../command.js';
import { badNews, wrongUsage } from '../failure.js';
import { progressOn } from '../progress.js';
import { bookAt } from '../settings.js';
import { many, minute } from '../units.js';

export const restoreCommand: Command = {
  name: 'restore',
  takes: 'BACKUP --data NEW [--kept PATH] [--erased PATH] [--reason TEXT]',
  doc: 'Put a backup back as the book in a new folder, verified and with its registers. Unless --kept shows that nothing came after it, it goes on as a fork.',
  options: {
    kept: { value: 'PATH', doc: 'the last checkpoint of the book: a file, or the folder of the book as it was last' },
    erased: { value: 'PATH', doc: 'what was erased since: the file erased.txt of the book, or its folder' },
    reason: { value: 'TEXT', doc: 'why, for the record' },
  },
  run: async (args, io) => {
    noMoreThan(args, 1, restoreCommand);
    const [backup] = args.words;
    if (backup === undefined) throw wrongUsage('Which backup?', `Usage: ${usageOf(restoreCommand)}`);
    const { dir, eventStore } = bookAt(args, io);
    if (eventStore !== null)
      throw badNews(
        'MINUTEBOOK_EVENT_STORE names a server, and a backup is put back into a folder.',
        'Leave it out, and name a folder with --data.',
      );
    const path = (option: string) => {
      const given = args.value(option);
      return given === null ? null : resolve(io.cwd, given);
    };
    const progress = progressOn(io.stderr, 'Putting the book back');
    const done = await restore(resolve(io.cwd, backup), dir, {
      kept: path('kept'),
      erased: path('erased'),
      reason: args.value('reason'),
      onProgress: progress.show,
    }).finally(progress.end);
    io.stdout.write(`${inWords(done, args.value('data') ?? dir).join('\n')}\n`);
    return 0;
  },
};

const inWords = ({ entries, taken, fork, missing, erasedAgain, signs }: Restored, dir: string): readonly string[] => [
  `${many(entries, 'entry', 'entries')}, as backed up on ${minute(taken)}, ${entries === 1 ? 'is' : 'are'} back in ${dir}.`,
  fork === null
    ? 'They are the newest state that was signed: the log goes on as it was.'
    : `The log goes on as a fork, with the origin ${fork}: ${why(missing)}`,
  ...(erasedAgain > 0
    ? [
        `${many(erasedAgain, 'text')} that ${erasedAgain === 1 ? 'was' : 'were'} erased since ${erasedAgain === 1 ? 'is' : 'are'} erased again.`,
      ]
    : []),
  ...(signs ? [] : ['No key signs here: bring the file of one back into the folder `keys`, or use `minutebook key recover`.']),
];

const why = (missing: number | null): string =>
  missing === null || missing === 0
    ? 'nothing shows that no entry came after them.'
    : `what was kept covers ${many(missing, 'entry', 'entries')} more, which the backup does not hold.`;
