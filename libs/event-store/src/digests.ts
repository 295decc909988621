import { createHash, hash, randomFillSync } from 'node:crypto';
import { canonical } from '#kernel/canonical.js';

// The first byte keeps the kinds of hash apart; 0x01 is an inner node of the ledger's tree.
const leaf = 0x00;
const sealed = '\u0002';
/** What the digest of a text is the hash of. */
export type Spelt = `${typeof sealed}${string}`;
const blob = Uint8Array.of(0x03);

/** Over its UTF-8, in one call: that takes half the time of a hash that is made first and fed then. */
export const digestOf = (spelt: Spelt): string => hash('sha256', spelt, 'base64url');

/** base64url of SHA-256(0x02 ‖ canonical [salt, text]). @throws TypeError on a lone surrogate */
export const textDigest = (salt: string, text: string): string => digestOf(spelt(salt, text));

/** @throws TypeError on a lone surrogate */
export const spelt = (salt: string, text: string): Spelt => {
  if (!salt.isWellFormed() || !text.isWellFormed()) throw new TypeError('a text with half a character (a lone surrogate) cannot be kept');
  return `${sealed}${JSON.stringify([salt, text])}`;
};

/** base64url of SHA-256(0x02 ‖ canonical [salt, body]). @throws TypeError where the body has no canonical spelling */
export const commandHash = (salt: string, body: unknown): string => digestOf(`${sealed}${canonical([salt, body])}`);

/** base64url of SHA-256(0x03 ‖ salt ‖ bytes), the salt as its base64url string. */
export const blobDigest = (salt: string, bytes: Uint8Array): string =>
  createHash('sha256').update(blob).update(salt).update(bytes).digest('base64url');

// Larger than any envelope that the log takes; what somebody made larger is hashed all the same.
const most = 65_536;
const scratch = Buffer.alloc(most, leaf);

/** The 32 bytes of SHA-256(0x00 ‖ envelope), a leaf as in RFC 9162. */
export const leafHash = (envelope: Uint8Array): Uint8Array => {
  if (envelope.length >= most) return createHash('sha256').update(Uint8Array.of(leaf)).update(envelope).digest();
  scratch.set(envelope, 1);
  // As a string, and then as bytes: that takes half the time.
  return Buffer.from(hash('sha256', scratch.subarray(0, envelope.length + 1), 'latin1'), 'latin1');
};

/** The same of an envelope that is at hand as text. */
export const leafHashOf = (envelope: string): Uint8Array => Buffer.from(hash('sha256', `\0${envelope}`, 'latin1'), 'latin1');

const saltBytes = 16;
// Drawn for many at a time: the system is slow to give little. What was handed out is gone from here.
const drawn = Buffer.alloc(256 * saltBytes);
let used = drawn.length;

/** 128 random bits as base64url. */
export const newSalt = (): string => {
  if (used === drawn.length) used = randomFillSync(drawn).length - drawn.length;
  const salt = drawn.subarray(used, (used += saltBytes));
  const spelt = salt.toString('base64url');
  salt.fill(0);
  return spelt;
};

/** 128 random bits as base64url. */
export const newNonce = newSalt;
