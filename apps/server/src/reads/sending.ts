import type { FastifyReply } from 'fastify';
import type { TableQuery } from '../http/queries.js';
import { formOf, types } from '../http/forms.js';

/** Rows as JSON, or for a spreadsheet. @throws Refused where another form is asked for */
export const inTableForm = <R>(
  rows: R,
  csv: (rows: R) => string,
  { format }: TableQuery,
  accept: string | undefined,
  reply: FastifyReply,
): R | string => {
  const form = formOf(['json', 'csv'], format, accept);
  void reply.header('content-type', types[form]).header('vary', 'accept');
  return form === 'csv' ? csv(rows) : rows;
};
