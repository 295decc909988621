import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { sheetColumns, sheetRows } from '#shell/columns/attendance.js';
import { AttendanceSheetOf, Board, Boards, MeetingsOf, MissingOf } from '#shell/nest/queries/boards.js';
import { AsOfQuery, TableQuery } from '../http/queries.js';
import { inTableForm } from './sending.js';

@ApiTags('boards')
@Controller('api/boards')
export class BoardsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ operationId: 'boards', summary: 'All boards, with the names that they go by.' })
  boards(@Query() asOf: AsOfQuery) {
    return this.queries.execute(new Boards(asOf));
  }

  @Get(':id')
  @ApiOperation({
    operationId: 'board',
    summary: 'One board, by its id or a name: its sittings and the organisations that people attend for.',
  })
  board(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new Board(id, asOf));
  }

  @Get(':id/meetings')
  @ApiOperation({ operationId: 'meetingsOfBoard', summary: 'The meetings of a board in the order of their dates, and how far each is.' })
  meetings(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new MeetingsOf(id, asOf));
  }

  @Get(':id/attendance')
  @ApiOperation({ operationId: 'attendanceOfBoard', summary: 'Who was at which meeting, counted from each appointment on.' })
  async attendance(
    @Param('id') id: string,
    @Query() asked: TableQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept') accept?: string,
  ) {
    const sheet = await this.queries.execute(new AttendanceSheetOf(id, asked));
    const rows = inTableForm(sheetRows([sheet]), sheetColumns([sheet]), asked, accept, reply);
    return typeof rows === 'string' ? rows : sheet;
  }

  @Get(':id/missing')
  @ApiOperation({
    operationId: 'missingOfBoard',
    summary: 'What is left to do: minutes not approved, conditions open, agreements without an action, numbers that jump.',
  })
  missing(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new MissingOf(id, asOf));
  }
}
