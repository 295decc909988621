import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '#testing/runs.js';
import { tableCsv, tableHtml, tableJson, tableMarkdown, type Table } from './table.js';

const shown = { at: '2010-02-01T09:00:00.000Z', position: 41 };
const table = (...cells: readonly (string | number | boolean | null)[]): Table => ({
  columns: [
    { key: 'n', heading: 'No' },
    { key: 'what', heading: 'What' },
  ],
  rows: cells.map((what, n) => ({ n, what })),
});

describe('a table', () => {
  it('as Markdown keeps each row on one line, and says what it shows', () => {
    expect(tableMarkdown(table('a|b', 'two\nlines', null, true), shown)).toBe(
      String.raw`| No | What |
| --- | --- |
| 0 | a\|b |
| 1 | two lines |
| 2 | not stated |
| 3 | yes |

_The record as it stood on 1 February 2010, 09:00 UTC, position 41._
`,
    );
  });
  it('as CSV ends its lines with CRLF and quotes what must be quoted', () => {
    expect(tableCsv(table('a,b', 'say "x"', 'two\nlines', null, 0))).toBe(
      'No,What\r\n0,"a,b"\r\n1,"say ""x"""\r\n2,"two\nlines"\r\n3,\r\n4,0\r\n',
    );
  });
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '＝1', '＠SUM(A1)'])('as CSV starts no formula: %j', (words) => {
    expect(tableCsv(table(words)).split('0,')[1]).toMatch(/^"?'/);
  });
  it('as CSV leaves numbers numbers', () => {
    expect(tableCsv(table(-1))).toBe('No,What\r\n0,-1\r\n');
  });
  it('as CSV gives back every cell', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const [, cell = ''] = /^No,What\r\n0,([^]*)\r\n$/.exec(tableCsv(table(words))) ?? [];
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        const bare = (text: string) => text.replace(/^'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/, '');
        expect(bare(read)).toBe(bare(words));
      }),
      runs({ gate: 300, nightly: 50_000 }),
    );
  });
  it('as JSON gives the columns’ cells only, under what it shows', () => {
    const { columns } = table();
    expect(JSON.parse(tableJson({ columns, rows: [{ n: 1, what: null, source: 'x' }] }, shown))).toEqual({
      shown,
      rows: [{ n: 1, what: null }],
    });
  });
  it('as HTML escapes its cells and links where a column says so', () => {
    const columns = [
      { key: 'n', heading: 'No' },
      { key: 'what', heading: 'What', link: () => '#e-"1"' },
    ];
    expect(tableHtml({ columns, rows: [{ n: 1, what: '<b>' }] }, 'All')).toContain(
      '<tr><th scope="row">1</th><td data-label="What"><a href="#e-&quot;1&quot;">&lt;b&gt;</a></td></tr>',
    );
  });
});
