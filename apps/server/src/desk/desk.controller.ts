import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DeskOfBoard, DeskOfMeeting, DeskOfMember, HomeOfDesk, RegisterOfBoard, TimeLineOfBoard } from '#shell/nest/queries/desk.js';
import { AsOfQuery } from '../http/queries.js';

const boardSegment = { name: 'board', description: 'A board, as in the address of its page, or by its id.', example: 'harbour-board' };

/** All that a desk needs to begin, in one answer each. */
@ApiTags('desk')
@Controller('api/desk')
export class DeskController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ operationId: 'deskHome', summary: 'Every board, meeting and person, with the addresses that people read.' })
  home(@Query() asOf: AsOfQuery) {
    return this.queries.execute(new HomeOfDesk(asOf));
  }

  @Get('people/:id')
  @ApiOperation({
    operationId: 'memberDesk',
    summary: 'All that the book says to one person: actions, coming meetings and past ones, interests declared, decisions.',
  })
  member(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new DeskOfMember(id, asOf));
  }

  @Get(':board')
  @ApiParam(boardSegment)
  @ApiOperation({ operationId: 'boardDesk', summary: 'One board with all its entries, its meetings and what is still to be done.' })
  board(@Param('board') board: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new DeskOfBoard(board, asOf));
  }

  @Get(':board/time-line')
  @ApiParam(boardSegment)
  @ApiOperation({
    operationId: 'boardTimeLine',
    summary: 'Every entry from which the registers of a board may follow, in the order of the log.',
  })
  timeLine(@Param('board') board: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new TimeLineOfBoard(board, asOf));
  }

  @Get(':board/registers/:register')
  @ApiParam(boardSegment)
  @ApiParam({ name: 'register', description: 'Which of its registers.', example: 'decisions' })
  @ApiOperation({ operationId: 'boardRegister', summary: 'A register of one board as people read it: headings, and rows of cells.' })
  register(@Param('board') board: string, @Param('register') register: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new RegisterOfBoard(board, register, asOf));
  }

  @Get(':board/:date')
  @ApiParam(boardSegment)
  @ApiParam({ name: 'date', description: 'A meeting, as in the address of its page, or by its id.', example: '2026-03-10' })
  @ApiOperation({
    operationId: 'meetingDesk',
    summary: 'One meeting with all its entries, those of its minutes, and all that they name or may take up.',
  })
  meeting(@Param('board') board: string, @Param('date') date: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new DeskOfMeeting(board, date, asOf));
  }
}
