import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Refused } from '#shell/command.js';
import { refuse } from '../http/refusals.js';
import { deskPage, type Desk } from './web-app.js';

const html = 'text/html; charset=utf-8';

/** The desks: one page for each, whose script reads the address again. */
@ApiExcludeController()
@Controller()
export class DesksController {
  @Get('desk')
  @Header('content-type', html)
  home() {
    return pageOf('boards', '/api/desk');
  }

  @Get('desk/:board')
  @Header('content-type', html)
  board(@Param('board') board: string) {
    return pageOf('boards', `/api/desk/${encodeURIComponent(board)}`);
  }

  @Get('desk/:board/:date')
  @Header('content-type', html)
  meeting(@Param('board') board: string, @Param('date') date: string) {
    return pageOf('meeting', `/api/desk/${encodeURIComponent(board)}/${encodeURIComponent(date)}`);
  }

  @Get(['mine', 'mine/:section', 'search'])
  @Header('content-type', html)
  mine() {
    return pageOf('mine');
  }

  @Get(['replay', 'replay/:board'])
  @Header('content-type', html)
  replay() {
    return pageOf('replay', '/api/desk');
  }

  @Get('replay/:board/:date')
  @Header('content-type', html)
  through(@Param('board') board: string, @Param('date') date: string) {
    return pageOf('replay', `/api/desk/${encodeURIComponent(board)}/${encodeURIComponent(date)}`);
  }
}

const pageOf = (desk: Desk, ...data: readonly string[]): string => {
  const page = deskPage(desk, data);
  if (page === null) throw new Refused(refuse('desks.not-built'));
  return page;
};
