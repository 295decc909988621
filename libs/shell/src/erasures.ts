import { StoreUnavailable, type EventStore } from '#event-store/port.js';
import type { CheckpointFile } from './checkpoint-file.js';
import type { Command, Reply } from './command.js';
import type { ErasedList } from './erased-list.js';
import { erase, finishErasures, isErasureOpen } from './erasure.js';
import type { WritePath } from './write-path.js';

const againAfterMs = 5_000;

/** What is on record as erased is brought to its end, again and again until it is; `pending` says why it is not yet. */
export class Erasures {
  private why: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private over = false;

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
  async finish(): Promise<void> {
    await this.noting(() => this.sinceLast()).catch((error: unknown) => {
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
