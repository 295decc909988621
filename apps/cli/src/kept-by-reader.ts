import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { NotACheckpoint, readNote } from '#ledger/checkpoint.js';
import { noteIn } from '#ledger/kept-checkpoints.js';
import type { Args } from './args.js';
import { Failure } from './failure.js';
import type { Io } from './io.js';

/** The checkpoint that is named; null where none is. @throws Failure where the file holds none: nothing is then said of the log */
export const keptCheckpoint = async (args: Args, { cwd }: Io): Promise<string | null> => {
  const file = args.value('checkpoint');
  if (file === null) return null;
  const note = noteIn(await readFile(resolve(cwd, file)));
  try {
    readNote(note);
    return note;
  } catch (error) {
    if (!(error instanceof NotACheckpoint)) throw error;
    throw new Failure(error.message, { place: file, remedy: 'Name a file that holds the five lines of one, and nothing else.' });
  }
};

const keyLine = /^\S+\+[0-9a-f]{8}\+\S+$/m;

/** The keys that are named, as an export lists them; null where none are. @throws Failure where the file holds none */
export const keptKeys = async (args: Args, { cwd }: Io): Promise<string | null> => {
  const file = args.value('keys');
  if (file === null) return null;
  const lines = await readFile(resolve(cwd, file), 'utf8');
  if (keyLine.test(lines)) return lines;
  throw new Failure('There is no key in this file.', { place: file, remedy: 'Name `keys.txt` of an export, or a file with its lines.' });
};
