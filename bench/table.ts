import type { Judged, Must, NotMeasured } from './figure.js';

export type Line = { readonly row: string } & (Judged | NotMeasured);

/** As Markdown, so that it can be put into docs/measurements/README.md as it stands. */
export const tableOf = (lines: readonly Line[]): string => {
  const cells = [['Path', 'Measured', 'Against', 'Ratio, spread', 'Must reach', ''], ...lines.map(cellsOf)];
  const widths = cells[0]!.map((_, column) => Math.max(3, ...cells.map((line) => line[column]!.length)));
  const [head = '', ...rest] = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
};

const cellsOf = (line: Line): readonly string[] => {
  const must = inWords(line.must);
  if ('because' in line) return [line.path, '', line.against ?? '–', '', must, `not measured: ${line.because}`];
  const { ours, limit, unit, median, spread, ratios } = line;
  const ratio = `${limit ? plain(median) : '–'} ±${Math.round(spread * 100)} % of ${ratios.length}`;
  return [line.path, `${plain(middle(ours))} ${unit}`, limit ? `${line.against}: ${plain(middle(limit))}` : '–', ratio, must, line.verdict];
};

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const inWords = (must: Must): string => ('least' in must ? `≥ ${must.least}` : `≤ ${must.most}`);
const plain = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
