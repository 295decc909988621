import type { HowRecorded } from '#kernel/entry.js';
import type { Occurred } from '#kernel/times.js';

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

/** `bytes` are the envelope as it was appended; hashes are over them. The reader may keep and change what it is given. */
export type Recorded = {
  readonly position: Position;
  /** @throws SyntaxError where the bytes are not JSON: somebody has changed them since. */
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  /** The member by which the store files the entry otherwise than its envelope says: somebody has changed the store. */
  readonly misfiled?: keyof Envelope | undefined;
};

/** Words beside the log, found by digest; `text` is null for the salt of a command hash. */
export type SealedText = { readonly digest: string; readonly salt: string; readonly text: string | null };
export type Opened = { readonly salt: string; readonly text: string | null } | 'erased' | undefined;
export type OpenedBlob = { readonly salt: string; readonly bytes: Uint8Array } | 'erased' | undefined;

/** Revision and position of the last event of the append. */
export type Appended = { readonly revision: number; readonly position: Position };

export interface Texts {
  /** A digest that the store never held is not in the map. @throws StoreUnavailable */
  get(digests: readonly string[]): Promise<ReadonlyMap<string, Opened>>;
  /**
   * Marks the digests erased for ever, held or not, texts and blobs alike, and removes words and salts from the files.
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

/** The log. After `close`, and after a failed disk, every verb rejects with {@link StoreUnavailable}. */
export abstract class EventStore {
  abstract readonly texts: Texts;
  abstract readonly blobs: Blobs;

  /** `revision` is that of the last event, -1 where there is none. @throws StoreUnavailable */
  abstract read(stream: string): Promise<{ readonly events: readonly Recorded[]; readonly revision: number }>;

  /**
   * Events and texts become durable together, or neither does. `expected` is the revision that was read.
   * The store does not compute the digests of texts; a digest that it holds is not written again.
   * @throws InvalidEnvelope, WrongRevision, TextWasErased: nothing was kept.
   * @throws StoreUnavailable: read the stream to learn whether anything was kept.
   */
  abstract append(stream: string, expected: number, envelopes: readonly Uint8Array[], texts: readonly SealedText[]): Promise<Appended>;

  /**
   * Every event after `after`, and then each one as it is appended, by this process or another (seen within 100 ms).
   * Ends when the signal aborts or the store closes. @throws StoreUnavailable
   */
  abstract all(after: Position, options: { readonly signal: AbortSignal }): AsyncIterable<Recorded>;

  /** The position of the last event. @throws StoreUnavailable */
  abstract head(): Promise<Position>;

  /** Closing twice is harmless. */
  abstract close(): Promise<void>;
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
    because: string,
  ) {
    super(`The envelope cannot be appended: ${member} ${because}.`);
    this.name = 'InvalidEnvelope';
  }
}

/** Both parts of the message are for the operator: what happened, and what to do about it. */
export class StoreUnavailable extends Error {
  readonly code = 'store.unavailable';
  constructor(
    readonly sentence: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${sentence} ${remedy}`, options);
    this.name = 'StoreUnavailable';
  }
}
