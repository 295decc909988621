/** What waits for each stream, in the order of arrival. A turn takes as much of it as it will, never two at a time for one stream. */
export class Mailbox<T> {
  private readonly waiting = new Map<string, T[]>();

  /** @param turn takes from the front of what waits, at least one; it answers those that it took, and never throws. */
  constructor(private readonly turn: (stream: string, waiting: T[]) => Promise<void>) {}

  put(stream: string, one: T): void {
    const waiting = this.waiting.get(stream);
    if (waiting) waiting.push(one);
    else void this.work(stream, [one]);
  }

  private async work(stream: string, waiting: T[]): Promise<void> {
    this.waiting.set(stream, waiting);
    // Those that came in with the first go with it.
    await Promise.resolve();
    while (waiting.length > 0) await this.turn(stream, waiting);
    this.waiting.delete(stream);
  }
}
