import { canonical } from '#kernel/canonical.js';
import { receiptFor } from '#shell/ledger/proofs.js';
import { noMoreThan, usageOf } from '../args.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import { askBook } from '../questions.js';

export const receipt: Command = {
  name: 'receipt',
  takes: 'POSITION [--without-words]',
  doc: 'One entry with the proof that the newest checkpoint covers it, as JSON: enough to show that it was recorded, and what it says.',
  options: { 'without-words': { doc: 'without what people wrote' } },
  run: async (args, io) => {
    noMoreThan(args, 1, receipt);
    const [position] = args.words;
    if (position === undefined) throw wrongUsage('Which entry?', `Usage: ${usageOf(receipt)}`);
    if (!/^\d{1,15}$/.test(position)) throw wrongUsage(`\`${position}\` is no position.`, 'Write the number that `minutebook log` shows.');
    return askBook(args, io, async (book) => {
      io.stdout.write(`${canonical(await receiptFor(book, Number(position), !args.flag('without-words')))}\n`);
      return 0;
    });
  },
};
