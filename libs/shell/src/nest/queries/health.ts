import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Position } from '#event-store/port.js';
import type { Health } from '../../follower.js';
import type { LedgerHealth } from '../../ledger/ledger.js';
import { MinuteBook } from '../../minute-book.js';

export type BookHealth = {
  readonly status: 'ok' | 'stopped';
  /** The position of the newest entry. */
  readonly head: Position;
  /** Whoever follows the log: how far it is, and what stopped it. */
  readonly followers: readonly Health[];
  /** The tree over the log and its checkpoints; an alarm says what is not as it was signed, and where. */
  readonly ledger: LedgerHealth;
};

export class HealthOfBook extends Query<BookHealth> {}

@QueryHandler(HealthOfBook)
export class HealthOfBookHandler implements IQueryHandler<HealthOfBook> {
  constructor(private readonly book: MinuteBook) {}

  async execute(): Promise<BookHealth> {
    const followers = this.book.health();
    const ledger = this.book.ledger.health();
    const stopped = ledger.alarm !== null || followers.some((one) => one.stopped !== null);
    return { status: stopped ? 'stopped' : 'ok', head: await this.book.store.head(), followers, ledger };
  }
}

export const healthHandlers = [HealthOfBookHandler];
