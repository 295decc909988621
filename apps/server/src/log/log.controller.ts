import { Controller, Headers, Query, Req, Sse, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { filter, interval, map, merge, Observable, Subject, takeWhile, tap } from 'rxjs';
import type { Position, Recorded } from '#event-store/port.js';
import { MinuteBook } from '#shell/minute-book.js';
import { FeedQuery } from '../http/queries.js';
import { InHand } from '../observing/in-hand.js';
import { drained, feedOf } from './feed.js';

const heartbeatMs = 15_000;
const closing = 'closing';
/** After this long a browser asks again by itself. */
const comeBackMs = 2_000;
/** For those who listen to take what they are told last. */
const toLeaveMs = 300;

@ApiTags('log')
@Controller('api/log')
export class LogController implements BeforeApplicationShutdown {
  private readonly closing = new Subject<void>();
  constructor(
    private readonly book: MinuteBook,
    private readonly inHand: InHand,
  ) {}

  @Sse('stream')
  @ApiOperation({
    operationId: 'followLog',
    summary:
      'Each new entry as it is recorded, once the registers show it. Its event id is its position: a client that reconnects misses none. An event `read-only` says that nothing more is recorded, why, and what to do; an event `closing` that this server is being stopped, and after how many milliseconds to come back.',
  })
  @ApiProduces('text/event-stream')
  async stream(
    @Query() { stream, after }: FeedQuery,
    @Req() request: FastifyRequest,
    @Headers('last-event-id') last?: string,
  ): Promise<Observable<MessageEvent>> {
    const from = positionIn(last) ?? after ?? (await this.book.store.head());
    let at = from;
    const entries = feedOf(this.book.store, from, this.shown, drained(request.raw.socket)).pipe(
      tap(({ position }) => (at = position)),
      filter(({ envelope }) => stream === undefined || envelope.stream === stream),
      map(messageOf),
    );
    const heartbeats = interval(heartbeatMs).pipe(map((): MessageEvent => ({ comment: '' }) as unknown as MessageEvent));
    return merge(
      entries,
      heartbeats,
      this.readOnly(() => at),
      this.closing.pipe(map((): MessageEvent => ({ id: String(at), type: closing, retry: comeBackMs, data: { retry: comeBackMs } }))),
    ).pipe(takeWhile(({ type }) => type !== closing, true));
  }

  /** An open feed would hold the server up: each is told when to come back, and ended. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.next();
    await this.inHand.unheard(toLeaveMs);
  }

  /** Told to whoever listens, and to whoever comes later. It moves nobody's place in the log: its id is that of the entry before. */
  private readonly readOnly = (at: () => Position) =>
    new Observable<MessageEvent>((listener) =>
      this.book.store.onStopped(({ sentence, remedy }) =>
        listener.next({ id: String(at()), type: 'read-only', data: { sentence, remedy } }),
      ),
    );

  /** Whoever is told of an entry and then reads finds it. A register that has stopped holds no feed up: /health says so. */
  private readonly shown = ({ position }: Recorded) => this.book.registers.reached(position).catch(() => undefined);
}

const positionIn = (id: string | undefined): Position | null => (id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : null);

const messageOf = ({ position, envelope: { stream, revision, type } }: Recorded): MessageEvent => ({
  id: String(position),
  data: { position, stream, revision, type },
});
