import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { MinuteBook } from '#shell/minute-book.js';
import type { Log } from './log-lines.js';
import { Metrics } from './metrics.js';

export const logToken = Symbol('log');
const everyMs = 2_000;

/** Says to the log once what became of the book that somebody must look at; health says why. */
@Injectable()
export class Watch implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly said = new Set<string>();
  private readonly forget: (() => void)[] = [];

  constructor(
    private readonly book: MinuteBook,
    private readonly metrics: Metrics,
    @Inject(logToken) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.forget.push(
      this.book.store.onWritten((appends) => this.metrics.written(appends)),
      this.book.store.onStopped(({ code, lasts }) => this.log.say('error', 'read-only', { code, lasts })),
    );
    this.timer = setInterval(() => this.look(), everyMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const forget of this.forget) forget();
  }

  private look(): void {
    const { alarm, mended } = this.book.ledger.health();
    this.once(alarm !== null, 'not-as-signed', { position: alarm?.position ?? null });
    this.once(mended > 0, 'tree-mended', { hashes: mended });
    for (const { name, stopped } of this.book.health()) this.once(stopped !== null, 'follower-stopped', { follower: name });
    this.once(this.book.erasures.pending !== null, 'erasure-pending', {});
  }

  /** What has passed may come again. */
  private once(is: boolean, event: string, line: Readonly<Record<string, string | number | null>>): void {
    const key = `${event} ${Object.values(line).join(' ')}`;
    if (!is) this.said.delete(key);
    else if (!this.said.has(key)) {
      this.said.add(key);
      this.log.say('error', event, line);
    }
  }
}
