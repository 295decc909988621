/**
 * A list that grows at its end. Each state of it lasts while newer ones go on from it: they share what they have in common,
 * so that adding to a long one costs no more than adding to a short one.
 */
export class Growing<T> implements Iterable<T> {
  private copied: readonly T[] | null = null;

  private constructor(
    private readonly shared: T[],
    readonly length: number,
  ) {}

  static of<T>(items: readonly T[] = []): Growing<T> {
    return new Growing([...items], items.length);
  }

  with(...items: readonly T[]): Growing<T> {
    // Somebody else has gone on from here: what they added is theirs.
    const shared = this.shared.length === this.length ? this.shared : this.shared.slice(0, this.length);
    for (const item of items) shared.push(item);
    return new Growing(shared, shared.length);
  }

  /** As a list of its own, copied when it is asked for first. */
  get all(): readonly T[] {
    return (this.copied ??= this.shared.slice(0, this.length));
  }

  at(place: number): T | undefined {
    return place < this.length ? this.shared[place] : undefined;
  }

  /** The place of the first that is so, from a place on; -1 where none is. */
  findIndex(is: (item: T) => boolean, from = 0): number {
    for (let place = from; place < this.length; place++) if (is(this.shared[place]!)) return place;
    return -1;
  }

  /** The place of the last that is so; -1 where none is. */
  findLastIndex(is: (item: T) => boolean): number {
    for (let place = this.length - 1; place >= 0; place--) if (is(this.shared[place]!)) return place;
    return -1;
  }

  some(is: (item: T) => boolean): boolean {
    return this.findIndex(is) >= 0;
  }

  slice(from: number, to = this.length): readonly T[] {
    return this.shared.slice(from, Math.min(to, this.length));
  }

  *[Symbol.iterator](): Generator<T> {
    for (let place = 0; place < this.length; place++) yield this.shared[place]!;
  }
}
