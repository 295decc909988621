import { StoreUnavailable, type EventStore, type Recorded } from '#event-store/port.js';
import type { CheckpointFile } from './checkpoint-file.js';
import type { Command, Reply } from './command.js';
import type { ErasedList } from './erased-list.js';
import { areOnRecord, erase, erasedBy, finishErasures, isErasureOpen } from './erasure.js';
import { factOf } from './facts.js';
import { digestsIn } from './seal.js';
import type { WritePath } from './write-path.js';

const againAfterMs = 5_000;

/** What is on record as erased is brought to its end, again and again until it is; `pending` says why it is not yet. */
export class Erasures {
  private why: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private over = false;
  /** What was followed as erased: it may be on record and not gone yet. */
  private readonly followed = new Set<string>();

  constructor(
    private readonly store: EventStore,
    private readonly write: WritePath,
    private readonly list: ErasedList,
    /** Up to where all that is on record was brought to its end: a start reads what came since, and not all of the log. */
    private readonly done: CheckpointFile,
  ) {}

  /** Why words that are on record as erased may still be in the files; null where all are gone. */
  get pending(): string | null {
    return this.why;
  }

  /** @throws Refused, StoreUnavailable where it is on record and the words are not gone yet */
  erase(command: Command): Promise<Reply> {
    return this.noting(() => erase(this.store, this.write, command, this.list));
  }

  /** At a start one may have been cut off. What passes by itself holds nobody up. @throws StoreUnavailable where it lasts */
  finish(): Promise<void> {
    return this.unlessItPasses(() => this.sinceLast());
  }

  /**
   * Told of each entry in the order of the log. One that is carried, or agreed of another meeting, may cite words that were erased
   * before: their erasure goes on record in its stream too. @throws StoreUnavailable where it lasts
   */
  async follow(recorded: Recorded): Promise<void> {
    const { type, stream, causation } = recorded.envelope;
    if (type === 'TextsErased') for (const digest of erasedBy([factOf(recorded)])) this.followed.add(digest);
    // All others cite words that were sealed for them, or stand in their own stream.
    if (causation === null && type !== 'CorrectionAgreed') return;
    const digests = await this.erasedAmong(digestsIn(factOf(recorded)));
    if (digests.length === 0 || (await areOnRecord(this.store, stream, digests))) return;
    await this.unlessItPasses(() => finishErasures(this.store, this.write, this.list));
  }

  private async erasedAmong(digests: readonly string[]): Promise<readonly string[]> {
    const held = await this.store.texts.get(digests);
    return digests.filter((digest) => this.followed.has(digest) || held.get(digest) === 'erased');
  }

  private unlessItPasses(work: () => Promise<void>): Promise<void> {
    return this.noting(work).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable) || error.lasts) throw error;
    });
  }

  private async sinceLast(): Promise<void> {
    const [upTo, done] = [await this.store.head(), await this.done.read()];
    if (await isErasureOpen(this.store, done > upTo ? -1 : done, upTo)) await finishErasures(this.store, this.write, this.list);
    await this.done.write(upTo);
  }

  close(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private async noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      this.why = null;
      return done;
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        this.why = error.sentence;
        if (!error.lasts) this.again();
      }
      throw error;
    }
  }

  private again(): void {
    if (!this.over) this.timer ??= setTimeout(() => this.retry(), againAfterMs).unref();
  }

  private retry(): void {
    this.timer = undefined;
    this.finish().catch(() => undefined);
  }
}
