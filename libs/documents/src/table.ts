import { atLineStart, inHtml, inMarkdown } from './escape.js';
import type { Shown } from './reader.js';
import { shownInWords } from './status.js';

/** Null is not stated. */
export type Cell = string | number | boolean | null;
export type Column = {
  readonly key: string;
  readonly heading: string;
  /** Where the cell leads in HTML; what a row holds beside its columns may say. */
  readonly link?: (row: Row) => string | null;
};
export type Row = Readonly<Record<string, Cell>>;
/** Rows of a register, or of anything that is read as a table. */
export type Table = { readonly columns: readonly Column[]; readonly rows: readonly Row[] };

const notStated = 'not stated';
const words = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? notStated : typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : `${cell}`;
const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** A table of GitHub's Markdown, below it what it shows, if given. Ends with a line feed. */
export const tableMarkdown = ({ columns, rows }: Table, shown: Shown | null = null): string => {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(({ heading }) => inMarkdown(heading))),
    row(columns.map(() => '---')),
    ...rows.map((one) => row(columns.map(({ key }) => inMarkdown(folded(words(one[key])))))),
    ...(shown === null ? [] : ['', `_${atLineStart(inMarkdown(shownInWords(shown)))}._`]),
    '',
  ].join('\n');
};

/**
 * CSV by RFC 4180: CRLF, a heading line, quotes where they are needed, UTF-8 without a mark; not stated is an empty cell.
 * Words that a spreadsheet would take for a formula get an apostrophe before them.
 */
export const tableCsv = ({ columns, rows }: Table): string =>
  [columns.map(({ heading }) => heading), ...rows.map((one) => columns.map(({ key }) => one[key] ?? null))]
    .map((cells) => `${cells.map(inCsv).join(',')}\r\n`)
    .join('');

const inCsv = (cell: Cell): string => {
  if (cell === null) return '';
  const text = typeof cell === 'string' ? harmless(cell) : words(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
/** Also after spaces, on a new line, and in the wide letters of East Asian keyboards. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const harmless = (text: string) => (formula.test(text) ? `'${text}` : text);

/** The rows as they are, under what they show. */
export const tableJson = ({ columns, rows }: Table, shown: Shown | null = null): string =>
  `${JSON.stringify({ shown, rows: rows.map((one) => Object.fromEntries(columns.map(({ key }) => [key, one[key] ?? null]))) }, null, 2)}\n`;

/** A table of HTML with a caption and column headers; the first cell of a row is its header. */
export const tableHtml = ({ columns, rows }: Table, caption: string): string =>
  [
    '<table>',
    `<caption>${inHtml(caption)}</caption>`,
    `<thead><tr>${columns.map(({ heading }) => `<th scope="col">${inHtml(heading)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${columns.map((column, n) => cellHtml(row, column, n === 0)).join('')}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');

/** A narrow screen shows a row as a list, each cell behind its heading. */
const cellHtml = (row: Row, { key, heading, link }: Column, isHeader: boolean): string => {
  const text = inHtml(words(row[key]));
  const href = link?.(row) ?? null;
  const cell = href === null ? text : `<a href="${inHtml(href)}">${text}</a>`;
  return isHeader ? `<th scope="row">${cell}</th>` : `<td data-label="${inHtml(heading)}">${cell}</td>`;
};
