import { resolve } from 'node:path';
import { eventStoreFrom, settings } from '#shell/settings.js';
import type { Args } from './args.js';
import type { Io } from './io.js';

/** The folder of the minute book, as an absolute path. An empty variable is one that is not set. */
export const dataDir = (args: Args, { cwd, env }: Io): string =>
  resolve(cwd, args.value('data') ?? (env['MINUTEBOOK_DATA'] || settings.MINUTEBOOK_DATA.otherwise));

/** Where the book is: its folder, and the server that holds the log if one does. @throws SettingWrong */
export const bookAt = (args: Args, io: Io): { readonly dir: string; readonly eventStore: string | null } => ({
  dir: dataDir(args, io),
  eventStore: eventStoreFrom(io.env),
});
