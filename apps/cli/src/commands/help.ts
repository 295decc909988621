import { everywhere, noMoreThan, type Options } from '../args.js';
import { usageOf, type Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import { nearest } from '../nearest.js';

/** Made by a function, since it speaks of all commands, itself included. */
export const help = (all: () => readonly Command[]): Command => ({
  name: 'help',
  takes: '[COMMAND]',
  doc: 'What there is to ask for, and how.',
  options: {},
  run: async (args, { stdout }) => {
    noMoreThan(args, 1, 'minutebook help [COMMAND]');
    stdout.write(`${args.words[0] === undefined ? helpOverview(all()) : helpFor(named(args.words[0], all()))}\n`);
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

export const helpOverview = (all: readonly Command[]): string =>
  [
    'minutebook: the minute book of a board',
    '',
    ...columns(all.map((command) => [`  minutebook ${command.name}`, command.doc])),
    '',
    'Options of every command:',
    ...optionLines(everywhere),
    '',
    'A meeting is named by its board and date: "East Midlands Improvement Partnership Board" 2010-01-20,',
    'or by the date alone if only one fits; `2010-01-20 (2)` or `2010-01-20 14:00` where the day holds two.',
    'Exit code: 0 done, 1 bad news or refused, 2 wrong usage. More: minutebook help COMMAND',
  ].join('\n');

export const helpFor = (command: Command): string =>
  [
    `Usage: ${usageOf(command)}`,
    '',
    command.doc,
    ...(Object.keys(command.options).length ? ['', 'Options:', ...optionLines(command.options)] : []),
    '',
    'Options of every command:',
    ...optionLines(everywhere),
  ].join('\n');

const optionLines = (options: Options) =>
  columns(
    Object.entries(options).map(([name, { value, short, doc }]) => [
      `  ${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
      doc,
    ]),
  );

const columns = (rows: readonly (readonly string[])[]) => {
  const width = Math.max(...rows.map(([left]) => left!.length));
  return rows.map(([left, right]) => `${left!.padEnd(width)}  ${right}`);
};
