/** One turn at a time for each stream, in the order of arrival. */
export class Mailbox {
  private readonly last = new Map<string, Promise<unknown>>();

  take<T>(stream: string, turn: () => Promise<T>): Promise<T> {
    const before = this.last.get(stream) ?? Promise.resolve();
    const mine = before.then(turn, turn);
    this.last.set(stream, mine);
    const leave = () => {
      if (this.last.get(stream) === mine) this.last.delete(stream);
    };
    mine.then(leave, leave);
    return mine;
  }
}
