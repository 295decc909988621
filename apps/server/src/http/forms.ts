import { Refused } from '#shell/command.js';
import { refuse } from './refusals.js';

/** The forms that a read is kept in, by the names that an address gives them. */
export const types = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  /** One JSON value a line. */
  jsonl: 'application/jsonl; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;
export type Form = keyof typeof types;

/** The form asked for: by the address, else by Accept as it prefers them; the first of those kept where neither says. @throws Refused */
export const formOf = <F extends Form>(kept: readonly [F, ...F[]], format: F | undefined, accept: string | undefined): F => {
  if (format !== undefined) return format;
  const ranges = rangesIn(accept ?? '*/*');
  const found = ranges.map((range) => kept.find((form) => fits(range, types[form]))).find((form) => form !== undefined);
  if (found === undefined) throw new Refused({ ...refuse('form.unknown', `It is kept as ${kept.join(', ')}.`), place: 'Accept' });
  return found;
};

const rangesIn = (accept: string): readonly string[] =>
  accept
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().split(/\s*;\s*/);
      return { range, quality: Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range.toLowerCase());

const fits = (range: string, type: string): boolean => {
  const [name = ''] = type.split(';');
  return range === '*/*' || range === name || (range.endsWith('/*') && name.startsWith(range.slice(0, -1)));
};
