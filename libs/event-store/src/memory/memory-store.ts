import { randomUUID } from 'node:crypto';
import { LogMoved, successorIn } from '../closing.js';
import { checkAppend, recordedFrom } from '../envelope.js';
import { follow, Tail } from '../follow.js';
import {
  type Appended,
  type Blobs,
  type Envelope,
  EventStore,
  InvalidEnvelope,
  type Opened,
  type OpenedBlob,
  type Position,
  type Recorded,
  type SealedText,
  StoreUnavailable,
  TextWasErased,
  type Texts,
  WrongRevision,
} from '../port.js';

const pageSize = 256;

/** For specs. No method awaits between its check and its change, so each is one transaction. */
export class MemoryStore extends EventStore {
  private readonly log: Uint8Array[] = [];
  private readonly streams = new Map<string, Position[]>();
  private readonly ids = new Set<string>();
  private readonly words = new Map<string, { salt: string; text: string | null }>();
  private readonly papers = new Map<string, { salt: string; bytes: Uint8Array }>();
  private readonly erased = new Set<string>();
  private readonly tail = new Tail();
  private readonly id = randomUUID();

  override get storeId(): string {
    return this.id;
  }

  async read(stream: string): Promise<{ events: readonly Recorded[]; revision: number }> {
    this.mustBeOpen();
    const events = this.positionsOf(stream).map((position) => this.at(position));
    return { events, revision: events.length - 1 };
  }

  async append(stream: string, expected: number, envelopes: readonly Uint8Array[], texts: readonly SealedText[]): Promise<Appended> {
    this.mustBeOpen();
    const checked = checkAppend(stream, expected, envelopes);
    if (this.stopped) throw this.stopped;
    const actual = this.positionsOf(stream).length - 1;
    if (actual !== expected) throw new WrongRevision(stream, expected, actual);
    this.idsMustBeNew(checked);
    for (const { digest } of texts) this.mustNotBeErased(digest);

    for (const { digest, salt, text } of texts) if (!this.words.has(digest)) this.words.set(digest, { salt, text });
    const positions = this.streams.get(stream) ?? [];
    for (const bytes of envelopes) positions.push(this.log.push(new Uint8Array(bytes)) - 1);
    this.streams.set(stream, positions);
    for (const { id } of checked) this.ids.add(id);
    const successor = successorIn(checked.at(-1)!);
    if (successor !== null && successor !== this.id) this.stop(new LogMoved(successor));
    this.tail.wake();
    this.wrote(1);
    return { revision: expected + envelopes.length, position: this.log.length - 1 };
  }

  all(after: Position, { signal }: { signal: AbortSignal }): AsyncIterable<Recorded> {
    return follow(after, signal, this.tail, (position) => {
      this.mustBeOpen();
      return this.log.slice(position + 1, position + 1 + pageSize).map((_, place) => this.at(position + 1 + place));
    });
  }

  async head(): Promise<Position> {
    this.mustBeOpen();
    return this.log.length - 1;
  }

  readonly texts: Texts = {
    get: async (digests) => {
      this.mustBeOpen();
      return new Map(digests.map((digest) => [digest, this.opened(digest)] as const).filter(([, opened]) => opened !== undefined));
    },
    erased: async () => [...this.erased],
    erase: async (digests) => this.erase(digests),
  };

  readonly blobs: Blobs = {
    put: async (digest, salt, bytes) => {
      this.mustBeOpen();
      this.mustNotBeErased(digest);
      if (!this.papers.has(digest)) this.papers.set(digest, { salt, bytes: new Uint8Array(bytes) });
    },
    get: async (digest): Promise<OpenedBlob> => {
      this.mustBeOpen();
      if (this.erased.has(digest)) return 'erased';
      const held = this.papers.get(digest);
      return held && { salt: held.salt, bytes: new Uint8Array(held.bytes) };
    },
    erase: async (digests) => this.erase(digests),
  };

  async close(): Promise<void> {
    this.tail.end();
  }

  private at(position: Position): Recorded {
    return recordedFrom(position, new Uint8Array(this.log[position]!));
  }

  private positionsOf(stream: string): readonly Position[] {
    return this.streams.get(stream) ?? [];
  }

  private opened(digest: string): Opened {
    if (this.erased.has(digest)) return 'erased';
    const held = this.words.get(digest);
    return held && { ...held };
  }

  private erase(digests: readonly string[]): void {
    this.mustBeOpen();
    for (const digest of digests) {
      this.erased.add(digest);
      this.words.delete(digest);
      this.papers.delete(digest);
    }
  }

  private idsMustBeNew(envelopes: readonly Envelope[]): void {
    const ahead = new Set<string>();
    for (const { id } of envelopes) {
      if (this.ids.has(id) || ahead.has(id)) throw new InvalidEnvelope('id', `${id} is in the log already`);
      ahead.add(id);
    }
  }

  private mustNotBeErased(digest: string): void {
    if (this.erased.has(digest)) throw new TextWasErased(digest);
  }

  private mustBeOpen(): void {
    if (this.tail.ended) throw new StoreUnavailable('The log is closed.', 'Open it again.', { lasts: true });
  }
}
