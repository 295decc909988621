import { expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { blobDigest, commandHash, leafHash, newNonce, newSalt, textDigest } from './digests.js';

const salt = 'AAECAwQFBgcICQoLDA0ODw';
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('base64url');

// Format 0: were one of these to change, every log that exists would be false.
it('is as frozen', () => {
  expect(textDigest(salt, 'Cllr "É"')).toBe(sha256(`\u0002["${salt}","Cllr \\"É\\""]`));
  expect(commandHash(salt, { verb: 'GiveAdvice', data: { b: 1, a: null } })).toBe(
    sha256(`\u0002["${salt}",{"data":{"a":null,"b":1},"verb":"GiveAdvice"}]`),
  );
  expect(blobDigest(salt, Uint8Array.of(0xff, 0))).toBe(sha256(Buffer.from(`\u0003${salt}\u00ff\u0000`, 'latin1')));
  expect(Buffer.from(leafHash(new Uint8Array())).toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

it('makes salts and nonces of 128 random bits', () => {
  for (const made of [newSalt(), newNonce()]) expect(made).toMatch(/^[\w-]{22}$/);
  expect(newSalt()).not.toBe(newSalt());
});
