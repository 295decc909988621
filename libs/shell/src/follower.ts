import type { EventStore, Position, Recorded } from '#event-store/port.js';

/** `remedy` is what to do where it has stopped, and `building` says of a register that it is made anew; who has none to give leaves both out. */
export type Health = {
  readonly name: string;
  readonly position: Position;
  readonly stopped: string | null;
  readonly remedy?: string | null;
  readonly building?: boolean;
};

/** Follows the log in its order, one entry at a time, and says how far it is. What throws stops it alone. */
export class Follower {
  private position: Position;
  private stopped: Error | null = null;
  private readonly waiting = new Set<{ readonly position: Position; readonly wake: () => void }>();

  constructor(
    readonly name: string,
    private readonly store: EventStore,
    from: Position,
    /** What it does at once is not waited for. */
    private readonly each: (recorded: Recorded) => Promise<void> | void,
  ) {
    this.position = from;
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      for await (const page of this.store.pages(this.position, { signal })) {
        for (const recorded of page) {
          if (signal.aborted) return;
          const doing = this.each(recorded);
          if (doing) await doing;
          this.position = recorded.position;
          this.wake();
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      this.stopped = error as Error;
      this.wake();
    }
  }

  /** Resolves when the entry at this position has been followed. @throws what stopped it */
  async reached(position: Position): Promise<void> {
    if (this.position < position && !this.stopped) await new Promise<void>((wake) => this.waiting.add({ position, wake }));
    if (this.position < position) throw this.stopped!;
  }

  private wake(): void {
    for (const one of this.waiting) {
      if (!this.stopped && this.position < one.position) continue;
      this.waiting.delete(one);
      one.wake();
    }
  }

  health(): Health {
    return { name: this.name, position: this.position, stopped: this.stopped?.message ?? null };
  }
}
