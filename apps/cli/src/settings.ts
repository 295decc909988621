import { resolve } from 'node:path';
import { settings } from '#shell/settings.js';
import type { Args } from './args.js';
import type { Io } from './io.js';

/** The folder of the minute book, as an absolute path. An empty variable is one that is not set. */
export const dataDir = (args: Args, { cwd, env }: Io): string =>
  resolve(cwd, args.value('data') ?? (env['MINUTEBOOK_DATA'] || settings.MINUTEBOOK_DATA.otherwise));
