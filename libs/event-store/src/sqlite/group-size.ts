/** Bounds how long one transaction keeps the file's lock, and how long the first of it waits for the last. */
const most = 256;
const least = 16;
/** In transactions, about: what they took lately says what the next one takes. */
const lately = 8;

/**
 * How many of those who wait share a transaction: as many as are put in the time that a commit takes. Where the disk is slow, that are
 * all of them, and each sync is shared by as many as there are. Where it is quick there is little to share, and whoever is answered
 * earlier has the next one ready while the rest is written.
 */
export class GroupSize {
  /** In milliseconds, of one. */
  private put: number | null = null;
  /** In milliseconds. */
  private commit = 0;

  get now(): number {
    if (this.put === null) return most;
    return Math.min(most, Math.max(least, Math.ceil(this.commit / this.put)));
  }

  /** In milliseconds: to put them all, and to commit that. */
  took(count: number, put: number, commit: number): void {
    const one = put / count;
    this.commit += (commit - this.commit) / (this.put === null ? 1 : lately);
    this.put = this.put === null ? one : this.put + (one - this.put) / lately;
  }
}
