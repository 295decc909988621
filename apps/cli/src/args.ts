import { parseArgs } from 'node:util';
import { wrongUsage } from './failure.js';
import { nearest } from './nearest.js';

/** `value` is how the help names what follows the option; a flag has none. */
export type Option = { readonly doc: string; readonly value?: string; readonly short?: string };
export type Options = Readonly<Record<string, Option>>;

export const everywhere: Options = {
  data: { value: 'DIR', doc: 'the folder of the minute book (else MINUTEBOOK_DATA, else .minutebook)' },
  help: { doc: 'what this command does', short: 'h' },
};

/** Of what can be asked as it was known. */
export const known: Options = {
  at: { value: 'P|TIME', doc: 'as it was known at a position of the log, or at a time such as 2026-01-20T14:32:00Z' },
};

/** Of registers, which can also be asked for another day than today. */
export const knownAndTrue: Options = {
  ...known,
  on: { value: 'DATE', doc: 'what was true on a day, such as 2010-01-20' },
};

/** The first one is for people. */
export const inFormats = ([first, ...others]: readonly string[]): Options => ({
  format: { value: 'FORMAT', doc: `${first} for people; ${others.join(', ').replace(/, (\w+)$/, ' or $1')} for other programs` },
});

/** What was typed, after the name of the command. */
export type Args = {
  readonly words: readonly string[];
  readonly value: (option: string) => string | null;
  readonly flag: (option: string) => boolean;
};

/** A digest may begin with a dash, as every sixty-fourth does: no option is as long. */
const isDigest = (word: string): boolean => /^-[\w-]{42}$/.test(word);

/** @throws Failure (exit 2), naming the nearest option. */
export const readArgs = (typed: readonly string[], own: Options): Args => {
  const options = { ...everywhere, ...own };
  const end = typed.includes('--') ? typed.indexOf('--') : typed.length;
  const digests = typed.slice(0, end).filter(isDigest);
  const { tokens, values, positionals } = parseArgs({
    args: typed.filter((word, at) => at >= end || !isDigest(word)),
    options: Object.fromEntries(Object.entries(options).map(([name, { value, short }]) => [name, parsing(value, short)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') mustBeKnown(token, options);
  return {
    words: [...digests, ...positionals],
    value: (name) => (typeof values[name] === 'string' ? values[name] : null),
    flag: (name) => values[name] === true,
  };
};

const parsing = (value: string | undefined, short: string | undefined) => ({
  type: value ? ('string' as const) : ('boolean' as const),
  ...(short && { short }),
});

type Token = { readonly name: string; readonly rawName: string; readonly value?: string | undefined };
const mustBeKnown = ({ name, rawName, value }: Token, options: Options) => {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) throw unknownOption(name, rawName, options);
  if (option.value && (value === undefined || value === ''))
    throw wrongUsage(`${rawName} needs a value.`, `Write it as \`${rawName} ${option.value}\`.`);
  if (!option.value && value !== undefined) throw wrongUsage(`${rawName} takes no value.`, `Write \`${rawName}\` alone.`);
};
const unknownOption = (name: string, rawName: string, options: Options) => {
  const near = nearest(name, Object.keys(options));
  const known = Object.keys(options).map((option) => `--${option}`);
  return wrongUsage(`There is no option ${rawName} here.`, near ? `Did you mean --${near}?` : `There are ${known.join(', ')}.`);
};

/** @throws Failure (exit 2) unless the value is among those allowed. */
export const choose = <const T extends string>(args: Args, option: string, allowed: readonly T[], otherwise: T): T => {
  const value = args.value(option) ?? otherwise;
  if ((allowed as readonly string[]).includes(value)) return value as T;
  const near = nearest(value, allowed);
  throw wrongUsage(`--${option} is not ${value} here.`, `${near ? `Did you mean ${near}? ` : ''}It may be ${allowed.join(', ')}.`);
};

/** @throws Failure (exit 2) where words follow that the command has no use for. */
export const noMoreThan = (args: Args, most: number, command: { readonly name: string; readonly takes: string }) => {
  const extra = args.words[most];
  if (extra !== undefined) throw wrongUsage(`What is \`${extra}\` for?`, `Usage: ${usageOf(command)}`);
};

/** What is typed, as the help prints it. */
export const usageOf = ({ name, takes }: { readonly name: string; readonly takes: string }): string =>
  `minutebook ${name}${takes ? ` ${takes}` : ''}`;
