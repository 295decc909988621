import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { candidatesPage, type Candidate } from './candidates-page.js';
import type { Here } from './here.js';
import { meetingName } from './meeting-frame.js';
import { PageReader, Several } from './reader.js';

/** An address that may mean several is answered with the candidates. */
@Catch(Several)
export class SeveralFilter implements ExceptionFilter {
  constructor(private readonly reader: PageReader) {}

  async catch({ asked, boards, meetings }: Several, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const here = await this.reader.here(http.getRequest<FastifyRequest>().query as Here['asked']);
    const candidates: readonly Candidate[] = [
      ...boards.map((one) => ({
        href: here.to(`/${one.board}`),
        name: one.name ?? 'A board without a name',
        more: one.aliases.join(', '),
      })),
      ...meetings.map((one) => ({
        href: here.to(here.meeting(one.meeting)!),
        name: meetingName({ meeting: one }),
        more: [one.start, one.kind, one.label, one.place].filter((part) => part !== null).join(' · '),
      })),
    ];
    const reply = http.getResponse<FastifyReply>();
    void reply
      .status(300)
      .header('content-type', 'text/html; charset=utf-8')
      .send(candidatesPage(here, asked, candidates));
  }
}
