import { setMaxListeners } from 'node:events';
import { StoreUnavailable } from '#event-store/port.js';
import { RegistersUnavailable } from '#registers/register-file.js';
import { Refused } from '#shell/command.js';
import { SettingWrong } from '#shell/settings.js';
import { readArgs } from './args.js';
import { paintFor } from './colour.js';
import type { Command, Exit } from './command.js';
import { commands } from './commands/commands.js';
import { helpFor, helpOverview } from './commands/help.js';
import { Failure, linesOf, refusedAt, wrongUsage } from './failure.js';
import { widthOn, type Io } from './io.js';
import { nearest } from './nearest.js';
import { versions } from './versions.js';

/** Runs one command line within this process. Nothing is thrown: what went wrong is said on stderr, and by the exit code. */
export const run = async (argv: readonly string[], given: Omit<Io, 'signal'> & { readonly signal?: AbortSignal }): Promise<Exit> => {
  const io: Io = { ...given, signal: given.signal ?? new AbortController().signal };
  setMaxListeners(0, io.signal);
  try {
    return await runCommand(argv, io);
  } catch (error) {
    return say(error, io);
  }
};

const runCommand = async (argv: readonly string[], io: Io): Promise<Exit> => {
  const [name, ...rest] = argv;
  if (name === undefined) {
    io.stderr.write(`${helpOverview(commands, widthOn(io.stderr, io.env))}\n`);
    return 2;
  }
  if (name === '--help' || name === '-h') return commandNamed('help').run(readArgs(rest, {}), io);
  if (name === '--version' || name === '-V') {
    io.stdout.write(`minutebook ${versions()['minutebook']}\n`);
    return 0;
  }
  const command = commandNamed(name);
  const args = readArgs(rest, command.options);
  if (!args.flag('help')) return command.run(args, io);
  io.stdout.write(`${helpFor(command, widthOn(io.stdout, io.env))}\n`);
  return 0;
};

const commandNamed = (name: string): Command => {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const known = commands.map((one) => one.name);
  const near = nearest(name, known);
  throw wrongUsage(
    name.startsWith('-') ? `The command comes first, before ${name}.` : `There is no command \`${name}\`.`,
    near ? `Did you mean \`minutebook ${near}\`? \`minutebook help\` lists all.` : `There are ${known.join(', ')}.`,
  );
};

const say = (error: unknown, io: Io): Exit => {
  const failure = failureFrom(error);
  const [first, ...more] = linesOf(failure);
  io.stderr.write(`${[paintFor(io.stderr, io.env).alarm(first!), ...more].join('\n')}\n`);
  return failure.exit;
};

/** A failure in our own words; a fault of the program is shown with its trace, for whoever mends it. */
const failureFrom = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof Refused) return refusedAt(null, error.refusal);
  if (error instanceof StoreUnavailable || error instanceof RegistersUnavailable)
    return new Failure(error.sentence, { remedy: error.remedy });
  if (error instanceof SettingWrong) return new Failure(error.message);
  const code = (error as { code?: unknown } | null)?.code;
  const said = typeof code === 'string' ? ofTheSystem[code] : undefined;
  // Of two paths the first was read from.
  const { dest, path } = error as { readonly dest?: string; readonly path?: string };
  if (said) return new Failure(said[0], { place: dest ?? path ?? null, remedy: said[1] });
  // Errors of ours have a code such as `log.newer`, and a message for the operator.
  if (error instanceof Error && typeof code === 'string' && code.includes('.')) return new Failure(error.message);
  return new Failure(error instanceof Error ? (error.stack ?? error.message) : String(error), {
    remedy: 'This is a fault of the program: report it with the lines above.',
  });
};

const ofTheSystem: Readonly<Record<string, readonly [sentence: string, remedy: string]>> = {
  EACCES: ['This user may not read or write there.', 'Give this user the right, or choose another folder with --data.'],
  EPERM: ['This user may not read or write there.', 'Give this user the right, or choose another folder with --data.'],
  EROFS: ['The disk can only be read.', 'Make it writable, or choose another folder with --data.'],
  ENOSPC: ['The disk is full.', 'Make room, then run this again: what was recorded stays recorded.'],
  EDQUOT: ['The quota of this user on the disk is used up.', 'Make room, then run this again: what was recorded stays recorded.'],
  ENOTDIR: ['A part of this path is a file, not a folder.', 'Choose another folder with --data.'],
  EEXIST: ['There is a file where a folder should be.', 'Choose another folder with --data.'],
  ENOENT: ['There is no such file or folder.', 'Check its name.'],
  EISDIR: ['This is a folder, not a file.', 'Name a file.'],
};
