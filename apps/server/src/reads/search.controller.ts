import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Search } from '#shell/nest/queries/search.js';
import { nextPage, SearchQuery } from '../http/queries.js';

@ApiTags('registers')
@Controller('api/search')
export class SearchController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    operationId: 'search',
    summary: 'Lines of minutes by their words, decisions and actions among them: those that say it most first, then the newest.',
  })
  async search(@Query() asked: SearchQuery) {
    const { q, board, kind, after = 0, limit } = asked;
    const { hits, at, more } = await this.queries.execute(new Search({ words: q, board, kind, after, limit }, asked));
    // Asked at the same position, a page holds none of the lines of the one before it.
    return { hits, next: more ? nextPage(Object.assign(asked, { at: `${at}` }), after + hits.length) : null };
  }
}
