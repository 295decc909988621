import { Controller, Get, Header, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { Refused } from '#shell/command.js';
import { leanDesk } from '#shell/desk/lean-desk.js';
import { DeskOfBoard, DeskOfMeeting, HomeOfDesk } from '#shell/nest/queries/desk.js';
import { refuse } from '../http/refusals.js';
import { deskPage, type Carried, type Desk } from './web-app.js';

const html = 'text/html; charset=utf-8';
const api = '/api/desk';

/** The desks: one page for each, which carries what its first screen shows, and whose script reads the address again. */
@ApiExcludeController()
@Controller()
export class DesksController {
  constructor(private readonly queries: QueryBus) {}

  @Get('desk')
  @Header('content-type', html)
  boards() {
    return this.pageOf('boards', this.home());
  }

  @Get('desk/:board')
  @Header('content-type', html)
  board(@Param('board') board: string) {
    return this.pageOf('boards', this.carrying(`${api}/${encodeURIComponent(board)}`, this.queries.execute(new DeskOfBoard(board, {}))));
  }

  @Get('desk/:board/:date')
  @Header('content-type', html)
  record(@Param('board') board: string, @Param('date') date: string) {
    return this.pageOf('meeting', this.meeting(board, date));
  }

  @Get(['mine', 'mine/:section', 'search'])
  @Header('content-type', html)
  mine() {
    return this.pageOf('mine', this.home());
  }

  @Get(['replay', 'replay/:board'])
  @Header('content-type', html)
  replay() {
    return this.pageOf('replay', this.home());
  }

  @Get('replay/:board/:date')
  @Header('content-type', html)
  through(@Param('board') board: string, @Param('date') date: string) {
    return this.pageOf('replay', this.meeting(board, date));
  }

  private home() {
    return this.carrying(api, this.queries.execute(new HomeOfDesk({})));
  }

  private meeting(board: string, date: string) {
    const path = `${api}/${encodeURIComponent(board)}/${encodeURIComponent(date)}`;
    return this.carrying(path, this.queries.execute(new DeskOfMeeting(board, date, {})).then(leanDesk));
  }

  /** What is refused the page asks for again, and says why. */
  private carrying(path: string, answer: Promise<unknown>): Promise<Carried | null> {
    return answer.then(
      (found) => ({ path, answer: found }),
      (error: unknown) => {
        if (error instanceof Refused) return null;
        throw error;
      },
    );
  }

  private async pageOf(desk: Desk, carried: Promise<Carried | null>): Promise<string> {
    const page = deskPage(desk, await carried);
    if (page === null) throw new Refused(refuse('desks.not-built'));
    return page;
  }
}
