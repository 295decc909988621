import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { People, Person } from '#shell/nest/queries/boards.js';
import { AsOfQuery } from '../http/queries.js';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ operationId: 'people', summary: 'Everybody whom the book knows, with each spelling and where it is good.' })
  people(@Query() asOf: AsOfQuery) {
    return this.queries.execute(new People(asOf));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'person', summary: 'One person, by the id of any joined record, or a name.' })
  person(@Param('id') id: string, @Query() asOf: AsOfQuery) {
    return this.queries.execute(new Person(id, asOf));
  }
}
