import type { Io, Out } from './io.js';

export type Paint = {
  readonly bold: (words: string) => string;
  readonly dim: (words: string) => string;
  readonly alarm: (words: string) => string;
};

const escape = (on: number, off: number) => (words: string) => (words === '' ? '' : `\u001b[${on}m${words}\u001b[${off}m`);
const same = (words: string) => words;

/** Colour only on a terminal, and not where NO_COLOR asks for none (no-color.org). */
export const paintFor = (out: Out, env: Io['env']): Paint =>
  out.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
    ? { bold: escape(1, 22), dim: escape(2, 22), alarm: escape(31, 39) }
    : { bold: same, dim: same, alarm: same };
