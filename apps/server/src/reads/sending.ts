import type { FastifyReply } from 'fastify';
import { csvOf, type Column } from '#shell/columns/column.js';
import type { TableQuery } from '../http/queries.js';
import { formOf, types } from '../http/forms.js';

/** Rows as JSON, or for a spreadsheet. @throws Refused where another form is asked for */
export const inTableForm = <R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  { format }: TableQuery,
  accept: string | undefined,
  reply: FastifyReply,
): readonly R[] | string => {
  const form = formOf(['json', 'csv'], format, accept);
  void reply.header('content-type', types[form]).header('vary', 'accept');
  return form === 'csv' ? csvOf(rows, columns) : rows;
};
