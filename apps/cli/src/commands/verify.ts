import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { alarmInWords } from '#ledger/alarm.js';
import { KeptCheckpoints, noteIn, type Kept } from '#ledger/kept-checkpoints.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { verifyLog, type Verified } from '#ledger/verify-log.js';
import { openStore } from '#shell/open-store.js';
import { choose, noMoreThan, type Args } from '../args.js';
import { paintFor } from '../colour.js';
import type { Command } from '../command.js';
import type { Io } from '../io.js';
import { progressOn } from '../progress.js';
import { mustHoldABook } from '../questions.js';
import { bookAt } from '../settings.js';
import { verifyOneReceipt } from './verify-receipt.js';

export const verify: Command = {
  name: 'verify',
  takes: '[--checkpoint FILE] [--receipt FILE [--keys FILE]]',
  doc: 'Compare every entry and every text of the log with what was signed, or a receipt with what you kept. Nothing is written, whatever is found.',
  options: {
    checkpoint: { value: 'FILE', doc: 'a checkpoint that you kept yourself, such as that of printed minutes' },
    receipt: { value: 'FILE', doc: 'this receipt alone, without the book: with a checkpoint or keys that you kept' },
    keys: { value: 'FILE', doc: 'keys that you kept for receipts, such as keys.txt of an export' },
  },
  run: async (args, io) => {
    noMoreThan(args, 0, `minutebook verify ${verify.takes}`);
    if (args.value('receipt') !== null) return verifyOneReceipt(args, io);
    const format = choose(args, 'format', ['table', 'json'], 'table');
    mustHoldABook(args, io);
    const found = await verifyBook(bookAt(args, io), await shown(args, io), io);
    const { history: _, ...told } = found;
    io.stdout.write(`${format === 'json' ? JSON.stringify(told, null, 2) : inWords(found, io)}\n`);
    return found.alarms.length > 0 ? 1 : 0;
  },
};

const shown = async (args: Args, io: Io): Promise<readonly Kept[]> => {
  const file = args.value('checkpoint');
  return file === null ? [] : [{ name: file, note: noteIn(await readFile(resolve(io.cwd, file))) }];
};

const verifyBook = async ({ dir, eventStore }: ReturnType<typeof bookAt>, shownToo: readonly Kept[], io: Io): Promise<Verified> => {
  const progress = progressOn(io.stderr, 'Verifying the log');
  const tree = existsSync(join(dir, 'tree')) ? TreeFiles.open(join(dir, 'tree')) : null;
  const store = eventStore === null ? await SqliteStore.open(dir, { readOnly: true }) : await openStore(dir, eventStore);
  try {
    const checkpoints = both(shownToo, new KeptCheckpoints(join(dir, 'checkpoints')).all());
    return await verifyLog({ store, tree, checkpoints, onProgress: progress.show });
  } finally {
    progress.end();
    tree?.close();
    await store.close();
  }
};

async function* both(some: Iterable<Kept>, others: AsyncIterable<Kept>): AsyncGenerator<Kept> {
  yield* some;
  yield* others;
}

const inWords = ({ entries, covered, checkpoints, texts, erased, alarms }: Verified, io: Io): string => {
  const paint = paintFor(io.stdout, io.env);
  const counted = `${entries} entries, ${texts} texts and ${erased} erased, ${checkpoints} checkpoints; the newest that is good covers ${covered} entries.`;
  if (alarms.length === 0) return `All is as it was signed: ${counted}`;
  return [...alarms.map((alarm) => paint.alarm(`Alarm: ${alarmInWords(alarm)}.`)), `Not as it was signed: ${counted}`].join('\n');
};
