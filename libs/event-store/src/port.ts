import type { HowRecorded } from '#kernel/entry.js';
import type { Occurred } from '#kernel/times.js';
import { type Spelt, spelt } from './digests.js';

/** -1 is "before the first". Positions are gapless: 0, 1, 2 … in the order of the log. */
export type Position = number;

/** An entry as the log keeps it: every member always present, `null` if there is none. */
export type Envelope = {
  readonly e: 1;
  readonly id: string;
  readonly stream: string;
  /** The first event of a stream has revision 0. */
  readonly revision: number;
  readonly type: string;
  readonly v: number;
  readonly command: string;
  readonly commandHash: string;
  readonly causation: string | null;
  readonly correlation: string | null;
  readonly actor: string;
  /** UTC with milliseconds, by the server's clock. */
  readonly recordedAt: string;
  /** UTC with milliseconds, by the clock of the device that typed it. */
  readonly enteredAt: string | null;
  readonly occurred: Occurred | null;
  readonly recorded: HowRecorded;
  readonly nonce: string;
  readonly data: unknown;
};

/**
 * `bytes` are the envelope as it was appended; hashes are over them. The reader may keep and change what it is given.
 * `alarm` says why it is no entry of ours, where somebody else could write to the log: its bytes count, and nothing may be read from it.
 */
export type Recorded = {
  readonly position: Position;
  /** @throws SyntaxError where the bytes are not JSON: somebody has changed them since. */
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly alarm?: string;
  /** The member by which the store files the entry otherwise than its envelope says: somebody has changed the store. */
  readonly misfiled?: keyof Envelope | undefined;
};

/** What a store keeps beside the bytes, to find them by. */
export type Filed = Pick<Envelope, 'stream' | 'revision' | 'id' | 'command'>;
/** An entry that nobody has parsed; `filed` is null where nothing is kept beside it, `text` says what the bytes are in UTF-8 where that is at hand. */
export type Unread = { readonly position: Position; readonly bytes: Uint8Array; readonly text?: string; readonly filed: Filed | null };

/** Words beside the log, found by digest; `text` is null for the salt of a command hash. */
export type SealedText = { readonly digest: string; readonly salt: string; readonly text: string | null };
export type Opened = { readonly salt: string; readonly text: string | null } | 'erased' | undefined;
/**
 * A text for whoever verifies it: what its digest is the hash of, `null` for the salt of a command hash, `undefined` for what is not
 * held, `'garbled'` for what is no text: bytes that are not UTF-8, which are otherwise read as U+FFFD.
 */
export type Looked = Spelt | null | 'erased' | 'garbled' | undefined;
export const lookedIn = (opened: Opened): Looked => {
  if (opened === undefined || opened === 'erased') return opened;
  if (opened.text === null) return null;
  try {
    return spelt(opened.salt, opened.text);
  } catch {
    return 'garbled';
  }
};
export type OpenedBlob = { readonly salt: string; readonly bytes: Uint8Array } | 'erased' | undefined;

/** Revision and position of the last event of the append. */
export type Appended = { readonly revision: number; readonly position: Position };

export interface Texts {
  /** A digest that the store never held is not in the map. @throws StoreUnavailable */
  get(digests: readonly string[]): Promise<ReadonlyMap<string, Opened>>;
  /** Every digest that is marked erased. @throws StoreUnavailable */
  erased(): Promise<readonly string[]>;
  /**
   * Marks the digests erased for ever, held or not, texts and blobs alike, and removes words and salts from the files; on a server,
   * from its streams, and from the files of each node when that is next scavenged.
   * Erasing again is harmless, and finishes a removal that was cut off. @throws StoreUnavailable
   */
  erase(digests: readonly string[]): Promise<void>;
}

export interface Blobs {
  /** Putting a digest that is held changes nothing. @throws TextWasErased, StoreUnavailable */
  put(digest: string, salt: string, bytes: Uint8Array): Promise<void>;
  /** @throws StoreUnavailable */
  get(digest: string): Promise<OpenedBlob>;
  /** As {@link Texts.erase}. */
  erase(digests: readonly string[]): Promise<void>;
}

/** What a server says that the first `size` entries are: their root as base64url, and its signed checkpoint where it signs. */
export type Said = { readonly server: string; readonly size: number; readonly root: string; readonly note: string | null };

/** Where servers that follow one log show each other their checkpoints: each writes in a place of its own. */
export interface Witnesses {
  /** Durable when it resolves. @throws StoreUnavailable */
  say(said: Said): Promise<void>;
  /** Whether any of them has said this, as far as it is known here: of what was said long ago that may be forgotten. */
  isSaid(size: number, root: string): boolean;
  /** Tells at once what was said last, and then what comes; `held` is how many entries there were then. Returns how not to be told. */
  onSaid(tell: (said: Said, held: number) => void): () => void;
  /** What was said before that, and is not kept here, in no order; some of what was told as well. @throws StoreUnavailable */
  earlier(signal: AbortSignal): AsyncIterable<Said>;
}

/** What a store says of itself, in sentences for the operator. */
export type About = {
  readonly kind: 'local' | 'kurrentdb';
  readonly says: readonly string[];
  /** What somebody must look into. */
  readonly alarms: readonly string[];
  /** Of words that were taken out, where its files may keep them for a while: whether they do. */
  readonly erasures?: string | null;
};

/** What a closed store held when the log left it: how many entries, and the root over them as base64url. */
export type Held = { readonly size: number; readonly root: string };
/** `of` is the id of the store that this one was begun as a copy of; `agreed` is null until it is found to hold the same. */
export type CopyOf = { readonly of: string; readonly agreed: Held | null };

/**
 * The log. After `close` every verb rejects with {@link StoreUnavailable}; after a failed disk every verb that writes does, and
 * `stopped` says why.
 */
export abstract class EventStore {
  abstract readonly texts: Texts;
  abstract readonly blobs: Blobs;
  private readonly watching = new Set<(why: StoreUnavailable) => void>();
  private readonly counting = new Set<(appends: number) => void>();
  private why: StoreUnavailable | null = null;

  /** Why nothing more is written until the log is opened again; null while it takes entries. */
  get stopped(): StoreUnavailable | null {
    return this.why;
  }

  /** Calls once, when nothing more is written from then on; at once where that is so already. Returns how not to be called. */
  onStopped(tell: (why: StoreUnavailable) => void): () => void {
    if (this.why) tell(this.why);
    else this.watching.add(tell);
    return () => this.watching.delete(tell);
  }

  /** Calls whenever appends became durable together, with how many they were. Returns how not to be called. */
  onWritten(tell: (appends: number) => void): () => void {
    this.counting.add(tell);
    return () => this.counting.delete(tell);
  }

  protected wrote(appends: number): void {
    for (const tell of this.counting) tell(appends);
  }

  /** Only the first reason counts: what follows comes of it. */
  protected stop(why: StoreUnavailable): void {
    if (this.why) return;
    this.why = why;
    for (const tell of this.watching) tell(why);
    this.watching.clear();
  }

  /** `revision` is that of the last event, -1 where there is none. @throws StoreUnavailable */
  abstract read(stream: string): Promise<{ readonly events: readonly Recorded[]; readonly revision: number }>;

  /**
   * Events and texts become durable together, or neither does. `expected` is the revision that was read.
   * The store does not compute the digests of texts; a digest that it holds is not written again.
   * @throws InvalidEnvelope, WrongRevision, TextWasErased, LogMoved: nothing was kept.
   * @throws StoreUnavailable: whether anything was kept is not known. Append the same bytes at the same revision again, until
   * that is done or refused as a wrong revision; then the stream says whose they are.
   * @param read what the envelopes say, where they were spelt from it just now (`canonical`), and nobody changes it: whoever follows
   * need not parse them, and how they are spelt need not be looked at
   */
  abstract append(
    stream: string,
    expected: number,
    envelopes: readonly Uint8Array[],
    texts: readonly SealedText[],
    read?: readonly Envelope[],
  ): Promise<Appended>;

  /**
   * Every event after `after`, and then each one as it is appended, by this process or another (seen within 100 ms).
   * Ends when the signal aborts or the store closes. @throws StoreUnavailable
   */
  abstract all(after: Position, options: { readonly signal: AbortSignal }): AsyncIterable<Recorded>;

  /** The same, many at a time where the store reads many. */
  async *pages(after: Position, options: { readonly signal: AbortSignal }): AsyncIterable<readonly Recorded[]> {
    for await (const recorded of this.all(after, options)) yield [recorded];
  }

  /** The same, not parsed, and many at a time where the store reads many: for whoever looks at a whole log. */
  async *unread(after: Position, options: { readonly signal: AbortSignal }): AsyncIterable<readonly Unread[]> {
    for await (const { position, bytes } of this.all(after, options)) yield [{ position, bytes, filed: null }];
  }

  /**
   * The names of the streams that come behind a name in the order of names, `limit` at most. A store that keeps no list of them goes
   * through the whole log each time. @throws StoreUnavailable
   */
  async streamsAfter(name: string, limit: number): Promise<readonly string[]> {
    const head = await this.head();
    const names = new Set<string>();
    const stop = new AbortController();
    if (head >= 0)
      for await (const { position, envelope } of this.all(-1, { signal: stop.signal })) {
        names.add(envelope.stream);
        if (position >= head) stop.abort();
      }
    return [...names]
      .filter((one) => one > name)
      .sort()
      .slice(0, limit);
  }

  /** What is held of each of these texts, in their order: for whoever verifies them. @throws StoreUnavailable */
  async lookedAt(digests: readonly string[]): Promise<readonly Looked[]> {
    const found = await this.texts.get(digests);
    return digests.map((digest) => lookedIn(found.get(digest)));
  }

  /** The position of the last event. @throws StoreUnavailable */
  abstract head(): Promise<Position>;

  /** Resolves when all that anybody was told is recorded, before this was asked, has come here. @throws StoreUnavailable */
  async atEnd(): Promise<void> {}

  /** Whoever is about to close waits no longer than this, in milliseconds, for a store that is away: what is asked of it fails then. */
  closeWithin(_ms: number): void {}

  /** Closing twice is harmless. */
  abstract close(): Promise<void>;

  /** The id of the log where the store has named it; null where the log's first entry does. */
  get logId(): string | null {
    return null;
  }

  /** Null where one machine alone follows the log. */
  get witnesses(): Witnesses | null {
    return null;
  }

  /** Which of the stores that have held the log this is; null where the store cannot say. */
  get storeId(): string | null {
    return null;
  }

  /** Null unless it was begun as a copy of another store: it takes nothing but that copy until it is found to hold the same. */
  get copyOf(): CopyOf | null {
    return null;
  }

  /** For a copy: it holds what the closed store held, and goes on from there. Durable when it resolves. @throws StoreUnavailable */
  async agree(_held: Held): Promise<void> {
    throw new StoreUnavailable('This store is no copy.', 'Copy to a new one.', { lasts: true });
  }

  /** It never rejects: what is wrong is among the alarms. */
  async about(): Promise<About> {
    return { kind: 'local', says: [], alarms: [] };
  }
}

export class WrongRevision extends Error {
  readonly code = 'store.wrong-revision';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Stream ${stream} is at revision ${actual}, not ${expected}: something was appended since it was read.`);
    this.name = 'WrongRevision';
  }
}

export class TextWasErased extends Error {
  readonly code = 'store.text-was-erased';
  constructor(readonly digest: string) {
    super(`The text ${digest} was erased and cannot be put again.`);
    this.name = 'TextWasErased';
  }
}

/** `member` is the envelope's member that is at fault, or "bytes" where it is the envelope as a whole. */
export class InvalidEnvelope extends Error {
  readonly code = 'store.invalid-envelope';
  constructor(
    readonly member: string,
    readonly because: string,
  ) {
    super(`The envelope cannot be appended: ${member} ${because}.`);
    this.name = 'InvalidEnvelope';
  }
}

/** Both parts of the message are for the operator: what happened, and what to do about it. */
export class StoreUnavailable extends Error {
  readonly code = 'store.unavailable';
  /** It does not pass by itself: trying again is of no use until somebody has mended it. */
  readonly lasts: boolean;
  constructor(
    readonly sentence: string,
    readonly remedy: string,
    { lasts = false, ...options }: ErrorOptions & { readonly lasts?: boolean } = {},
  ) {
    super(`${sentence} ${remedy}`, options);
    this.name = 'StoreUnavailable';
    this.lasts = lasts;
  }
}
