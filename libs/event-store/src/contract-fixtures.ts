import { randomUUID } from 'node:crypto';
import { canonical } from '#kernel/canonical.js';
import { commandHash, newNonce, newSalt, textDigest } from './digests.js';
import type { Envelope, EventStore, Recorded, SealedText } from './port.js';
import type { Filing } from './sqlite/requests.js';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const asText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

export const envelope = (stream: string, revision: number, members: Partial<Envelope> = {}): Envelope => ({
  e: 1,
  id: randomUUID(),
  stream,
  revision,
  type: 'AdviceGiven',
  v: 1,
  command: randomUUID(),
  commandHash: commandHash(newSalt(), { verb: 'GiveAdvice' }),
  causation: null,
  correlation: null,
  actor: randomUUID(),
  recordedAt: '2026-01-20T14:32:00.000Z',
  enteredAt: null,
  occurred: null,
  recorded: 'live',
  nonce: newNonce(),
  data: {},
  ...members,
});

export const bytesOf = (value: unknown): Uint8Array => utf8(canonical(value));
export const entry = (stream: string, revision: number, members: Partial<Envelope> = {}): Uint8Array =>
  bytesOf(envelope(stream, revision, members));
export const entries = (stream: string, from: number, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, place) => entry(stream, from + place));

/** As a store hands it to what writes it. */
export const filed = (bytes: Uint8Array): Filing => {
  const { id, command } = JSON.parse(asText(bytes)) as Envelope;
  return { id, command, bytes };
};

export const sealed = (text: string): SealedText => {
  const salt = newSalt();
  return { digest: textDigest(salt, text), salt, text };
};

/** The first `count` of the log after a position. */
export const follow = async (store: EventStore, after: number, count: number): Promise<Recorded[]> => {
  const stop = new AbortController();
  const seen: Recorded[] = [];
  for await (const recorded of store.all(after, { signal: stop.signal })) {
    seen.push(recorded);
    if (seen.length === count) stop.abort();
  }
  return seen;
};

export const positions = (recorded: readonly Recorded[]): number[] => recorded.map(({ position }) => position);
export const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, place) => from + place);
