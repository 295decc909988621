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
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly name: string,
    private readonly store: EventStore,
    from: Position,
    private readonly each: (recorded: Recorded) => Promise<void>,
  ) {
    this.position = from;
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      for await (const recorded of this.store.all(this.position, { signal })) {
        await this.each(recorded);
        this.position = recorded.position;
        for (const wake of this.waiting) wake();
      }
    } catch (error) {
      if (signal.aborted) return;
      this.stopped = error as Error;
      for (const wake of this.waiting) wake();
    }
  }

  /** Resolves when the entry at this position has been followed. @throws what stopped it */
  async reached(position: Position): Promise<void> {
    while (this.position < position) {
      if (this.stopped) throw this.stopped;
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  health(): Health {
    return { name: this.name, position: this.position, stopped: this.stopped?.message ?? null };
  }
}
