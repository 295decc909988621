import { isUtf8 } from 'node:buffer';
import { canBeKept, isSpelling, mostOpen } from '#kernel/canonical.js';
import { howRecorded } from '#kernel/entry.js';
import { successorIn } from './closing.js';
import { type Envelope, type Filed, InvalidEnvelope, type Position, type Recorded, type Unread } from './port.js';

export const maxEnvelopeBytes = 65_535;
/** In a line of an export it stands one brace deeper. */
const mostOpenInEnvelope = mostOpen - 1;

type Check = readonly [holds: (value: unknown) => boolean, otherwise: string];

const word: Check = [(value) => typeof value === 'string' && value !== '', 'is not a string with something in it'];
const wordOrNull: Check = [(value) => value === null || word[0](value), 'is neither null nor a string with something in it'];
const from = (least: number): Check => [
  (value) => Number.isSafeInteger(value) && (value as number) >= least,
  `is not an integer from ${least}`,
];

const members: { readonly [M in keyof Envelope]: Check } = {
  e: [(value) => value === 1, 'is not 1, the only form of envelope that this store knows'],
  id: word,
  stream: word,
  revision: from(0),
  type: word,
  v: from(1),
  command: word,
  commandHash: word,
  causation: wordOrNull,
  correlation: wordOrNull,
  actor: word,
  recordedAt: word,
  enteredAt: wordOrNull,
  occurred: [(value) => typeof value === 'object' && !Array.isArray(value), 'is neither null nor an object'],
  recorded: [(value) => howRecorded.some((way) => way === value), `is none of ${howRecorded.join(', ')}`],
  nonce: word,
  data: [() => true, ''],
};

/** An entry as a store gives it. Bytes that somebody made unreadable are met where their envelope is asked for: the rest can be read past them. */
export const recordedFrom = (position: Position, bytes: Uint8Array, filed: Filed | null = null): Recorded => {
  const read = parsed(decoded(bytes));
  if (read instanceof SyntaxError)
    return {
      position,
      bytes,
      get envelope(): Envelope {
        throw read;
      },
    };
  const misfiled = misfiledIn(filed, read);
  return misfiled === undefined ? { position, envelope: read, bytes } : { position, envelope: read, bytes, misfiled };
};

/** The same of one whose text is at hand: its bytes few ask for. */
export const recordedIn = (unread: Unread): Recorded => {
  const { position, text, filed } = unread;
  const read = text === undefined ? null : parsed(text);
  if (read === null || read instanceof SyntaxError) return recordedFrom(position, unread.bytes, filed);
  return new InText(unread, read);
};
class InText implements Recorded {
  readonly position: Position;
  readonly misfiled: keyof Filed | undefined;
  constructor(
    private readonly unread: Unread,
    readonly envelope: Envelope,
  ) {
    this.position = unread.position;
    this.misfiled = misfiledIn(unread.filed, envelope);
  }
  get bytes(): Uint8Array {
    return this.unread.bytes;
  }
}

/** The member by which an entry is filed otherwise than its envelope says. */
export const misfiledIn = (filed: Filed | null, envelope: Filed | null): keyof Filed | undefined =>
  filed === null ? undefined : filedBy.find((member) => filed[member] !== envelope?.[member]);

// Buffer keeps a mark at the beginning, which would be a byte that nobody sees, and is faster than a TextDecoder.
const decoded = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
const parsed = (text: string): Envelope | SyntaxError => {
  try {
    return JSON.parse(text) as Envelope;
  } catch (error) {
    return error as SyntaxError;
  }
};
const filedBy = ['stream', 'revision', 'id', 'command'] as const;

/**
 * The envelopes of one append, each in its place. Whether its id is new, only the store can tell.
 * @param read what they say, where that is at hand: of whoever has just spelt them it is not asked how
 * @throws InvalidEnvelope
 */
export const checkAppend = (
  stream: string,
  expected: number,
  envelopes: readonly Uint8Array[],
  read?: readonly Envelope[],
): readonly Envelope[] => {
  if (envelopes.length === 0) throw new InvalidEnvelope('bytes', 'are missing: an append holds one envelope or more');
  return envelopes.map((bytes, place) => {
    const envelope = checkEnvelope(bytes, read?.[place]);
    if (envelope.stream !== stream) throw new InvalidEnvelope('stream', `is ${envelope.stream}, and the append is to ${stream}`);
    const revision = expected + 1 + place;
    if (envelope.revision !== revision) throw new InvalidEnvelope('revision', `is ${envelope.revision}, and its place is ${revision}`);
    if (successorIn(envelope) !== null && place + 1 < envelopes.length)
      throw new InvalidEnvelope('type', 'is LogClosed, and nothing follows that in an append');
    return envelope;
  });
};

/**
 * @param read what the bytes say, where they were spelt from it just now
 * @throws InvalidEnvelope unless the bytes are an envelope in its one spelling
 */
export const checkEnvelope = (bytes: Uint8Array, read?: Envelope): Envelope => {
  if (bytes.length > maxEnvelopeBytes) throw new InvalidEnvelope('bytes', `are ${bytes.length}, more than ${maxEnvelopeBytes}`);
  if (read && !canBeKept(read, mostOpenInEnvelope)) throw notCanonical('names or depth that no log has');
  const value = read ?? parse(bytes);
  const fault = faultIn(value as Record<string, unknown>);
  if (fault) throw fault;
  return value as Envelope;
};

/** What is wrong with the members of an envelope; null where nothing is. */
const faultIn = (value: Record<string, unknown>): InvalidEnvelope | null => {
  for (const [member, [holds, otherwise]] of checks) {
    const held = value[member];
    if (held === undefined || !Object.hasOwn(value, member)) return new InvalidEnvelope(member, 'is missing');
    if (!holds(held)) return new InvalidEnvelope(member, otherwise);
  }
  const names = Object.keys(value);
  if (names.length === checks.length) return null;
  const unknown = names.find((member) => !Object.hasOwn(members, member));
  return unknown === undefined ? null : new InvalidEnvelope(unknown, 'is not a member of an envelope');
};
const checks = Object.entries(members);

/** What a verifier looks at: whether a store would take the rest as well is not asked of what it has taken. */
const hasForm = (value: Record<string, unknown>): boolean => {
  const { e, id, stream, type, revision, v } = value;
  const names = Object.keys(value);
  const isWell = e === 1 && from(0)[0](revision) && from(1)[0](v) && [id, stream, type].every((one) => typeof one === 'string');
  return isWell && names.length === checks.length && names.every((name) => Object.hasOwn(members, name));
};

/** Of bytes that were parsed already: `'other'` where they have not the form of an envelope, `'spelling'` where it has another spelling. */
export const strangeness = (bytes: Uint8Array, parsed: unknown): 'other' | 'spelling' | null => {
  const isOne = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) && bytes.length <= maxEnvelopeBytes;
  if (!isOne || !hasForm(parsed as Record<string, unknown>)) return 'other';
  return isUtf8(bytes) && isSpelling(decoded(bytes), parsed, mostOpenInEnvelope) ? null : 'spelling';
};

const parse = (bytes: Uint8Array): Record<string, unknown> => {
  try {
    if (!isUtf8(bytes)) throw new TypeError('they are not UTF-8');
    const text = decoded(bytes);
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new TypeError('they are not an object');
    if (!isSpelling(text, value, mostOpenInEnvelope))
      throw new TypeError('the same value has another spelling, or names and depth that no log has');
    return value as Record<string, unknown>;
  } catch (cause) {
    throw notCanonical((cause as Error).message);
  }
};
const notCanonical = (why: string) => new InvalidEnvelope('bytes', `are not canonical JSON in UTF-8 (${why})`);
