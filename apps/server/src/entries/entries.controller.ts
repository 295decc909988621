import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Kind } from '#domain/catalogues.js';
import type { Command, Reply } from '#shell/command.js';
import { localOperator } from '#shell/minute-book.js';
import { EntriesOf, RevisionsOf, Settled } from '#shell/nest/queries/streams.js';
import { RecordEntry } from '#shell/nest/record-entry.js';
import { commandIdIn, etagOf, ifMatchIn, waitIn } from '../http/headers.js';
import { nextPage, PageQuery, WaitQuery } from '../http/queries.js';
import { EntryBody } from './entry-body.js';
import { NounPipe } from './nouns.js';

type Sent = Record<string, string | string[] | undefined>;

@ApiTags('entries')
@Controller('api/:noun/:id/entries')
export class EntriesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'record',
    summary: 'Record one entry. Sent again under the same key, it answers the same and records nothing.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    description: 'A new random UUID for each intent.',
  })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string', example: '"12"' }, description: 'The revision that was read.' })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    schema: { type: 'string', example: 'wait=5' },
    description: 'Seconds to wait for registers and policies.',
  })
  @ApiResponse({ status: 201, description: 'Recorded: stream, revision, position and the events.' })
  @ApiResponse({ status: 200, description: 'Recorded before under this key: the first reply.' })
  async record(
    @Param('noun', NounPipe) kind: Kind,
    @Param('id') id: string,
    @Body() body: EntryBody,
    @Query() { wait }: WaitQuery,
    @Headers() headers: Sent,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<Omit<Reply, 'again'>> {
    const { again, ...reply } = await this.commands.execute(new RecordEntry(commandFrom(`${kind}-${id}`, body, headers)));
    const seconds = waitIn(headers, wait ?? false);
    if (seconds > 0 && (await this.queries.execute(new Settled(seconds)))) void response.header('preference-applied', `wait=${seconds}`);
    void response.status(again ? 200 : 201).header('etag', await this.etag(reply));
    return reply;
  }

  @Get()
  @ApiOperation({ operationId: 'entries', summary: 'The entries as recorded, with their words, oldest first.' })
  async entries(@Param('noun', NounPipe) kind: Kind, @Param('id') id: string, @Query() page: PageQuery) {
    const { after = -1, limit = 100 } = page;
    const { entries, more } = await this.queries.execute(new EntriesOf(`${kind}-${id}`, after, limit, page));
    return { entries, next: more ? nextPage(page, entries.at(-1)!.revision) : null };
  }

  private async etag({ stream, revision }: Pick<Reply, 'stream' | 'revision'>): Promise<string> {
    const { origin } = await this.queries.execute(new RevisionsOf(stream));
    return etagOf(revision, origin ?? undefined);
  }
}

const commandFrom = (stream: string, body: EntryBody, headers: Sent): Omit<Command, 'continues'> => ({
  stream,
  id: commandIdIn(headers),
  verb: body.verb,
  data: body.data,
  actor: localOperator,
  recorded: body.recorded ?? 'live',
  occurred: body.occurred ?? null,
  enteredAt: body.enteredAt ?? null,
  override: body.override ?? null,
  ifMatch: ifMatchIn(headers),
});
