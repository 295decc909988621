import type { FastifyReply } from 'fastify';
import { csvOf, type Column } from '#shell/columns/column.js';
import { formOf, types, type Form } from '../http/forms.js';
import { tableForms, type TableQuery } from '../http/queries.js';

/** What is asked for, and where the answer goes. */
type Asked<F extends Form = Form> = { readonly format?: F | undefined; readonly accept: string | undefined; readonly reply: FastifyReply };

/** Rows as JSON, one a line for programs that read line by line, or for a spreadsheet. @throws Refused where another form is asked for */
export const inTableForm = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  { format }: TableQuery,
  accept: string | undefined,
  reply: FastifyReply,
): readonly R[] | string => {
  const form = formFor(tableForms, { format, accept, reply });
  return form === 'json' ? rows : linesOf(form, rows, columns);
};

export type Page<R> = { readonly entries: readonly R[]; readonly next: string | null };

/** One page. What has no room for the address of the next one says it in the header Link. @param columns null where it is no table */
export const pageInForm = <R>(
  page: Page<R>,
  columns: readonly Column<R>[] | null,
  asked: Asked<(typeof tableForms)[number]>,
): Page<R> | string => {
  const form = formFor(columns ? tableForms : (['json', 'jsonl'] as const), asked);
  if (form === 'json') return page;
  if (page.next !== null) void asked.reply.header('link', `<${page.next}>; rel="next"`);
  return linesOf(form, page.entries, columns ?? []);
};

const formFor = <F extends Form>(kept: readonly [F, ...F[]], { format, accept, reply }: Asked<F>): F => {
  const form = formOf(kept, format, accept);
  void reply.header('content-type', types[form]).header('vary', 'accept');
  return form;
};

const linesOf = <R>(form: 'csv' | 'jsonl', rows: readonly R[], columns: readonly Column<R>[]): string =>
  form === 'csv' ? csvOf(rows, columns) : jsonLines(rows);

/** One object a line, each line ended. */
export const jsonLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
