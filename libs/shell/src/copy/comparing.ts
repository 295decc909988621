import { setTimeout as wait } from 'node:timers/promises';
import { leafHash } from '#event-store/digests.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { alarmInWords, type Alarm } from '#ledger/alarm.js';
import { CompactRange, sameHash } from '#ledger/merkle.js';
import { textWatch } from '#ledger/text-watch.js';
import { Refused } from '../command.js';
import { Follower } from '../follower.js';
import type { MinuteBook } from '../minute-book.js';
import { refuse } from './refusals.js';

/** How many entries' texts are looked up together. */
const page = 64;
const looks = 20;
const betweenLooksMs = 100;

/** Reads back what the target holds, from its first entry on, and compares it with the book's tree. What differs ends the copy. */
export class Comparing {
  private readonly follower: Follower;
  private readonly range = new CompactRange();
  private readonly alarms: Alarm[] = [];
  private readonly texts;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly book: MinuteBook,
    target: EventStore,
    private readonly onProgress: (done: number) => void,
  ) {
    this.texts = textWatch(target, this.alarms);
    this.follower = new Follower('copy', target, -1, (recorded) => this.each(recorded));
    this.running = this.follower.run(this.stopping.signal);
  }

  /** Resolves when this entry was compared. @throws Refused where it, or one before it, differs; StoreUnavailable */
  reached(position: Position): Promise<void> {
    return this.follower.reached(position);
  }

  /** The root over all that was compared, as base64url, with every text looked at. @throws Refused, StoreUnavailable */
  async root(): Promise<string> {
    await this.look();
    return Buffer.from(this.range.root()).toString('base64url');
  }

  async end(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async each({ position, bytes, envelope }: Recorded): Promise<void> {
    const { ledger } = this.book;
    if (position >= ledger.size && !(await this.comesTo(position)))
      throw differs(`It holds an entry at position ${position}, and the book does not.`);
    await ledger.reached(position);
    const leaf = leafHash(bytes);
    if (!sameHash(leaf, ledger.leafAt(position))) throw differs(`It holds another entry at position ${position}.`);
    this.range.push(leaf);
    this.texts.see(position, envelope);
    if (this.range.size % page === 0) await this.look();
    this.onProgress(this.range.size);
  }

  /** Somebody else who copies may have seen of the book what is seen here a moment later. */
  private async comesTo(position: Position): Promise<boolean> {
    for (let n = 0; n < looks; n++) {
      if ((await this.book.store.head()) >= position) return true;
      await wait(betweenLooksMs, undefined, { signal: this.stopping.signal });
    }
    return false;
  }

  private async look(): Promise<void> {
    await this.texts.look();
    const [first] = this.alarms;
    if (first) throw differs(`At ${alarmInWords(first)}.`);
  }
}

export const differs = (how: string): Refused => new Refused(refuse('copy.differs', how));
