import { StoreUnavailable } from '../port.js';

type Failure = { readonly sentence: string; readonly remedy: string; readonly lasts: boolean };

// SQLite's primary result codes. After one that lasts, what the file holds is not certain until it is opened again.
const failures: { readonly [code: number]: Failure } = {
  5: { sentence: 'Another program is writing to the log and did not finish in time.', remedy: 'Try again.', lasts: false },
  8: {
    sentence: 'The log cannot be written: the file or its folder is read-only.',
    remedy: 'Give this user the right to write there, then start again.',
    lasts: true,
  },
  10: { sentence: 'The disk reported an error while the log was in use.', remedy: 'Check the disk, then start again.', lasts: true },
  11: { sentence: 'The log file is damaged.', remedy: 'Keep it as it is and restore the last backup.', lasts: true },
  13: { sentence: 'The disk is full.', remedy: 'Make room, then start again.', lasts: true },
  14: {
    sentence: 'The log file cannot be opened.',
    remedy: 'Check that the folder exists and that this user may read and write it.',
    lasts: true,
  },
  26: {
    sentence: 'The file log.sqlite is not a database.',
    remedy: 'Check that this is the right folder, or restore the last backup.',
    lasts: true,
  },
};

/** SQLite finds no way into the file, and has seen nothing of what it holds. */
export const cannotOpen = (error: unknown): boolean => [8, 14].includes(Number((error as { errcode?: unknown } | null)?.errcode) & 0xff);

/** What an error of SQLite means to the operator; any other error is passed on as it is. */
export const failureOf = (error: unknown): { readonly error: unknown; readonly lasts: boolean } => {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  if (typeof code !== 'number') return { error, lasts: false };
  // The upper bits of a result code only say where it happened.
  const failure = failures[code & 0xff];
  if (!failure) return { error, lasts: false };
  const { sentence, remedy, lasts } = failure;
  return { error: new StoreUnavailable(sentence, remedy, { lasts, cause: error }), lasts };
};
