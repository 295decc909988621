export type Proposed = {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};
export type Held = Proposed & { readonly stream: string; readonly revision: bigint; readonly at: bigint; readonly created: bigint };
export type Expected = 'any' | 'no stream' | 'exists' | bigint;
export type Answer =
  | { readonly answer: 'kept'; readonly revision: bigint; readonly at: bigint }
  | { readonly answer: 'wrong'; readonly current: bigint | null }
  | { readonly answer: 'deleted' }
  | { readonly answer: 'too large'; readonly most: number };

/** What the server writes as the revision of a deleted stream's mark, and as its cut. */
export const endOfTime = 9_223_372_036_854_775_807n;
export const mostOfAnAppend = 1_048_576;
const metadataPrefix = '$$';
const ticksAtEpoch = 621_355_968_000_000_000n;

/** What the nodes of a server hold in common, in memory: it outlives a restart of any of them. */
export class ServerLog {
  readonly all: Held[] = [];
  private readonly streams = new Map<string, Held[]>();
  private readonly listeners = new Set<() => void>();
  private readonly tombstones = new Set<string>();

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Answer {
    if (this.tombstones.has(stream)) return { answer: 'deleted' };
    const bytes = proposed.reduce((sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length, 0);
    if (bytes > mostOfAnAppend) return { answer: 'too large', most: mostOfAnAppend };
    const held = this.streams.get(stream) ?? [];
    const current = BigInt(held.length - 1);
    const after = expected === 'any' || expected === 'exists' ? null : expected === 'no stream' ? -1n : expected;
    const again = this.heldAgain(held, after, proposed);
    if (again) return { answer: 'kept', revision: again.revision, at: again.at };
    const starts = expected === 'no stream' && this.isGone(stream);
    if ((after !== null && after !== current && !starts) || (expected === 'exists' && current < 0n))
      return { answer: 'wrong', current: current < 0n ? null : current };
    if (this.isGone(stream) && held.length > 0) this.write(metadataPrefix + stream, [settings({ $tb: held.length })]);
    const last = this.write(stream, proposed);
    return { answer: 'kept', revision: last.revision, at: last.at };
  }

  /** As a stream is read: without what its settings hide. Null where there is no such stream, or it was deleted and may come again. */
  read(stream: string): readonly Held[] | null {
    const held = this.streams.get(stream);
    if (!held || this.isGone(stream)) return null;
    const { $tb = 0, $maxCount = stream.startsWith(metadataPrefix) ? 1 : Infinity } = this.settingsOf(stream);
    return held.filter(({ revision }) => revision >= $tb && revision >= held.length - $maxCount);
  }
  isDeleted(stream: string): boolean {
    return this.tombstones.has(stream);
  }
  /** The stream may begin again; what it held is hidden. */
  delete(stream: string): bigint {
    return this.write(metadataPrefix + stream, [settings({ $tb: endOfTime })]).at;
  }
  /** For ever. */
  tombstone(stream: string): bigint {
    this.tombstones.add(stream);
    const mark = { id: crypto.randomUUID(), type: '$streamDeleted', contentType: 'application/json', data: json({}), metadata: json({}) };
    return this.put(stream, endOfTime, mark).at;
  }
  /** Takes away what settings hide, as a scavenge does once a chunk is complete. */
  scavenge(): void {
    const shown = (event: Held) => event.revision === endOfTime || (this.read(event.stream)?.includes(event) ?? false);
    this.all.splice(0, this.all.length, ...this.all.filter(shown));
  }

  onWrite(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private settingsOf(stream: string): { readonly $tb?: number | bigint; readonly $maxCount?: number } {
    const newest = this.streams.get(metadataPrefix + stream)?.at(-1);
    if (!newest) return {};
    const found = JSON.parse(Buffer.from(newest.data).toString('utf8')) as { $tb?: number; $maxCount?: number };
    return { ...found, ...(found.$tb === Number(endOfTime) && { $tb: endOfTime }) };
  }
  private isGone(stream: string): boolean {
    return this.settingsOf(stream).$tb === endOfTime;
  }

  /** The last of the events, where all of them stand there already. */
  private heldAgain(held: readonly Held[], after: bigint | null, proposed: readonly Proposed[]): Held | null {
    const first = after === null ? held.findIndex(({ id }) => id === proposed[0]?.id) : Number(after) + 1;
    if (first < 0 || proposed.length === 0) return null;
    return proposed.every(({ id }, n) => held[first + n]?.id === id) ? held[first + proposed.length - 1]! : null;
  }

  private write(stream: string, proposed: readonly Proposed[]): Held {
    const before = this.streams.get(stream)?.length ?? 0;
    const written = proposed.map((one, n) => this.put(stream, BigInt(before + n), one));
    this.streams.set(stream, [...(this.streams.get(stream) ?? []), ...written]);
    for (const listener of [...this.listeners]) listener();
    return written.at(-1)!;
  }
  private put(stream: string, revision: bigint, proposed: Proposed): Held {
    const created = BigInt(Date.now()) * 10_000n + ticksAtEpoch;
    // Positions are places in a file: they have gaps.
    const at = (this.all.at(-1)?.at ?? 0n) + BigInt(97 + proposed.data.length);
    const held: Held = { ...proposed, stream, revision, at, created };
    this.all.push(held);
    if (revision === endOfTime) for (const listener of [...this.listeners]) listener();
    return held;
  }
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8');
const settings = ({ $tb }: { readonly $tb: number | bigint }): Proposed => ({
  id: crypto.randomUUID(),
  type: '$metadata',
  contentType: 'application/json',
  data: Buffer.from(`{"$tb":${$tb}}`, 'utf8'),
  metadata: new Uint8Array(),
});
