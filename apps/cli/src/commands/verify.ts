import { join } from 'node:path';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { alarmInWords } from '#ledger/alarm.js';
import { KeptCheckpoints, type Kept } from '#ledger/kept-checkpoints.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { verifyLog, type Verified } from '#ledger/verify-log.js';
import { openStore } from '#shell/open-store.js';
import { choose, inFormats, noMoreThan, usageOf, type Args } from '../args.js';
import { paintFor } from '../colour.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import type { Io } from '../io.js';
import { keptCheckpoint } from '../kept-by-reader.js';
import { progressOn } from '../progress.js';
import { mustHoldABook } from '../questions.js';
import { bookAt } from '../settings.js';
import { many } from '../units.js';
import { verifyOneReceipt } from './verify-receipt.js';

const formats = ['table', 'json'] as const;
const lostRemedy = 'Nothing of the log is lost: the server makes them anew from it within seconds of its next start. Look at the disk.';

export const verify: Command = {
  name: 'verify',
  takes: '[--checkpoint FILE] [--receipt FILE [--keys FILE]]',
  doc: 'Compare every entry and every text of the log with what was signed, or a receipt with what you kept. Nothing is written, whatever is found.',
  options: {
    checkpoint: { value: 'FILE', doc: 'a checkpoint that you kept yourself, such as that of printed minutes' },
    receipt: { value: 'FILE', doc: 'this receipt alone, without the book: with a checkpoint or keys that you kept' },
    keys: { value: 'FILE', doc: 'keys that you kept for receipts, such as keys.txt of an export' },
    ...inFormats(formats),
  },
  run: async (args, io) => {
    noMoreThan(args, 0, verify);
    if (args.value('receipt') !== null) return verifyOneReceipt(args, io);
    if (args.value('keys') !== null) throw wrongUsage('--keys belongs to --receipt.', `Usage: ${usageOf(verify)}`);
    const format = choose(args, 'format', formats, 'table');
    mustHoldABook(args, io);
    const found = await verifyBook(bookAt(args, io), await shown(args, io), io);
    const { history: _, ...told } = found;
    io.stdout.write(`${format === 'json' ? JSON.stringify(told, null, 2) : inWords(found, io)}\n`);
    return found.alarms.length > 0 ? 1 : 0;
  },
};

const shown = async (args: Args, io: Io): Promise<readonly Kept[]> => {
  const note = await keptCheckpoint(args, io);
  return note === null ? [] : [{ name: args.value('checkpoint')!, note }];
};

const verifyBook = async ({ dir, eventStore }: ReturnType<typeof bookAt>, shownToo: readonly Kept[], io: Io): Promise<Verified> => {
  const progress = progressOn(io.stderr, 'Verifying the log');
  const tree = TreeFiles.look(join(dir, 'tree'));
  const store = eventStore === null ? await SqliteStore.open(dir, { readOnly: true }) : await openStore(dir, eventStore);
  try {
    const checkpoints = new KeptCheckpoints(join(dir, 'checkpoints')).all(shownToo);
    return await verifyLog({ store, tree, checkpoints, onProgress: progress.show });
  } finally {
    progress.end();
    tree?.close();
    await store.close();
  }
};

const inWords = ({ entries, covered, checkpoints, texts, erased, lost, alarms }: Verified, io: Io): string => {
  const paint = paintFor(io.stdout, io.env);
  const looked = `${many(entries, 'entry', 'entries')}, ${many(texts, 'text')} and ${erased} erased, ${many(checkpoints, 'checkpoint')}`;
  const counted = `${looked}; the newest that is good covers ${many(covered, 'entry', 'entries')}.`;
  const mended =
    lost === 0 ? '' : `\nThe files of the tree, which proofs are made of, have lost ${many(lost, 'hash', 'hashes')}. ${lostRemedy}`;
  if (alarms.length === 0) return `All is as it was signed: ${counted}${mended}`;
  return [...alarms.map((alarm) => paint.alarm(`Alarm: ${alarmInWords(alarm)}.`)), `Not as it was signed: ${counted}`].join('\n');
};
