import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthOfBook, type BookHealth } from '#shell/nest/queries/health.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    operationId: 'health',
    summary: 'Whether the book can be written and read, and how far registers and policies are. 503 where one has stopped.',
  })
  async health(@Res({ passthrough: true }) response: FastifyReply): Promise<BookHealth> {
    const health = await this.queries.execute(new HealthOfBook());
    void response.status(health.status === 'ok' ? 200 : 503);
    return health;
  }
}
