import { resolve } from 'node:path';
import { backUp, refuseBackup } from '#shell/backup/backup.js';
import type { Manifest } from '#shell/backup/manifest.js';
import { openForBackup } from '#shell/backup/open-for-backup.js';
import { noMoreThan, usageOf } from '../args.js';
import type { Command } from '../command.js';
import { refusedAt, wrongUsage } from '../failure.js';
import { progressOn } from '../progress.js';
import { mustHoldABook } from '../questions.js';
import { bookAt } from '../settings.js';
import { versions } from '../versions.js';

export const backup: Command = {
  name: 'backup',
  takes: 'DIR [--without-keys]',
  doc: 'Copy the whole book into a new folder, as it is at one moment, while others go on recording. The copy is verified.',
  options: { 'without-keys': { doc: 'without the keys that sign checkpoints, for whoever keeps them elsewhere' } },
  run: async (args, io) => {
    noMoreThan(args, 1, backup);
    const [folder] = args.words;
    if (folder === undefined) throw wrongUsage('Into which folder?', `Usage: ${usageOf(backup)}`);
    const { dir: from, eventStore } = bookAt(args, io);
    if (eventStore !== null) throw refusedAt(null, refuseBackup('backup.on-a-server'));
    mustHoldABook(args, io);
    const book = await openForBackup(from);
    const progress = progressOn(io.stderr, 'Verifying the copy');
    try {
      const withoutKeys = args.flag('without-keys');
      const { manifest, unnoted } = await backUp(book, resolve(io.cwd, folder), {
        versions: versions(),
        withoutKeys,
        onProgress: progress.show,
      });
      progress.end();
      io.stdout.write(`${inWords(manifest, folder).join('\n')}\n`);
      if (unnoted !== null)
        io.stderr.write(`The book in ${from} takes no note of it, so that doctor and /health do not know of it: ${unnoted}.\n`);
      return 0;
    } finally {
      progress.end();
      await book.close();
    }
  },
};

const inWords = ({ entries, texts, covered, keys }: Manifest, folder: string): readonly string[] => [
  `${entries} entries with ${texts} texts are in ${folder}, verified; the newest checkpoint covers ${covered} of them.`,
  keys
    ? 'The keys are in its folder `keys`: move them to another place, since whoever has both can write another history.'
    : 'The keys are not in it: without them, and without the recovery key, what is put back signs no checkpoint.',
];
