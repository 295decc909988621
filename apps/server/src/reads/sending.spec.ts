import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import type { Column } from '#shell/columns/column.js';
import { Refused } from '#shell/command.js';
import { inTableForm, jsonLines, pageInForm } from './sending.js';

type Row = { readonly n: number; readonly words: string };
const rows: readonly Row[] = [
  { n: 1, words: 'two\nlines' },
  { n: 2, words: '=1+1' },
];
const columns: readonly Column<Row>[] = [
  ['No.', ({ n }) => n],
  ['Words', ({ words }) => words],
];
const replying = () => {
  const headers: Record<string, string> = {};
  const reply = { header: (name: string, value: string) => ((headers[name] = value), reply) };
  return { headers, reply: reply as unknown as FastifyReply };
};

describe('a register', () => {
  it.each([
    ['json', 'application/json; charset=utf-8', rows],
    ['jsonl', 'application/jsonl; charset=utf-8', '{"n":1,"words":"two\\nlines"}\n{"n":2,"words":"=1+1"}\n'],
    ['csv', 'text/csv; charset=utf-8', 'No.,Words\r\n1,"two\nlines"\r\n2,\'=1+1\r\n'],
  ] as const)('is sent as %s', (format, type, sent) => {
    const { headers, reply } = replying();
    expect(inTableForm(rows, columns, { format }, undefined, reply)).toEqual(sent);
    expect(headers).toEqual({ 'content-type': type, vary: 'accept' });
  });
  it('is sent line by line where only that is accepted', () =>
    expect(inTableForm(rows, columns, {}, 'application/jsonl', replying().reply)).toBe(jsonLines(rows)));
  it('of no rows is no line', () => expect(jsonLines([])).toBe(''));
});

describe('a page', () => {
  it('says in a header where the next one is, line by line', () => {
    const { headers, reply } = replying();
    expect(pageInForm({ entries: rows, next: '?after=2' }, null, { format: 'jsonl', accept: undefined, reply })).toBe(jsonLines(rows));
    expect(headers['link']).toBe('<?after=2>; rel="next"');
  });
  it('is the last one without it', () => {
    const { headers, reply } = replying();
    pageInForm({ entries: rows, next: null }, columns, { format: 'csv', accept: undefined, reply });
    expect(headers).not.toHaveProperty('link');
  });
  it('that is no table is not for a spreadsheet', () =>
    expect(() => pageInForm({ entries: rows, next: null }, null, { accept: 'text/csv', reply: replying().reply })).toThrow(Refused));
});
