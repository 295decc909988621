import { Controller, Headers, Query, Req, Sse, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { EMPTY, filter, interval, map, merge, Observable, of, Subject, takeWhile, tap } from 'rxjs';
import { readerVersion } from '#domain/reader.js';
import type { Position, Recorded } from '#event-store/port.js';
import { NewerLog } from '#shell/facts.js';
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
      'Each new entry as it is recorded, once the registers show it. Its event id is its position: a client that reconnects misses none. An event `read-only` says that nothing more is recorded, why, and what to do; an event `closing` that this server is being stopped, and after how many milliseconds to come back. An event `outdated` says that the log holds what this server, or a page that names an older version of a `reader`, does not know, and what to do.',
  })
  @ApiProduces('text/event-stream')
  async stream(
    @Query() { stream, after, reader = readerVersion }: FeedQuery,
    @Req() request: FastifyRequest,
    @Headers('last-event-id') last?: string,
  ): Promise<Observable<MessageEvent>> {
    const from = positionIn(last) ?? after ?? (await this.book.store.head());
    let at = from;
    const place = (type: string, data: object): MessageEvent => ({ id: String(at), type, data });
    const outdated = new Subject<MessageEvent>();
    const tell = ({ sentence, remedy }: NewerLog) => outdated.next(place('outdated', { sentence, remedy }));
    const entries = feedOf(this.book.store, from, this.shown(tell), drained(request.raw.socket)).pipe(
      tap(({ position }) => (at = position)),
      filter(({ envelope }) => stream === undefined || envelope.stream === stream),
      map(messageOf),
    );
    const heartbeats = interval(heartbeatMs).pipe(map((): MessageEvent => ({ comment: '' }) as unknown as MessageEvent));
    return merge(
      reader < readerVersion ? of(place('outdated', olderPage)) : EMPTY,
      outdated,
      this.knownToBeOutdated(from, tell),
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

  /** Where the log is newer than this server already, whoever comes is told at once. */
  private readonly knownToBeOutdated = (from: Position, tell: (newer: NewerLog) => void) =>
    new Observable<MessageEvent>(() => {
      void this.book.registers.reached(from).catch((error: unknown) => error instanceof NewerLog && tell(error));
    });

  /** Told to whoever listens, and to whoever comes later. It moves nobody's place in the log: its id is that of the entry before. */
  private readonly readOnly = (at: () => Position) =>
    new Observable<MessageEvent>((listener) =>
      this.book.store.onStopped(({ sentence, remedy }) =>
        listener.next({ id: String(at()), type: 'read-only', data: { sentence, remedy } }),
      ),
    );

  /** Whoever is told of an entry and then reads finds it. A register that has stopped holds no feed up: /health says so. */
  private readonly shown =
    (tell: (newer: NewerLog) => void) =>
    ({ position }: Recorded) =>
      this.book.registers.reached(position).catch((error: unknown) => void (error instanceof NewerLog && tell(error)));
}

/** The server has been renewed since that page came, and may tell of what it does not know. */
const olderPage = {
  sentence: 'This page is older than the server.',
  remedy: 'Reload it: what you entered stays on this device until it is saved.',
};

const positionIn = (id: string | undefined): Position | null => (id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : null);

const messageOf = ({ position, envelope: { stream, revision, type } }: Recorded): MessageEvent => ({
  id: String(position),
  data: { position, stream, revision, type },
});
