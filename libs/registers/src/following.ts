import type { EventStore, Position } from '#event-store/port.js';
import type { Health } from './health.js';

/** What follows the log and keeps the registers. */
export interface Following {
  /** Up to where every register has followed that is not stopped. */
  readonly position: Position;
  health(): readonly Health[];
  /** Those whose answers do not go as far as the others': they have stopped, or are built anew. */
  halted(): readonly Health[];
  /**
   * Resolves when every register has followed to this position, or has stopped: then `health` says so.
   * @param meanwhile what older rows answer is not waited for while it is built anew
   * @throws what ended the following
   */
  reached(position: Position, meanwhile?: boolean): Promise<void>;
  /** Until the signal aborts, or the log goes on in a newer version than this one reads. It never rejects: `health` says what is wrong. */
  follow(store: EventStore, signal: AbortSignal): Promise<void>;
}
