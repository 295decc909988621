/** Entries of streams that were followed lately stay folded: about 30 MB. */
const mostEntries = 2_000;
/** The last ones stay however long they are: read anew for each batch, a long meeting would cost its length again and again. */
const fewestStreams = 4;

/** What was followed last, by its stream. */
export class Lately<L extends { readonly soFar: { readonly size: number } }> {
  private readonly held = new Map<string, { readonly live: L; readonly size: number }>();
  private entries = 0;

  get(stream: string): L | undefined {
    return this.held.get(stream)?.live;
  }

  /** Those that were not followed for long are let go. */
  keep(stream: string, live: L): void {
    const { size } = live.soFar;
    this.letGo(stream);
    this.held.set(stream, { live, size });
    this.entries += size;
    for (const other of this.held.keys()) {
      if (this.entries <= mostEntries || this.held.size <= fewestStreams) break;
      this.letGo(other);
    }
  }

  clear(): void {
    this.held.clear();
    this.entries = 0;
  }

  private letGo(stream: string): void {
    this.entries -= this.held.get(stream)?.size ?? 0;
    this.held.delete(stream);
  }
}
