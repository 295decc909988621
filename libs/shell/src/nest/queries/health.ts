import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Position } from '#event-store/port.js';
import type { Health } from '../../follower.js';
import { MinuteBook } from '../../minute-book.js';

export type BookHealth = {
  /** `read-only`: nothing more is recorded, and what was recorded is answered. `stopped`: who follows the log does so no more. */
  readonly status: 'ok' | 'read-only' | 'stopped';
  /** Why nothing more is recorded, and what to do; null while entries are taken. */
  readonly readOnly: { readonly sentence: string; readonly remedy: string } | null;
  /** The position of the newest entry. */
  readonly head: Position;
  /** Whoever follows the log: how far it is, and what stopped it. */
  readonly followers: readonly Health[];
};

export class HealthOfBook extends Query<BookHealth> {}

@QueryHandler(HealthOfBook)
export class HealthOfBookHandler implements IQueryHandler<HealthOfBook> {
  constructor(private readonly book: MinuteBook) {}

  async execute(): Promise<BookHealth> {
    const followers = this.book.health();
    const why = this.book.store.stopped;
    const behind = followers.some(({ stopped }) => stopped !== null);
    return {
      status: why ? 'read-only' : behind ? 'stopped' : 'ok',
      readOnly: why && { sentence: why.sentence, remedy: why.remedy },
      head: await this.book.store.head(),
      followers,
    };
  }
}

export const healthHandlers = [HealthOfBookHandler];
