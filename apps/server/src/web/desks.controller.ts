import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { dateInWords } from '#documents/figures.js';
import { Refused } from '#shell/command.js';
import type { LeanMeetingDesk } from '#shell/desk/answers.js';
import { CarriedDesk, DeskOfBoard, HomeOfDesk } from '#shell/nest/queries/desk.js';
import { refuse } from '../http/refusals.js';
import { deskPage, type Desk } from './web-app.js';

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
    return this.home('boards', 'Boards');
  }

  @Get('desk/:board')
  @Header('content-type', html)
  board(@Param('board') board: string) {
    const ask = () => this.queries.execute(new DeskOfBoard(board, {}));
    return pageOf('boards', `${api}/${encodeURIComponent(board)}`, ask, (desk) => desk?.board.name ?? 'Board');
  }

  @Get('desk/:board/:date')
  @Header('content-type', html)
  record(@Param('board') board: string, @Param('date') date: string) {
    return this.meeting('meeting', board, date, '');
  }

  @Get(['mine', 'mine/:section'])
  @Header('content-type', html)
  mine() {
    return this.home('mine', 'My desk');
  }

  @Get('search')
  @Header('content-type', html)
  search() {
    return this.home('mine', 'Search');
  }

  @Get(['replay', 'replay/:board'])
  @Header('content-type', html)
  replay() {
    return this.home('replay', 'History');
  }

  @Get('replay/:board/:date')
  @Header('content-type', html)
  through(@Param('board') board: string, @Param('date') date: string) {
    return this.meeting('replay', board, date, 'History of ');
  }

  private home(desk: Desk, heading: string): StreamableFile {
    return pageOf(
      desk,
      api,
      () => this.queries.execute(new HomeOfDesk({})),
      () => heading,
    );
  }

  private meeting(desk: Desk, board: string, date: string, before: string): StreamableFile {
    const path = `${api}/${encodeURIComponent(board)}/${encodeURIComponent(date)}`;
    const ask = () => this.queries.execute(new CarriedDesk(board, date, desk === 'replay'));
    return pageOf(desk, path, ask, (found) => before + (found === null ? 'Meeting' : nameOf(found)));
  }
}

const nameOf = ({ board, meeting }: LeanMeetingDesk): string =>
  `${board.name ?? 'Meeting'}, ${meeting.date === null ? 'date not stated' : dateInWords(meeting.date)}`;

/** What is refused, or goes wrong, the page asks for again, and says why. @throws Refused where the desks are not built */
const pageOf = <T>(desk: Desk, path: string, ask: () => Promise<T>, heading: (answer: T | null) => string): StreamableFile => {
  const carried = async () => {
    const answer = await ask().catch(() => null);
    return { heading: heading(answer), path, answer };
  };
  const page = deskPage(desk, carried);
  if (page === null) throw new Refused(refuse('desks.not-built'));
  return new StreamableFile(page);
};
