import { Controller, Param, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ActionKnown } from '#registers/action-tracker/queries.js';
import type { BoardKnown } from '#registers/book/queries.js';
import { whenOf } from '#shell/as-of.js';
import { Refused } from '#shell/command.js';
import { unknown } from '#shell/unknown.js';
import { refuse } from '../http/refusals.js';
import { actionsPage } from './actions-page.js';
import { readAudit } from './audit.js';
import { auditPage } from './audit-page.js';
import { decisionsPage } from './decisions-page.js';
import type { Here } from './here.js';
import { Page } from './page.js';
import { ActionsPageQuery, AuditPageQuery, DecisionsPageQuery, OfBoardPageQuery, PageQuery } from './queries.js';
import { PageReader, Several } from './reader.js';
import { isRegister, registerTables, sheetsOf } from '#shell/columns/register-tables.js';
import { registerPage, registersPage } from './registers-page.js';
import { SeveralFilter } from './several.filter.js';
import { isOwnedBy, meantBy } from './who.js';

@ApiExcludeController()
@Controller()
@UseFilters(SeveralFilter)
export class ListsController {
  constructor(private readonly reader: PageReader) {}

  @Page('actions')
  async actions(@Query() asked: ActionsPageQuery) {
    const { here, boards, board } = await this.asked(asked);
    const { who = null, show = 'open' } = asked;
    const { registers } = this.reader.book;
    const when = whenOf(here.moment);
    const all = registers
      .actions(board ? { board: board.board } : {}, when)
      .filter((one) => show === 'all' || isDone(one) === (show === 'done'));
    const meant = who === null ? [] : meantBy(who, registers.people(when));
    const isOwn = (one: ActionKnown) => who !== null && isOwnedBy(who, meant, one);
    return actionsPage({
      here,
      boards,
      board,
      who,
      meant: meant.map(({ name }) => name ?? 'somebody unknown'),
      show,
      own: all.filter(isOwn),
      others: all.filter((one) => !isOwn(one)),
    });
  }

  @Page('decisions')
  async decisions(@Query() asked: DecisionsPageQuery) {
    const { here, boards, board } = await this.asked(asked);
    const all = this.reader.book.registers.decisions(board ? { board: board.board } : {}, whenOf(here.moment));
    const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
    const { kind = null } = asked;
    return decisionsPage({ here, boards, board, kind, kinds, decisions: all.filter((one) => kind === null || one.kind === kind) });
  }

  @Page('registers')
  async registers(@Query() asked: PageQuery) {
    return registersPage(await this.reader.here(asked));
  }

  @Page('registers/:name')
  async register(@Param('name') path: string, @Query() asked: OfBoardPageQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const [, name = path, csv] = /^(.+?)(\.csv)?$/.exec(path) ?? [];
    if (!isRegister(name)) throw new Refused(refuse('address.unknown'));
    const { here, boards, board } = await this.asked(asked);
    const { registers } = this.reader.book;
    const when = whenOf(here.moment);
    const of = { registers, board, when };
    const table = registerTables[name].read(of);
    if (!csv) return registerPage({ here, name, boards, board, table, sheets: name === 'attendance' ? sheetsOf(of) : [] });
    void reply.headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` });
    return table.csv();
  }

  @Page('audit')
  async audit(@Query() asked: AuditPageQuery) {
    return auditPage(await readAudit(this.reader.book, await this.reader.here(asked), asked));
  }

  /** Where the reader stands, and the one board that is asked about, if any. @throws Refused, Several */
  private async asked(asked: OfBoardPageQuery) {
    const here = await this.reader.here(asked);
    const when = whenOf(here.moment);
    const boards = this.reader.book.registers.boards(when);
    return { here, boards, board: asked.board === undefined ? null : this.board(asked.board, boards, here) };
  }

  private board(text: string, boards: readonly BoardKnown[], here: Here): BoardKnown {
    const found = this.reader.book.registers.boardNamed(text, whenOf(here.moment));
    const one = 'one' in found ? found.one : here.boardsAt(text)[0];
    if (one) return boards.find(({ board }) => board === one.board)!;
    if ('candidates' in found && found.candidates.length > 0) throw new Several(text, found.candidates, []);
    throw unknown('board', text);
  }
}

const done = new Set<ActionKnown['status']>(['completed', 'cancelled', 'superseded']);
const isDone = ({ status }: ActionKnown): boolean => done.has(status);
