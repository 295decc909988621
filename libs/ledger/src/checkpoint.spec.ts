import { describe, expect, it } from '@jest/globals';
import { originOfLog, readNote, signCheckpoint, signersOf } from './checkpoint.js';
import { isSignedBy, NotAKey, SigningKey, verifierKey } from './keys.js';
import { emptyRoot } from './merkle.js';

const seed = Buffer.alloc(32, 7).toString('base64url');
const key = SigningKey.fromWords(seed);
const other = SigningKey.make();
const origin = originOfLog('0d2f8d7e-0000-4000-8000-000000000001');
const note = signCheckpoint({ origin, size: 57, root: emptyRoot }, key);

describe('a checkpoint', () => {
  it('is a signed note of three lines', () => {
    expect(note).toBe(
      `${origin}\n57\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— ${origin} 1GGz7pcmp6alxv9dGkNrSFoXiTtfIICInO4xFVag3NgZiap2QYZYfCB6uHNKV6LP1tQ69UewcMWXOKt85IDXXWVtJgo=\n`,
    );
  });
  it('reads as it was written', () => {
    const read = readNote(note);
    expect(read.checkpoint).toEqual({ origin, size: 57, root: Buffer.from(emptyRoot) });
    expect(signersOf(read, [other.publicKey, key.publicKey])).toEqual([key.publicKey]);
  });
  it('signed by several is known by each', () => {
    const signedToo = note + signCheckpoint({ origin, size: 57, root: emptyRoot }, other).split('\n\n')[1]!;
    expect(signersOf(readNote(signedToo), [other.publicKey, key.publicKey])).toEqual([other.publicKey, key.publicKey]);
  });
  it('with another byte in it is none, or is signed by nobody', () => {
    const bytes = Buffer.from(note);
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1;
      expect(knownIn(changed.toString('utf8'))).toEqual([]);
    }
  });
  it('may be signed by others in their own form, who are passed over', () => {
    const witnessed = `${note}— witness.example/w ${Buffer.alloc(76).toString('base64')}\n`;
    expect(signersOf(readNote(witnessed), [key.publicKey])).toEqual([key.publicKey]);
    const short = readNote(note.replace(/.{8}\n$/, '\n'));
    expect(signersOf(short, [key.publicKey])).toEqual([]);
  });
  it.each([
    ['nothing', ''],
    ['no signature', note.split('— ')[0]!],
    ['a line more', note.replace('57\n', '57\nmore\n')],
    ['something before', `\n${note}`],
    ['something after', `${note}\n`],
    ['no last line feed', note.slice(0, -1)],
    ['a size with a nought before it', note.replace('\n57', '\n057')],
    ['a size that no log has', note.replace('\n57', '\n9999999999999999')],
    ['a root in another spelling', note.replace('uFU=', 'uFV=')],
    ['a carriage return', note.replaceAll('\n', '\r\n')],
    ['a signature of four bytes', note.replace(/[^ ]+\n$/, 'AAAAAA==\n')],
    ['a signature in another spelling', note.replace(/[^ ]+\n$/, 'AAAAAAB=\n')],
    ['a size of nothing', note.replace('\n57\n', '\n0\n')],
    ['what turns the writing', note.replace('— ', '— a\u202eb AAAAAAA=\n— ')],
  ])('is strict: %s', (_, words) => expect(() => readNote(words)).toThrow('This is not a checkpoint'));
});

const knownIn = (words: string): readonly string[] => {
  try {
    return signersOf(readNote(words), [key.publicKey]);
  } catch {
    return [];
  }
};

describe('a key', () => {
  it('is kept as PEM, or written down in 43 letters and digits', () => {
    expect(SigningKey.fromPem(key.pem).publicKey).toBe(key.publicKey);
    expect(key.words).toBe(seed);
    expect(() => SigningKey.fromWords('short')).toThrow(NotAKey);
    expect(() => SigningKey.fromPem('no key')).toThrow(NotAKey);
  });
  // The example of Go's package golang.org/x/mod/sumdb/note, where the form comes from.
  it('is shown to other programs, and checked, as C2SP has it', () => {
    const published = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1).toString('base64url');
    expect(verifierKey('PeterNeumann', published)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const said = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace('’', "'");
    const signed = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
    expect(isSignedBy(published, said, Buffer.from(signed, 'base64').subarray(4))).toBe(true);
    expect(isSignedBy(published, said.replace('answer', 'Answer'), Buffer.from(signed, 'base64').subarray(4))).toBe(false);
  });
});
