/** Bounds how long one transaction keeps the file's lock, and how long the first of it waits for the last. */
const most = 256;
/** Waiting for the disk is to take at most this part of the time that the work takes. */
const share = 1 / 8;
/** How much a transaction counts beside those before it, and of how many requests one has to be to say anything. */
const [newest, least] = [1 / 8, 8];

/**
 * How many are written together. What shares a sync saves the others', but all of it is answered at its end, and whoever asked has
 * nothing to do meanwhile: so where the disk is fast, many become several transactions, and who is answered goes on while the rest
 * is written.
 */
export class Pace {
  /** In milliseconds: a transaction's wait for the disk, and the work of one request. */
  private wait = most;
  private work = 1;

  /** So many of those who wait, in parts that are alike. */
  of(waiting: number): number {
    const enough = Math.min(most, Math.max(least, Math.ceil(this.wait / (share * this.work))));
    return Math.ceil(waiting / Math.max(1, Math.round(waiting / enough)));
  }

  /** Does a transaction of so many, and counts what of its time was work. */
  timed<T>(requests: number, transaction: () => T): T {
    if (requests < least) return transaction();
    const begun = performance.now();
    const busy = process.threadCpuUsage();
    const done = transaction();
    const { user, system } = process.threadCpuUsage(busy);
    const work = (user + system) / 1_000;
    this.count(requests, { work, wait: Math.max(0, performance.now() - begun - work) });
    return done;
  }

  /** In milliseconds, of a transaction of so many. */
  count(requests: number, { work, wait }: { readonly work: number; readonly wait: number }): void {
    this.wait += newest * (wait - this.wait);
    this.work += newest * (work / requests - this.work);
  }
}
