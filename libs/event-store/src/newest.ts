import type { Tail } from './follow.js';
import type { Envelope, Position, Recorded } from './port.js';

/** In entries; at most twice as many are kept. */
const most = 256;

/**
 * The newest entries as they were read last, for all who follow the log: at its end they all ask for the same few at the same moment,
 * and reading and parsing them once is enough.
 */
export class Newest {
  private kept: Recorded[] = [];
  /** At this turn of the tail there was nothing after what is kept. */
  private endedAt = -1;

  /** `read` gives a page of at most `pageSize` after a position. */
  constructor(
    private readonly tail: Tail,
    private readonly pageSize: number,
    private readonly read: (after: Position) => readonly Recorded[],
  ) {}

  after(seen: Position): readonly Recorded[] {
    const first = this.kept[0]?.position ?? Infinity;
    const last = this.kept.at(-1)?.position ?? -1;
    if (seen < first - 1 || seen > last) return this.readAfter(seen);
    const there = this.kept.slice(seen - first + 1, seen - first + 1 + this.pageSize);
    return there.length > 0 || this.endedAt === this.tail.turns ? there : this.readAfter(seen);
  }

  /**
   * Tells all who follow that these became durable here. What goes on from what is kept need not be read from the file; whether
   * another process has appended after it is found as ever.
   * @param last the position of the last of them
   * @param appended nobody else's: they are given to whoever follows
   * @param read what each of them says
   */
  add(last: Position, appended: readonly Uint8Array[], read: readonly Envelope[]): void {
    const first = last - appended.length + 1;
    const goesOn = this.kept.at(-1)?.position === first - 1;
    const isEnd = goesOn && this.endedAt === this.tail.turns;
    if (goesOn) appended.forEach((bytes, n) => this.kept.push({ position: first + n, envelope: read[n]!, bytes }));
    if (this.kept.length > 2 * most) this.kept = this.kept.slice(-most);
    this.tail.wake();
    if (isEnd) this.endedAt = this.tail.turns;
  }

  private readAfter(seen: Position): readonly Recorded[] {
    const { turns } = this.tail;
    const page = this.read(seen);
    // Somebody far behind reads for himself alone; and a gap is for whoever follows to find.
    if (page.length === this.pageSize || page.some(({ position }, n) => position !== seen + 1 + n)) return page;
    const goesOn = this.kept.at(-1)?.position === seen;
    if (page.length > 0) this.kept = goesOn ? [...this.kept.slice(-most), ...page] : [...page];
    if (page.length > 0 || goesOn) this.endedAt = turns;
    return page;
  }
}
