import { performance } from 'node:perf_hooks';
import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askedBy } from '#kernel/event.js';
import { isId } from '#kernel/shape.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { StoreUnavailable } from '#event-store/port.js';
import { Refused, type Command, type Reply } from '#shell/command.js';
import { continues } from '#shell/gather.js';
import { MinuteBook } from '#shell/minute-book.js';
import { EntriesOf, RevisionsOf, Settled } from '#shell/nest/queries/streams.js';
import { RecordEntry } from '#shell/nest/record-entry.js';
import { commandIdIn, etagOf, ifMatchIn, waitIn, type Headers as Sent } from '../http/headers.js';
import { EntriesQuery, nextPage, WaitQuery } from '../http/queries.js';
import { actorOf } from '../http/working-as.js';
import { Metrics, type Outcome } from '../observing/metrics.js';
import { tell } from '../observing/told.js';
import { pageInForm } from '../reads/sending.js';
import { EntryBody } from './entry-body.js';
import { NounPipe } from './nouns.js';

@ApiTags('entries')
@Controller('api/:noun/:id/entries')
export class EntriesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly book: MinuteBook,
    private readonly metrics: Metrics,
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
  @ApiHeader({
    name: 'Working-As',
    required: false,
    schema: { type: 'string', format: 'uuid' },
    description: 'The person who makes the entry; without it, the operator of this computer.',
  })
  @ApiResponse({ status: 201, description: 'Recorded: stream, revision, position and the events.' })
  @ApiResponse({ status: 200, description: 'Recorded before under this key: the first reply.' })
  async record(
    @Param('noun', NounPipe) kind: Kind,
    @Param('id') id: string,
    @Body() body: EntryBody,
    @Query() { wait }: WaitQuery,
    @Headers() headers: Sent,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<Omit<Reply, 'again'>> {
    const verb = askedBy(catalogues[kind], body.verb) ? body.verb : 'unknown';
    // Somebody may have written anything in the place of an id.
    tell(request, { verb, ...(isId(id) && { stream: `${kind}-${id}` }) });
    const { again, ...reply } = await this.counted(verb, async () => {
      const actor = await actorOf(headers, this.book);
      return this.commands.execute(new RecordEntry(commandFrom(`${kind}-${id}`, body, headers, actor)));
    });
    tell(request, { revision: reply.revision });
    const seconds = waitIn(headers, wait ?? false);
    if (seconds > 0 && (await this.queries.execute(new Settled(seconds)))) void response.header('preference-applied', `wait=${seconds}`);
    void response.status(again ? 200 : 201).header('etag', await this.etag(reply, kind));
    return reply;
  }

  @Get()
  @ApiOperation({ operationId: 'entries', summary: 'The entries as recorded, with their words, oldest first.' })
  @ApiProduces('application/json', 'application/jsonl')
  async entries(
    @Param('noun', NounPipe) kind: Kind,
    @Param('id') id: string,
    @Query() page: EntriesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept') accept?: string,
  ) {
    const { after = -1, limit = 100 } = page;
    const { entries, more } = await this.queries.execute(new EntriesOf(`${kind}-${id}`, after, limit, page));
    const next = more ? nextPage(page, entries.at(-1)!.revision) : null;
    return pageInForm({ entries, next }, null, { format: page.format, accept, reply });
  }

  private async counted(verb: string, record: () => Promise<Reply>): Promise<Reply> {
    const begun = performance.now();
    const over = (outcome: Outcome) => this.metrics.command(verb, outcome, performance.now() - begun);
    try {
      const reply = await record();
      over(reply.again ? 'again' : 'recorded');
      return reply;
    } catch (error) {
      over(error instanceof Refused ? 'refused' : error instanceof StoreUnavailable ? 'unavailable' : 'fault');
      throw error;
    }
  }

  /** Of most streams the reply says all; nobody waits for the registers to be told that something is recorded. */
  private async etag({ stream, revision }: Pick<Reply, 'stream' | 'revision'>, kind: Kind): Promise<string> {
    if (!continues(kind)) return etagOf(revision);
    const { origin } = await this.queries.execute(new RevisionsOf(stream, false));
    return etagOf(revision, origin ?? undefined);
  }
}

const commandFrom = (stream: string, body: EntryBody, headers: Sent, actor: string): Omit<Command, 'continues'> => ({
  stream,
  id: commandIdIn(headers),
  verb: body.verb,
  data: body.data,
  actor,
  recorded: body.recorded ?? 'live',
  occurred: body.occurred ?? null,
  enteredAt: body.enteredAt ?? null,
  override: body.override ?? null,
  ifMatch: ifMatchIn(headers),
});
