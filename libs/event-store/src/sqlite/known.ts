import type { Position } from '../port.js';
import type { Statements } from './statements.js';
import { movedTo } from './whose.js';

/** In streams: what is known of them is forgotten when there are more. */
const most = 10_000;

/**
 * What the one connection that writes has seen of the log, so that it need not ask again. It is looked at within a transaction that
 * nobody else can write beside, and holds until another connection has committed, or its own transaction was taken back.
 */
export class Known {
  head: Position = -1;
  /** Where the log goes on; null while it is open. */
  successor: string | null = null;
  anyErased = true;
  private readonly revisions = new Map<string, number>();
  private version: number | null = null;

  constructor(private readonly sql: Statements) {}

  /** At the beginning of a transaction. */
  renew(): void {
    const version = this.sql.committedByOthers();
    if (version === this.version) return;
    this.revisions.clear();
    this.sql.renew();
    this.goesOnAfterLast();
    this.anyErased = this.sql.anyErased();
    this.version = version;
  }

  forget(): void {
    this.version = null;
    this.revisions.clear();
    this.sql.forget();
  }

  /** Of the last entry of a stream; -1 where there is none. */
  revision(stream: string): number {
    return this.revisions.get(stream) ?? this.sql.revision(stream);
  }

  grown(stream: string, revision: number): void {
    if (this.revisions.size >= most) this.revisions.clear();
    this.revisions.set(stream, revision);
    if (stream === 'log') this.goesOnAfterLast();
  }

  /** After what may close the log here, or open it again. */
  goesOnAfterLast(): void {
    const last = this.sql.last();
    this.head = last?.position ?? -1;
    this.successor = movedTo(last?.bytes ?? null, () => this.sql.store());
  }
}
