import { createHash, randomFillSync } from 'node:crypto';
import { canonical } from '#kernel/canonical.js';

// The first byte keeps the kinds of hash apart; 0x01 is an inner node of the ledger's tree.
const leaf = Uint8Array.of(0x00);
const sealed = Uint8Array.of(0x02);
const blob = Uint8Array.of(0x03);

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** base64url of SHA-256(0x02 ‖ canonical [salt, text]). @throws TypeError on a lone surrogate */
export const textDigest = (salt: string, text: string): string => sha256(sealed, canonical([salt, text])).toString('base64url');

/** base64url of SHA-256(0x02 ‖ canonical [salt, body]). @throws TypeError where the body has no canonical spelling */
export const commandHash = (salt: string, body: unknown): string => sha256(sealed, canonical([salt, body])).toString('base64url');

/** base64url of SHA-256(0x03 ‖ salt ‖ bytes), the salt as its base64url string. */
export const blobDigest = (salt: string, bytes: Uint8Array): string => sha256(blob, salt, bytes).toString('base64url');

/** The 32 bytes of SHA-256(0x00 ‖ envelope), a leaf as in RFC 9162. */
export const leafHash = (envelope: Uint8Array): Uint8Array => new Uint8Array(sha256(leaf, envelope));

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
