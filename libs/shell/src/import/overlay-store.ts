import { MemoryStore } from '#event-store/memory/memory-store.js';
import {
  EventStore,
  type Appended,
  type Blobs,
  type Opened,
  type Position,
  type Recorded,
  type SealedText,
  type Texts,
} from '#event-store/port.js';

/** A log on trial: it reads what the real one holds, keeps what is appended to itself, and leaves the real one as it is. */
export class OverlayStore extends EventStore {
  private readonly own = new MemoryStore();
  private readonly touched = new Set<string>();

  constructor(private readonly base: EventStore) {
    super();
  }

  /** The streams that it has kept something to itself of. */
  get appendedTo(): ReadonlySet<string> {
    return this.touched;
  }

  read(stream: string): Promise<{ readonly events: readonly Recorded[]; readonly revision: number }> {
    return this.touched.has(stream) ? this.own.read(stream) : this.base.read(stream);
  }

  async append(stream: string, expected: number, envelopes: readonly Uint8Array[], texts: readonly SealedText[]): Promise<Appended> {
    if (!this.touched.has(stream)) await this.copy(stream);
    return this.own.append(stream, expected, envelopes, texts);
  }

  /** What it has kept to itself, and the copies that this needed; nothing of the real log beside them. */
  all(after: Position, options: { readonly signal: AbortSignal }): AsyncIterable<Recorded> {
    return this.own.all(after, options);
  }

  head(): Promise<Position> {
    return this.own.head();
  }

  readonly texts: Texts = {
    get: async (digests): Promise<ReadonlyMap<string, Opened>> =>
      new Map([...(await this.base.texts.get(digests)), ...(await this.own.texts.get(digests))]),
    erased: async () => [...(await this.base.texts.erased()), ...(await this.own.texts.erased())],
    erase: (digests) => this.own.texts.erase(digests),
  };

  readonly blobs: Blobs = {
    put: (digest, salt, bytes) => this.own.blobs.put(digest, salt, bytes),
    get: async (digest) => (await this.own.blobs.get(digest)) ?? this.base.blobs.get(digest),
    erase: (digests) => this.own.blobs.erase(digests),
  };

  /** The real log stays open. */
  close(): Promise<void> {
    return this.own.close();
  }

  private async copy(stream: string): Promise<void> {
    const { events } = await this.base.read(stream);
    if (events.length > 0)
      await this.own.append(
        stream,
        -1,
        events.map(({ bytes }) => bytes),
        [],
      );
    this.touched.add(stream);
  }
}
