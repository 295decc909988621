import { Controller, Param, Query, Redirect, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { whenOf } from '#shell/as-of.js';
import { unknown } from '#shell/unknown.js';
import { documentPolicy } from '../http/headers.js';
import { attendancePage } from './attendance-page.js';
import { boardPage } from './board-page.js';
import { boardsPage } from './boards-page.js';
import { decisionPage } from './decision-page.js';
import { documentIn } from './documents.js';
import { findingsPage } from './findings-page.js';
import { interestsPage } from './interests-page.js';
import type { MeetingShown } from './meeting-shown.js';
import { minutesPage } from './minutes-page.js';
import { Page } from './page.js';
import { PageQuery } from './queries.js';
import { PageReader } from './reader.js';
import { SeveralFilter } from './several.filter.js';
import { votesPage } from './votes-page.js';

@ApiExcludeController()
@Controller()
@UseFilters(SeveralFilter)
export class BoardsController {
  constructor(private readonly reader: PageReader) {}

  @Page()
  async boards(@Query() asked: PageQuery) {
    const here = await this.reader.here(asked);
    const { registers } = this.reader.book;
    const when = whenOf(here.moment);
    const boards = registers.boards(when).map((board) => ({
      board,
      meetings: registers.meetings(board.board, when),
      missing: registers.missing(board.board, when),
    }));
    return boardsPage(here, boards);
  }

  @Page(':board')
  async board(@Param('board') segment: string, @Query() asked: PageQuery) {
    const here = await this.reader.here(asked);
    const board = this.reader.board(here, segment);
    const { registers } = this.reader.book;
    const when = whenOf(here.moment);
    const meetings = registers.meetings(board.board, when);
    const missing = registers.missing(board.board, when);
    const known = new Set(meetings.map(({ meeting }) => meeting));
    return boardPage(here, {
      board,
      meetings,
      missing,
      mentioned: registers.sittings(board.board, when).filter(({ meeting }) => meeting === null || !known.has(meeting)),
    });
  }

  @Page(':board/:date')
  async meeting(
    @Param('board') segment: string,
    @Param('date') date: string,
    @Query() asked: PageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const document = documentIn(date);
    if (!document) {
      const shown = await this.shown(segment, date, asked);
      return minutesPage(shown, await this.reader.changes(shown.here, shown.meeting));
    }
    const { open } = await this.shown(segment, document.of, asked);
    void reply.header('content-type', document.type).header('content-security-policy', documentPolicy);
    return document.print(open);
  }

  @Page(':board/:date/attendance')
  async attendance(@Param('board') segment: string, @Param('date') date: string, @Query() asked: PageQuery) {
    return attendancePage(await this.shown(segment, date, asked));
  }

  @Page(':board/:date/interests')
  async interests(@Param('board') segment: string, @Param('date') date: string, @Query() asked: PageQuery) {
    return interestsPage(await this.shown(segment, date, asked));
  }

  @Page(':board/:date/votes')
  async votes(@Param('board') segment: string, @Param('date') date: string, @Query() asked: PageQuery) {
    return votesPage(await this.shown(segment, date, asked));
  }

  @Page(':board/:date/findings')
  async findings(@Param('board') segment: string, @Param('date') date: string, @Query() asked: PageQuery) {
    return findingsPage(await this.shown(segment, date, asked));
  }

  @Page(':board/:date/decisions')
  @Redirect()
  decisions(@Param('board') segment: string, @Param('date') date: string) {
    return { url: `/${encodeURIComponent(segment)}/${encodeURIComponent(date)}/votes`, statusCode: 302 };
  }

  @Page(':board/:date/decisions/:revision')
  async decision(
    @Param('board') segment: string,
    @Param('date') date: string,
    @Param('revision') revision: string,
    @Query() asked: PageQuery,
  ) {
    const shown = await this.shown(segment, date, asked);
    const fact = shown.read.standing.find((one) => one.type === 'DecisionRecorded' && String(one.entry.revision) === revision);
    const decision = fact && this.reader.book.registers.decision(fact.data.decisionId as string, whenOf(shown.here.moment));
    if (!decision) throw unknown('decision', revision);
    return decisionPage(shown, decision);
  }

  private async shown(segment: string, date: string, asked: PageQuery): Promise<MeetingShown> {
    const here = await this.reader.here(asked);
    const board = this.reader.board(here, segment);
    return this.reader.shown(here, board, this.reader.meeting(here, board, date));
  }
}
