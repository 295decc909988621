import { resolve } from 'node:path';
import { exportForAudit } from '#shell/ledger/audit-export.js';
import { noMoreThan, usageOf } from '../args.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import { boardMeant } from '../naming.js';
import { progressOn } from '../progress.js';
import { askBook } from '../questions.js';
import { many } from '../units.js';

export const exportCommand: Command = {
  name: 'export',
  takes: '--audit DIR [--board BOARD] [--without-words]',
  doc: 'Write what somebody else’s program needs to verify the log: entries, checkpoints, keys.',
  options: {
    audit: { value: 'DIR', doc: 'a new folder, or an empty one' },
    board: { value: 'BOARD', doc: 'of other boards, and of people, no more than the leaves' },
    'without-words': { doc: 'entries without what people wrote' },
  },
  run: async (args, io) => {
    noMoreThan(args, 0, exportCommand);
    const folder = args.value('audit');
    if (folder === null) throw wrongUsage('Into which folder?', `Usage: ${usageOf(exportCommand)}`);
    return askBook(args, io, async (book, moment) => {
      const named = args.value('board');
      const board = named === null ? null : boardMeant(book, named, moment).board;
      const progress = progressOn(io.stderr, 'Writing the entries');
      const dir = resolve(io.cwd, folder);
      const done = await exportForAudit(book, dir, {
        board,
        withoutWords: args.flag('without-words'),
        onProgress: progress.show,
      }).finally(progress.end);
      const leaves = done.leaves === 0 ? '' : `, ${done.leaves} of them as their leaf alone`;
      io.stdout.write(
        `${many(done.entries, 'entry', 'entries')}${leaves}, and ${many(done.checkpoints, 'checkpoint')}, are in ${folder}.\n`,
      );
      return 0;
    });
  },
};
