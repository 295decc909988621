import { Controller, Get, Headers, Query, Res, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readerVersion } from '#domain/reader.js';
import type { Position, StoreUnavailable } from '#event-store/port.js';
import { NewerLog } from '#shell/facts.js';
import { MinuteBook } from '#shell/minute-book.js';
import { FeedQuery } from '../http/queries.js';
import { InHand } from '../observing/in-hand.js';
import { earOf, headersOfFeed } from './ear.js';
import { Feed, type Listener } from './feed.js';
import { heartbeat, inWords } from './words.js';

const heartbeatMs = 15_000;
/** After this long a browser asks again by itself. */
const comeBackMs = 2_000;
/** For those who listen to take what they are told last. */
const toLeaveMs = 300;

@ApiTags('log')
@Controller('api/log')
export class LogController implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly feed: Feed;
  private beating: NodeJS.Timeout | undefined;
  private stopped: StoreUnavailable | null = null;
  private readonly outdated = new WeakSet<Listener>();
  private news = 0;
  private looking = false;
  constructor(
    private readonly book: MinuteBook,
    private readonly inHand: InHand,
  ) {
    this.feed = new Feed(book.store, () => void this.lookForAll());
  }

  @Get('stream')
  @ApiOperation({
    operationId: 'followLog',
    summary:
      'Each new entry as soon as it is recorded. Its event id is its position: a client that reconnects misses none, and one that reads a register next names it in `Wait-For`. An event `read-only` says that nothing more is recorded, why, and what to do; an event `closing` that this server is being stopped, and after how many milliseconds to come back. An event `outdated` says that the log holds what this server, or a page that names an older version of a `reader`, does not know, and what to do.',
  })
  @ApiProduces('text/event-stream')
  async stream(
    @Query() { stream, after, reader = readerVersion }: FeedQuery,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') last?: string,
  ): Promise<void> {
    const seen = positionIn(last) ?? after ?? null;
    const head = await this.book.store.head().catch((error: unknown) => {
      if (seen === null) throw error;
      return seen;
    });
    // Whoever saw more than there is saw another log, or another server: what is new is told all the same.
    const at = Math.min(seen ?? head, head);
    if (reply.raw.closed) return;
    if (reply.request.method === 'HEAD') return void reply.headers(headersOfFeed).send();
    const leaving = new AbortController();
    reply.raw.once('close', () => leaving.abort());
    const listener: Listener = { ear: earOf(reply), stream: stream ?? null, signal: leaving.signal, at };
    if (this.stopped) this.tell(listener, 'read-only', this.stopped);
    if (reader < readerVersion) this.tell(listener, 'outdated', olderPage);
    await this.feed.listen(listener).catch(() => listener.ear.end());
    void this.lookForAll();
  }

  onApplicationBootstrap(): void {
    this.beating = setInterval(() => this.feed.beat(heartbeat), heartbeatMs).unref();
    this.book.store.onStopped((why) => this.readOnly(why));
    this.book.ledger.onAlarm((why) => this.readOnly(why));
  }

  private readOnly(why: StoreUnavailable): void {
    if (this.stopped) return;
    this.stopped = why;
    for (const listener of this.feed.listeners) this.tell(listener, 'read-only', why);
  }

  /** An open feed would hold the server up: each is told when to come back, and ended. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.beating);
    for (const listener of this.feed.listeners) {
      const id = this.feed.knownTo(listener);
      listener.ear.write(inWords({ id, type: 'closing', retry: comeBackMs, data: { retry: comeBackMs } }));
      listener.ear.end();
    }
    await this.inHand.unheard(toLeaveMs);
  }

  /** It moves nobody's place in the log: its id is that of the entry before. */
  private tell(listener: Listener, type: 'read-only' | 'outdated', { sentence, remedy }: Said): void {
    listener.ear.write(inWords({ id: this.feed.knownTo(listener), type, data: { sentence, remedy } }));
  }

  /** Where the log is newer than this server, all who listen are told. While registers are behind, one question waits for all who come and go. */
  private async lookForAll(): Promise<void> {
    this.news++;
    if (this.looking) return;
    this.looking = true;
    for (let seen = 0; seen < this.news;) {
      seen = this.news;
      await this.upTo(await this.book.store.head().catch(() => -1));
    }
    this.looking = false;
  }

  /** Each is told once. */
  private async upTo(position: Position): Promise<void> {
    try {
      await this.book.registers.reached(position);
    } catch (error) {
      if (!(error instanceof NewerLog)) return;
      for (const listener of this.feed.listeners) {
        if (!this.outdated.has(listener)) this.tell(listener, 'outdated', error);
        this.outdated.add(listener);
      }
    }
  }
}

type Said = Pick<StoreUnavailable, 'sentence' | 'remedy'>;

/** The server has been renewed since that page came, and may tell of what it does not know. */
const olderPage: Said = {
  sentence: 'This page is older than the server.',
  remedy: 'Reload it: what you entered stays on this device until it is saved.',
};

const positionIn = (id: string | undefined): Position | null => (id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : null);
