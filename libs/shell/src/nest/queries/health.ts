import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { About, Position } from '#event-store/port.js';
import { lastBackup, type LastBackup } from '../../backup/last-backup.js';
import type { Health } from '../../follower.js';
import type { LedgerHealth } from '../../ledger/ledger-health.js';
import { MinuteBook } from '../../minute-book.js';

export type BookHealth = {
  /** `read-only`: nothing more is recorded, and what was recorded is answered. `stopped`: who follows the log does so no more. */
  readonly status: 'ok' | 'read-only' | 'stopped';
  /** Why nothing more is recorded, and what to do; null while entries are taken. */
  readonly readOnly: { readonly sentence: string; readonly remedy: string } | null;
  /** The position of the newest entry. */
  readonly head: Position;
  /** Where the log is kept, and what that store says of itself. */
  readonly store: About;
  /** Whoever follows the log: how far it is, and what stopped it. */
  readonly followers: readonly Health[];
  /** The tree over the log and its checkpoints; an alarm says what is not as it was signed, and where. */
  readonly ledger: LedgerHealth;
  /** When the newest checkpoint was signed, UTC with milliseconds; null where there is none. */
  readonly signedAt: string | null;
  /** When the last backup was taken, and how many entries are in it; null where nobody can tell. */
  readonly lastBackup: LastBackup | null;
  /** Why words that are on record as erased are not taken out yet; null where all are. What files keep of them after that, the store says. */
  readonly erasurePending: string | null;
};

export class HealthOfBook extends Query<BookHealth> {}

@QueryHandler(HealthOfBook)
export class HealthOfBookHandler implements IQueryHandler<HealthOfBook> {
  constructor(private readonly book: MinuteBook) {}

  async execute(): Promise<BookHealth> {
    const followers = this.book.health();
    const ledger = this.book.ledger.health();
    const store = await this.book.store.about();
    const signedAt = ledger.checkpoint === null ? null : await this.book.ledger.checkpoints.keptAt(ledger.checkpoint);
    const why = this.book.store.stopped;
    const isWell = ledger.alarm === null && store.alarms.length === 0 && followers.every(({ stopped }) => stopped === null);
    // A store that has stopped says so itself; where the log ends is then as far as anybody has followed it.
    const head = await this.book.store.head().catch(() => Math.max(...followers.map(({ position }) => position)));
    return {
      status: why ? 'read-only' : isWell ? 'ok' : 'stopped',
      readOnly: why && { sentence: why.sentence, remedy: why.remedy },
      head,
      store,
      followers,
      ledger,
      signedAt: signedAt === null ? null : new Date(signedAt).toISOString(),
      lastBackup: await lastBackup(this.book.dir),
      erasurePending: this.book.erasures.pending,
    };
  }
}

export const healthHandlers = [HealthOfBookHandler];
