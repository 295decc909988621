import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actionColumns } from '#shell/columns/actions.js';
import { allocationColumns } from '#shell/columns/allocations.js';
import { trailColumns } from '#shell/columns/audit-trail.js';
import { decisionColumns } from '#shell/columns/decisions.js';
import { findingColumns } from '#shell/columns/findings.js';
import { interestColumns } from '#shell/columns/interests.js';
import { Action, Actions, Allocations, AuditTrail, Decision, Decisions, Findings, Interests } from '#shell/nest/queries/registers.js';
import { LineageOf, RevisionsOf } from '#shell/nest/queries/streams.js';
import { etagOf } from '../http/headers.js';
import {
  ActionsQuery,
  AsOfQuery,
  AuditQuery,
  DecisionsQuery,
  FindingsQuery,
  InterestsQuery,
  nextPage,
  OfBoardQuery,
} from '../http/queries.js';
import { inTableForm, pageInForm } from './sending.js';

@ApiTags('registers')
@ApiProduces('application/json', 'text/csv', 'application/jsonl')
@Controller('api')
export class RegistersController {
  constructor(private readonly queries: QueryBus) {}

  @Get('actions')
  @ApiOperation({ operationId: 'actions', summary: 'What was undertaken: by whom, until when, and what came of it.' })
  async actions(@Query() asked: ActionsQuery, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string) {
    return inTableForm(await this.queries.execute(new Actions(filterOf(asked), asked)), actionColumns, asked, accept, reply);
  }

  @Get('actions/:id')
  @ApiOperation({
    operationId: 'action',
    summary: 'One action with its history. Its ETag is its own revision and that of the meeting that raised it.',
  })
  async action(@Param('id') id: string, @Query() asOf: AsOfQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const etag = await this.etag(`action-${id}`);
    const action = await this.queries.execute(new Action(id, asOf));
    void reply.header('etag', etag);
    return action;
  }

  @Get('decisions')
  @ApiOperation({ operationId: 'decisions', summary: 'What was decided, in which words, how, and whether it is still in force.' })
  async decisions(@Query() asked: DecisionsQuery, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string) {
    return inTableForm(await this.queries.execute(new Decisions(filterOf(asked), asked)), decisionColumns, asked, accept, reply);
  }

  @Get('decisions/:id')
  @ApiOperation({
    operationId: 'decision',
    summary: 'One decision: who was present and entitled, interests, the vote, conditions, and what followed.',
  })
  async decision(@Param('id') id: string, @Query() asOf: AsOfQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const etag = await this.etag(`decision-${id}`);
    const decision = await this.queries.execute(new Decision(id, asOf));
    void reply.header('etag', etag);
    return decision;
  }

  @Get('interests')
  @ApiOperation({ operationId: 'interests', summary: 'Interests that were declared, and who withdrew.' })
  async interests(@Query() asked: InterestsQuery, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string) {
    return inTableForm(await this.queries.execute(new Interests(filterOf(asked), asked)), interestColumns, asked, accept, reply);
  }

  @Get('allocations')
  @ApiOperation({ operationId: 'allocations', summary: 'Money that was allocated, each as far as it is stated.' })
  async allocations(@Query() asked: OfBoardQuery, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string) {
    return inTableForm(await this.queries.execute(new Allocations(filterOf(asked), asked)), allocationColumns, asked, accept, reply);
  }

  @Get('findings')
  @ApiOperation({ operationId: 'findings', summary: 'Where the record breaks a rule, leaves something open, or contradicts itself.' })
  async findings(@Query() asked: FindingsQuery, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string) {
    return inTableForm(await this.queries.execute(new Findings(filterOf(asked), asked)), findingColumns, asked, accept, reply);
  }

  @Get('audit')
  @ApiOperation({
    operationId: 'audit',
    summary: 'Every entry of the log in its order: what stands, what was put right, and by which entry.',
  })
  async audit(@Query() asked: AuditQuery, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string) {
    const { stream, after = -1, limit = 100, format } = asked;
    const found = await this.queries.execute(new AuditTrail({ stream, after, limit: limit + 1 }, asked));
    const entries = found.slice(0, limit);
    const next = found.length > limit ? nextPage(asked, entries.at(-1)!.position) : null;
    return pageInForm({ entries, next }, trailColumns, { format, accept, reply });
  }

  @Get('lineage/:entry')
  @ApiOperation({
    operationId: 'lineage',
    summary: 'What led to an entry and what followed from it, through meetings, minutes, decisions and actions.',
  })
  lineage(@Param('entry') entry: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new LineageOf(entry, asOf));
  }

  private async etag(stream: string): Promise<string> {
    const { own, origin } = await this.queries.execute(new RevisionsOf(stream));
    return etagOf(own, origin ?? undefined);
  }
}

/** What a register is asked, without what every read is asked. */
const filterOf = <Q extends object>(asked: Q): Omit<Q, 'at' | 'on' | 'format'> => {
  const { at: _at, on: _on, format: _format, ...filter } = asked as Q & { at?: unknown; on?: unknown; format?: unknown };
  return filter;
};
