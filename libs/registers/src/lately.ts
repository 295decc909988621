/** Entries of streams that were followed lately stay folded: about 30 MB. */
const mostEntries = 2_000;
/** Where a log is gone through, one stream follows the other: half of it does. */
export const fewerEntries = 1_000;
/** The last ones stay however long they are: read anew for each batch, a long meeting would cost its length again and again. */
const fewestStreams = 4;

/** What was followed last, by its stream. */
export class Lately<L extends { readonly soFar: { readonly size: number } }> {
  private readonly held = new Map<string, { readonly live: L; readonly size: number }>();
  private entries = 0;

  constructor(private readonly most = mostEntries) {}

  get(stream: string): L | undefined {
    return this.held.get(stream)?.live;
  }

  /**
   * Of those that are followed in turn, who is to be kept: as many as have room. Held until others take its place, each would be as old
   * as they are when it goes, and garbage that is old is collected with all that is alive.
   * @param followed how long each will be, the one that was recorded last at the end
   */
  chosen(followed: readonly (readonly [stream: string, size: number])[]): ReadonlySet<string> {
    const staying = new Set<string>();
    let entries = 0;
    for (const [stream, size] of followed.toReversed()) {
      entries += size;
      if (entries > this.most && staying.size >= fewestStreams) break;
      staying.add(stream);
    }
    return staying;
  }

  /** Those that were not followed for long are let go. */
  keep(stream: string, live: L): void {
    const { size } = live.soFar;
    this.letGo(stream);
    this.held.set(stream, { live, size });
    this.entries += size;
    for (const other of this.held.keys()) {
      if (this.entries <= this.most || this.held.size <= fewestStreams) break;
      this.letGo(other);
    }
  }

  clear(): void {
    this.held.clear();
    this.entries = 0;
  }

  letGo(stream: string): void {
    this.entries -= this.held.get(stream)?.size ?? 0;
    this.held.delete(stream);
  }
}
