import type { Tail } from './follow.js';
import type { Position, Recorded } from './port.js';

/** In entries; at most twice as many are kept. */
const most = 256;

/**
 * The newest entries as they were read last, or written here, for all who follow the log: at its end they all ask for the same few at
 * the same moment, and reading and parsing them once is enough.
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

  /** What was written here stands in the log and need not be read, if it is the next: others may have written before it. */
  wrote(entries: readonly Recorded[]): void {
    if (entries[0]?.position !== (this.kept.at(-1)?.position ?? NaN) + 1) return;
    this.keep(entries);
    // What others write is announced by a turn of its own.
    this.endedAt = this.tail.turns;
  }

  private keep(entries: readonly Recorded[]): void {
    this.kept.push(...entries);
    if (this.kept.length > 2 * most) this.kept.splice(0, this.kept.length - most);
  }

  private readAfter(seen: Position): readonly Recorded[] {
    const { turns } = this.tail;
    const page = this.read(seen);
    // Somebody far behind reads for himself alone; and a gap is for whoever follows to find.
    if (page.length === this.pageSize || page.some(({ position }, n) => position !== seen + 1 + n)) return page;
    const goesOn = this.kept.at(-1)?.position === seen;
    if (goesOn) this.keep(page);
    else if (page.length > 0) this.kept = [...page];
    if (page.length > 0 || goesOn) this.endedAt = turns;
    return page;
  }
}
