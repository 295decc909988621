import type { Args, Options } from './args.js';
import type { Io } from './io.js';

/** 0: done, or asked and answered. 1: it ran and the answer is bad news, or the input was refused. 2: wrong usage. */
export type Exit = 0 | 1 | 2;

export type Command = {
  readonly name: string;
  /** What follows the name, as the help prints it. */
  readonly takes: string;
  readonly doc: string;
  /** Options of its own, beside those that every command has. */
  readonly options: Options;
  /** @throws Failure */
  readonly run: (args: Args, io: Io) => Promise<Exit>;
};
