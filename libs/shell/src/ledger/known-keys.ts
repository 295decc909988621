import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { signersOf, type Note } from '#ledger/checkpoint.js';
import { keysAt, noKeys, withFact, type KeyHistory } from '#ledger/key-history.js';
import type { Alarm } from '#ledger/alarm.js';
import { at } from './differs.js';
import { keyFact } from './recorded-facts.js';

/** Which keys sign, as the stream `log` tells it. */
export class KnownKeys {
  history: KeyHistory = noKeys;
  private upTo: Position = -1;

  /** Reads the stream anew. @returns what is wrong with it, or null. @throws SyntaxError where an entry of it is no envelope */
  async read(store: EventStore): Promise<Alarm | null> {
    const { events } = await store.read('log');
    const due = events.findIndex(({ envelope }, revision) => envelope.revision !== revision);
    if (due >= 0) return at(events[due]!, `has revision ${events[due]!.envelope.revision} where ${due} is due`);
    this.history = events.reduce((history, recorded) => withFact(history, keyFact(recorded)), noKeys);
    this.upTo = events.at(-1)?.position ?? -1;
    return null;
  }

  take(recorded: Recorded): void {
    if (recorded.envelope.stream === 'log' && recorded.position > this.upTo) this.history = withFact(this.history, keyFact(recorded));
  }

  /** Whether a key that may sign so many entries has signed it. */
  haveSigned(note: Note): boolean {
    return signersOf(note, keysAt(this.history, note.checkpoint.size)).length > 0;
  }
}
