import { randomUUID } from 'node:crypto';
import { canonical } from '#kernel/canonical.js';
import { commandHash, newNonce, newSalt, textDigest } from '#event-store/digests.js';
import type { Envelope, SealedText } from '#event-store/port.js';

export type Made = { readonly envelope: Envelope; readonly bytes: Uint8Array; readonly texts: readonly SealedText[] };

const words = 'The Board were advised that three tenders for the repair of the quay had been invited, and that two had come in.';

/** One entry as the write path makes it: an envelope, the words that it cites, and the salt of its command. */
export const madeEntry = (stream: string, revision: number): Made => {
  const salt = newSalt();
  const hash = commandHash(salt, { verb: 'GiveAdvice' });
  const told = newSalt();
  const digest = textDigest(told, words);
  const envelope: Envelope = {
    e: 1,
    id: randomUUID(),
    stream,
    revision,
    type: 'AdviceGiven',
    v: 1,
    command: randomUUID(),
    commandHash: hash,
    causation: null,
    correlation: null,
    actor: randomUUID(),
    recordedAt: '2026-01-20T14:32:00.000Z',
    enteredAt: null,
    occurred: null,
    recorded: 'live',
    nonce: newNonce(),
    data: { item: randomUUID(), by: null, words: { $t: digest }, subjects: [] },
  };
  return {
    envelope,
    bytes: new TextEncoder().encode(canonical(envelope)),
    texts: [
      { digest: hash, salt, text: null },
      { digest, salt: told, text: words },
    ],
  };
};

/** What a file is given that keeps the same: envelope and words, no more. */
export const bytesOf = ({ bytes, texts }: Made): Uint8Array => Buffer.concat([bytes, Buffer.from(JSON.stringify(texts))]);
