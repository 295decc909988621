import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { alarmInWords } from '#ledger/alarm.js';
import { verifyReceipt, type VerifiedReceipt } from '#ledger/verify-receipt.js';
import { choose, type Args } from '../args.js';
import { paintFor } from '../colour.js';
import type { Exit } from '../command.js';
import type { Io } from '../io.js';
import { keptCheckpoint, keptKeys } from '../kept-by-reader.js';
import { many } from '../units.js';

/** A receipt alone: no book is opened. */
export const verifyOneReceipt = async (args: Args, io: Io): Promise<Exit> => {
  const format = choose(args, 'format', ['table', 'json'], 'table');
  const receipt = await readFile(resolve(io.cwd, args.value('receipt')!));
  const found = verifyReceipt(receipt, { checkpoint: await keptCheckpoint(args, io), keys: await keptKeys(args, io) });
  io.stdout.write(`${format === 'json' ? JSON.stringify(found, null, 2) : inWords(found, io)}\n`);
  return found.alarms.length > 0 || !found.compared ? 1 : 0;
};

const inWords = ({ position, size, texts, erased, withheld, compared, alarms }: VerifiedReceipt, io: Io): string => {
  const paint = paintFor(io.stdout, io.env);
  if (position === null) return paint.alarm('This is not a receipt.');
  const counted = `position ${position} of ${many(size!, 'entry', 'entries')}, ${many(texts, 'text')}, ${erased} erased, ${withheld} withheld`;
  if (alarms.length > 0)
    return [...alarms.map((alarm) => paint.alarm(`Alarm: ${alarmInWords(alarm)}.`)), `Not as it was signed: ${counted}.`].join('\n');
  if (compared) return `It is as it was signed: ${counted}.`;
  return [
    `It holds together, and was compared with nothing that you kept: ${counted}.`,
    'Give a checkpoint with --checkpoint, or keys with --keys, that did not come with it.',
  ].join('\n');
};
