import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Position } from '#event-store/port.js';
import type { Health } from '../../follower.js';
import { MinuteBook } from '../../minute-book.js';

export type BookHealth = {
  readonly status: 'ok' | 'stopped';
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
    return { status: followers.some(({ stopped }) => stopped !== null) ? 'stopped' : 'ok', head: await this.book.store.head(), followers };
  }
}

export const healthHandlers = [HealthOfBookHandler];
