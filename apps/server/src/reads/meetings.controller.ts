import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { minutesPage } from '#documents/minutes-html.js';
import { minutesJson } from '#documents/minutes-json.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import { changeColumns, changesMarkdown } from '#shell/columns/changes.js';
import { csvOf } from '#shell/columns/column.js';
import { findingColumns } from '#shell/columns/findings.js';
import type { MinutesChanges } from '#shell/minutes-changes.js';
import { AttendanceAt, ChangesOf, DivisionsAt, FindingsOn, Meeting, MinutesOf } from '#shell/nest/queries/meetings.js';
import { formOf, types } from '../http/forms.js';
import { documentPolicy, etagOf } from '../http/headers.js';
import { AsOfQuery, ChangesQuery, MinutesQuery, TableQuery } from '../http/queries.js';
import { inTableForm, jsonLines } from './sending.js';

const printed = { json: minutesJson, md: minutesMarkdown, html: minutesPage } as const;

@ApiTags('meetings')
@Controller('api/meetings/:id')
export class MeetingsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    operationId: 'meeting',
    summary: 'When and where, how far it is, and what became of its minutes. Its ETag is its revision.',
  })
  async meeting(@Param('id') id: string, @Query() asOf: AsOfQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const meeting = await this.queries.execute(new Meeting(id, asOf));
    void reply.header('etag', etagOf(meeting.revision));
    return meeting;
  }

  @Get('minutes')
  @ApiOperation({ operationId: 'minutesOfMeeting', summary: 'The minutes as they stand, or stood: as JSON, Markdown or HTML.' })
  @ApiProduces('application/json', 'text/markdown', 'text/html')
  async minutes(
    @Param('id') id: string,
    @Query() asked: MinutesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<string> {
    const form = formOf(['json', 'md', 'html'], asked.format, accept);
    const minutes = await this.queries.execute(new MinutesOf(id, asked));
    void reply.header('content-type', types[form]).header('vary', 'accept');
    if (form === 'html') void reply.header('content-security-policy', documentPolicy);
    return printed[form](minutes);
  }

  @Get('changes')
  @ApiOperation({
    operationId: 'changesOfMinutes',
    summary: 'What the minutes print otherwise since a version was sent out: the old words and the new, who changed them, when and why.',
  })
  @ApiProduces('application/json', 'text/markdown', 'text/csv', 'application/jsonl')
  async changes(
    @Param('id') id: string,
    @Query() asked: ChangesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<MinutesChanges | string> {
    const form = formOf(['json', 'md', 'csv', 'jsonl'], asked.format, accept);
    const found = await this.queries.execute(new ChangesOf(id, asked.since ?? null, asked));
    void reply.header('content-type', types[form]).header('vary', 'accept');
    if (form === 'json') return found;
    if (form === 'jsonl') return jsonLines(found.changes);
    return form === 'csv' ? csvOf(found.changes, changeColumns) : changesMarkdown(found);
  }

  @Get('attendance')
  @ApiOperation({ operationId: 'attendanceAtMeeting', summary: 'Who was there, when and as what, and who sent apologies.' })
  attendance(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new AttendanceAt(id, asOf));
  }

  @Get('divisions')
  @ApiOperation({
    operationId: 'divisionsAtMeeting',
    summary: 'Each vote: its question, counts, result, who might vote, and what is not stated; and decisions without one.',
  })
  divisions(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new DivisionsAt(id, asOf));
  }

  @Get('findings')
  @ApiOperation({
    operationId: 'findingsOnMeeting',
    summary: 'What rules find, what nobody can tell, what is missing, and what contradicts itself.',
  })
  @ApiProduces('application/json', 'text/csv', 'application/jsonl')
  async findings(
    @Param('id') id: string,
    @Query() asked: TableQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept') accept?: string,
  ) {
    return inTableForm(await this.queries.execute(new FindingsOn(id, asked)), findingColumns, asked, accept, reply);
  }
}
