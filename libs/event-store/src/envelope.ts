import { canonical } from '#kernel/canonical.js';
import { howRecorded } from '#kernel/entry.js';
import { successorIn } from './closing.js';
import { type Envelope, InvalidEnvelope, type Position, type Recorded } from './port.js';

export const maxEnvelopeBytes = 65_535;

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

/** What a store keeps beside the bytes, to find them by. */
export type Filed = Pick<Envelope, 'stream' | 'revision' | 'id' | 'command'>;

/** An entry as a store gives it. Bytes that somebody made unreadable are met where their envelope is asked for: the rest can be read past them. */
export const recordedFrom = (position: Position, bytes: Uint8Array, filed?: Filed): Recorded => {
  const read = parsed(bytes);
  if (read instanceof SyntaxError)
    return {
      position,
      bytes,
      get envelope(): Envelope {
        throw read;
      },
    };
  const misfiled = filed && filedBy.find((member) => filed[member] !== read?.[member]);
  return { position, envelope: read, bytes, ...(misfiled && { misfiled }) };
};

const decoder = new TextDecoder();
const parsed = (bytes: Uint8Array): Envelope | SyntaxError => {
  try {
    return JSON.parse(decoder.decode(bytes)) as Envelope;
  } catch (error) {
    return error as SyntaxError;
  }
};
const filedBy = ['stream', 'revision', 'id', 'command'] as const;

/**
 * The envelopes of one append, each in its place. Whether its id is new, only the store can tell.
 * @throws InvalidEnvelope
 */
export const checkAppend = (stream: string, expected: number, envelopes: readonly Uint8Array[]): readonly Envelope[] => {
  if (envelopes.length === 0) throw new InvalidEnvelope('bytes', 'are missing: an append holds one envelope or more');
  return envelopes.map((bytes, place) => {
    const envelope = checkEnvelope(bytes);
    if (envelope.stream !== stream) throw new InvalidEnvelope('stream', `is ${envelope.stream}, and the append is to ${stream}`);
    const revision = expected + 1 + place;
    if (envelope.revision !== revision) throw new InvalidEnvelope('revision', `is ${envelope.revision}, and its place is ${revision}`);
    if (successorIn(envelope) !== null && place + 1 < envelopes.length)
      throw new InvalidEnvelope('type', 'is LogClosed, and nothing follows that in an append');
    return envelope;
  });
};

/** @throws InvalidEnvelope unless the bytes are an envelope in its one spelling. */
export const checkEnvelope = (bytes: Uint8Array): Envelope => {
  if (bytes.length > maxEnvelopeBytes) throw new InvalidEnvelope('bytes', `are ${bytes.length}, more than ${maxEnvelopeBytes}`);
  const value = parse(bytes);
  for (const [member, [holds, otherwise]] of Object.entries(members)) {
    if (!Object.hasOwn(value, member)) throw new InvalidEnvelope(member, 'is missing');
    if (!holds(value[member])) throw new InvalidEnvelope(member, otherwise);
  }
  const unknown = Object.keys(value).find((member) => !Object.hasOwn(members, member));
  if (unknown !== undefined) throw new InvalidEnvelope(unknown, 'is not a member of an envelope');
  return value as Envelope;
};

const parse = (bytes: Uint8Array): Record<string, unknown> => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new TypeError('they are not an object');
    if (canonical(value) !== text) throw new TypeError('the same value has another spelling');
    return value as Record<string, unknown>;
  } catch (cause) {
    throw new InvalidEnvelope('bytes', `are not canonical JSON in UTF-8 (${(cause as Error).message})`);
  }
};
