import { everywhere, noMoreThan, usageOf, type Options } from '../args.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import { widthOn } from '../io.js';
import { nearest } from '../nearest.js';
import { besides, wrap } from '../table.js';

/** Made by a function, since it speaks of all commands, itself included. */
export const help = (all: () => readonly Command[]): Command => ({
  name: 'help',
  takes: '[COMMAND]',
  doc: 'What there is to ask for, and how.',
  options: {},
  run: async (args, { stdout, env }) => {
    noMoreThan(args, 1, { name: 'help', takes: '[COMMAND]' });
    const width = widthOn(stdout, env);
    stdout.write(`${args.words[0] === undefined ? helpOverview(all(), width) : helpFor(named(args.words[0], all()), width)}\n`);
    return 0;
  },
});

const named = (name: string, all: readonly Command[]): Command => {
  const found = all.find((command) => command.name === name);
  if (found) return found;
  const known = all.map((command) => command.name);
  const near = nearest(name, known);
  throw wrongUsage(`There is no command \`${name}\`.`, near ? `Did you mean \`${near}\`?` : `There are ${known.join(', ')}.`);
};

/** @param width of the terminal, null where nothing limits it */
export const helpOverview = (all: readonly Command[], width: number | null): string =>
  [
    'minutebook: the minute book of a board',
    '',
    ...besides(
      all.map(({ name, doc }) => [`  minutebook ${name}`, firstSentence(doc)]),
      width,
    ),
    '',
    'Options of every command:',
    ...optionLines(everywhere, width),
    '',
    ...flowing(
      'A meeting is named by its board and date: "East Midlands Improvement Partnership Board" 2010-01-20, or by the date alone if only one fits; `2010-01-20 (2)` or `2010-01-20 14:00` where the day holds two.',
      width,
    ),
    ...flowing(
      '`minutebook --version` says which this is. Exit code: 0 done, 1 bad news or refused, 2 wrong usage. More: minutebook help COMMAND',
      width,
    ),
  ].join('\n');

/** @param width of the terminal, null where nothing limits it */
export const helpFor = (command: Command, width: number | null): string =>
  [
    ...flowing(`Usage: ${usageOf(command)}`, width),
    '',
    ...flowing(command.doc, width),
    ...(Object.keys(command.options).length ? ['', 'Options:', ...optionLines(command.options, width)] : []),
    '',
    'Options of every command:',
    ...optionLines(everywhere, width),
  ].join('\n');

const firstSentence = (doc: string) => /^.*?\.(?= |$)/.exec(doc)?.[0] ?? doc;

const flowing = (words: string, width: number | null) => (width === null ? [words] : wrap(words, width));

const optionLines = (options: Options, width: number | null) =>
  besides(
    Object.entries(options).map(([name, { value, short, doc }]) => [
      `  ${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
      doc,
    ]),
    width,
  );
