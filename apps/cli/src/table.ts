import type { Paint } from './colour.js';
import { plain } from './io.js';

const gap = 2;
const narrowest = 6;
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a terminal gives to these words, a letter with its accents being one. */
export const widthOf = (words: string): number => [...letters.segment(words)].length;

/**
 * A table for people: as wide as it must be, and never wider than the terminal, where long cells go on in the next line.
 * @param width null where nothing limits it: in a pipe each row keeps to its line.
 */
export const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[], width: number | null, paint: Paint): string => {
  const cells = rows.map((row) => row.map((cell) => oneLine(cell)));
  const widths = fitted(
    heads.map((head, n) => Math.max(widthOf(head), ...cells.map((row) => widthOf(row[n] ?? '')))),
    width,
  );
  const head = lined(heads, widths).map((line) => paint.bold(line));
  return [...head, ...cells.flatMap((row) => lined(row, widths))].join('\n');
};

const oneLine = (words: string) => plain(words).replace(/\s+/g, ' ').trim();

/** Names with what is said of each beside them; on a narrow terminal that goes on below itself. */
export const besides = (rows: readonly (readonly [name: string, says: string])[], width: number | null): readonly string[] => {
  const names = Math.max(...rows.map(([name]) => widthOf(name)));
  return rows.flatMap(([name, says]) => {
    const lines = width === null ? [says] : wrap(says, Math.max(20, width - names - gap));
    return lines.map((line, n) => `${padded(n === 0 ? name : '', names)}${' '.repeat(gap)}${line}`.trimEnd());
  });
};

/** The widest columns give way until all fit. */
const fitted = (wanted: readonly number[], width: number | null): readonly number[] => {
  const widths = [...wanted];
  if (width === null) return widths;
  const room = width - gap * (widths.length - 1);
  const sum = () => widths.reduce((all, one) => all + one, 0);
  while (sum() > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= narrowest) break;
    const next = Math.max(narrowest, ...widths.filter((_, n) => n !== widest));
    widths[widest] = Math.max(Math.min(next, widths[widest]! - 1), widths[widest]! - (sum() - room));
  }
  return widths;
};

const lined = (row: readonly string[], widths: readonly number[]): readonly string[] => {
  const wrapped = widths.map((width, n) => wrap(row[n] ?? '', width));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, n) =>
    widths
      .map((width, column) => padded(wrapped[column]![n] ?? '', width))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
};
const padded = (words: string, width: number) => words + ' '.repeat(Math.max(0, width - widthOf(words)));

/** Broken between words; a word that is longer than the line is broken anywhere. */
export const wrap = (words: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ').flatMap((one) => chopped(one, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};
const chopped = (word: string, width: number): readonly string[] => {
  if (widthOf(word) <= width) return [word];
  const all = [...letters.segment(word)].map(({ segment }) => segment);
  return Array.from({ length: Math.ceil(all.length / width) }, (_, n) => all.slice(n * width, (n + 1) * width).join(''));
};
