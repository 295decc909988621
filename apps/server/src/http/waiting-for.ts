import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MinuteBook } from '#shell/minute-book.js';
import { seenIn, waitFor } from '#shell/wait-for.js';
import { one, waitIn } from './headers.js';

const secondsToWait = 5;

/**
 * Whoever names in the header Wait-For what they have seen is answered when the registers show it, or told that it has not come.
 * Every answer says which registers have stopped, and where.
 */
@Injectable()
export class WaitingFor implements CanActivate {
  constructor(@Inject(MinuteBook) private readonly book: MinuteBook) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (method !== 'GET' && method !== 'HEAD') return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const written = one(headers, 'wait-for');
    if (written !== undefined) {
      const seconds = waitIn(headers, secondsToWait);
      await waitFor(this.book, seenIn(written), seconds * 1000);
      void reply.header('preference-applied', `wait=${seconds}`);
    }
    const halted = this.book.registers.halted();
    if (halted.length > 0) void reply.header('registers-stopped', halted.map(({ name, position }) => `${name}=${position}`).join(', '));
    return true;
  }
}
