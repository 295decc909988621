import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '#kernel/refusal.js';
import { Refused } from '#shell/command.js';
import { NewerLog } from '#shell/facts.js';
import { MissingText } from '#shell/opener.js';
import { faultIn, type Log } from '../observing/log-lines.js';
import { tell } from '../observing/told.js';
import { problemPage } from '../pages/problem-page.js';
import { problemOf } from './problem.js';
import { refuse } from './refusals.js';

/** The only place where an error becomes an answer: a page for people who look at pages, problem+json for programs. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (reply.sent) return;
    const refusal = this.refusalOf(error);
    const isFault = refusal.refused === 'server.fault';
    if (reply.raw.destroyed) {
      // Whoever left in the middle of an answer is told nothing any more; that they left is no error.
      if (isFault && !isLeaving(error)) this.log.say('error', 'fault', { request: request.id, ...faultIn(error) });
      return;
    }
    tell(request, { code: refusal.refused, ...(isFault && { fault: error }) });
    const problem = problemOf(refusal);
    const page = isForPeople(request);
    const type = page ? 'text/html' : 'application/problem+json';
    void reply
      .status(problem.status)
      .header('content-type', `${type}; charset=utf-8`)
      .send(page ? problemPage(problem) : JSON.stringify(problem));
  }

  private refusalOf(error: unknown): Refusal {
    if (error instanceof Refused) return error.refusal;
    if (isTold(error)) return told(error.code, error.sentence, error.remedy);
    if (error instanceof NewerLog || error instanceof MissingText) return told(error.code, ...sentences(error.message));
    if (error instanceof HttpException && error.getStatus() < 500) return ofHttp(error);
    return refuse('server.fault');
  }
}

const isLeaving = (error: unknown): boolean =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String((error as { code?: unknown } | null)?.code));

const isForPeople = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !/^\/(api|health|metrics)([/?]|$)/.test(url) && (headers.accept ?? '').includes('text/html');

/** The store and the registers say themselves what is wrong and what to do. */
type Told = { readonly code: string; readonly sentence: string; readonly remedy: string };
const isTold = (error: unknown): error is Told =>
  error instanceof Error &&
  ['code', 'sentence', 'remedy'].every((member) => typeof (error as unknown as Record<string, unknown>)[member] === 'string');

const told = (code: string, sentence: string, remedy: string): Refusal => ({
  refused: code,
  sentence,
  remedy,
  rule: null,
  overridable: [],
  entries: [],
});

/** The first sentence says what is, the others what to do. */
const sentences = (message: string): [string, string] => {
  const end = message.indexOf('. ');
  return end < 0 ? [message, ''] : [message.slice(0, end + 1), message.slice(end + 2)];
};

const ofHttp = (error: HttpException): Refusal => {
  if (error.getStatus() === 404) return refuse('address.unknown');
  if (error.getStatus() === 413) return refuse('body.too-large');
  if (error.getStatus() === 415 || isParsing(error)) return refuse('body.not-json');
  return refuse('request.wrong', `${error.message}.`);
};

const isParsing = (error: HttpException): boolean => {
  const cause = error.cause as { code?: string; name?: string } | undefined;
  return (
    cause instanceof SyntaxError ||
    /^FST_ERR_CTP_(INVALID_JSON|EMPTY_JSON)/.test(cause?.code ?? '') ||
    /JSON|__proto__|constructor property/.test(error.message)
  );
};
