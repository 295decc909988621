import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Health } from '#registers/health.js';
import type { Moment } from '#registers/register-file.js';
import { momentOf } from '#shell/as-of.js';
import { shownOn } from '#shell/ledger/first-keys.js';
import { MinuteBook } from '#shell/minute-book.js';
import { begins } from '#shell/open-store.js';
import { bookAt } from './settings.js';
import { badNews } from './failure.js';
import type { Args } from './args.js';
import type { Exit } from './command.js';
import type { Io } from './io.js';
import { progressOn } from './progress.js';

/** Asks a minute book that is there: nothing is created where there is none. @throws Failure */
export const askBook = async (args: Args, io: Io, ask: (book: MinuteBook, moment: Moment) => Promise<Exit>): Promise<Exit> => {
  mustHoldABook(args, io);
  return withBook(args, io, async (book) => {
    const at = args.value('at') ?? undefined;
    const on = args.value('on') ?? undefined;
    return ask(book, await momentOf(book, { at, on }, today()));
  });
};

/** Opens the minute book, made where it is missing, and closes it whatever happens. */
export const withBook = async (args: Args, io: Io, use: (book: MinuteBook) => Promise<Exit>): Promise<Exit> => {
  const progress = progressOn(io.stderr, 'Bringing the registers up to date');
  const at = bookAt(args, io);
  begins(at.dir, at.eventStore);
  const book = await MinuteBook.open({ ...at, onProgress: progress.show, ...shownOn(io.stderr) }).finally(progress.end);
  for (const halted of book.registers.halted()) io.stderr.write(`minutebook: ${haltedInWords(halted)}\n`);
  try {
    return await use(book);
  } finally {
    await book.close();
  }
};

const haltedInWords = ({ name, position, stopped, remedy }: Health): string =>
  [`the register ${name} stops at position ${position} of the log.`, stopped, remedy].filter(Boolean).join(' ');

export const mustHoldABook = (args: Args, io: Io): void => {
  const { dir, eventStore } = bookAt(args, io);
  if (eventStore !== null || existsSync(join(dir, 'log.sqlite'))) return;
  throw badNews(
    existsSync(dir) ? `There is no minute book in ${dir}.` : `There is no folder ${dir}.`,
    'Name the folder with --data, or begin a book there with `minutebook import`.',
  );
};

/** By the calendar on the operator's wall. */
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};
