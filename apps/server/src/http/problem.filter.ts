import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Refusal } from '#kernel/refusal.js';
import { StoreUnavailable } from '#event-store/port.js';
import { Refused } from '#shell/command.js';
import { NewerLog } from '#shell/facts.js';
import { MissingText } from '#shell/opener.js';
import { problemOf } from './problem.js';
import { refuse } from './refusals.js';

/** The only place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Minutebook');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = problemOf(this.refusalOf(error));
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private refusalOf(error: unknown): Refusal {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof StoreUnavailable) return told(error.code, error.sentence, error.remedy);
    if (error instanceof NewerLog || error instanceof MissingText) return told(error.code, ...sentences(error.message));
    if (error instanceof HttpException && error.getStatus() < 500) return ofHttp(error);
    this.log.error(error);
    return refuse('server.fault');
  }
}

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
