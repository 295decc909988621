import { resolve } from 'node:path';
import { backUp } from '#shell/backup/backup.js';
import { noMoreThan } from '../args.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import { progressOn } from '../progress.js';
import { askBook } from '../questions.js';
import { versions } from '../versions.js';

const usage = 'minutebook backup DIR [--without-keys]';

export const backup: Command = {
  name: 'backup',
  takes: 'DIR [--without-keys]',
  doc: 'Copy the whole book into a new folder, as it is at one moment, while others go on recording. The copy is verified.',
  options: { 'without-keys': { doc: 'without the keys that sign checkpoints, for whoever keeps them elsewhere' } },
  run: async (args, io) => {
    noMoreThan(args, 1, usage);
    const [folder] = args.words;
    if (folder === undefined) throw wrongUsage('Where to is not said.', `Usage: ${usage}`);
    return askBook(args, io, async (book) => {
      const progress = progressOn(io.stderr, 'Verifying the copy');
      const dir = resolve(io.cwd, folder);
      const withoutKeys = args.flag('without-keys');
      const { entries, texts, covered, keys } = await backUp(book, dir, {
        versions: versions(),
        withoutKeys,
        onProgress: progress.show,
      }).finally(progress.end);
      io.stdout.write(
        [
          `${entries} entries with ${texts} texts are in ${folder}, verified; the newest checkpoint covers ${covered} of them.`,
          keys
            ? 'The keys are in its folder `keys`: move them to another place, since whoever has both can write another history.'
            : 'The keys are not in it: without them, and without the recovery key, what is put back signs no checkpoint.',
          '',
        ].join('\n'),
      );
      return 0;
    });
  },
};
