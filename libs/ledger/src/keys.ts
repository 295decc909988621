import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** An Ed25519 key as the log names it: its 32 bytes as base64url. */
export type PublicKey = string;

/** Signs; its private half leaves this object as {@link pem} only. */
export class SigningKey {
  readonly publicKey: PublicKey;
  private constructor(private readonly key: KeyObject) {
    this.publicKey = createPublicKey(key).export({ format: 'jwk' }).x!;
  }

  static make(): SigningKey {
    return new SigningKey(generateKeyPairSync('ed25519').privateKey);
  }

  /** @throws NotAKey */
  static fromPem(pem: string): SigningKey {
    try {
      const key = createPrivateKey(pem);
      if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`it is of the kind ${key.asymmetricKeyType}`);
      return new SigningKey(key);
    } catch (error) {
      throw new NotAKey((error as Error).message);
    }
  }

  /** The recovery key as it is shown and written down: the seed of 32 bytes as base64url. @throws NotAKey */
  static fromWords(words: string): SigningKey {
    const seed = Buffer.from(words.trim(), 'base64url');
    if (seed.length !== 32 || seed.toString('base64url') !== words.trim()) throw new NotAKey('it is not 43 letters and digits');
    return new SigningKey(createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' }));
  }

  get pem(): string {
    return this.key.export({ format: 'pem', type: 'pkcs8' }) as string;
  }

  get words(): string {
    return this.key.export({ format: 'jwk' }).d!;
  }

  /** 64 bytes. */
  sign(message: string): Uint8Array {
    return sign(null, Buffer.from(message, 'utf8'), this.key);
  }
}

/** What an Ed25519 seed has before it in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export class NotAKey extends Error {
  constructor(because: string) {
    super(`This is not an Ed25519 key: ${because}.`);
    this.name = 'NotAKey';
  }
}

// The last letter has bits that are nought: so each has one spelling.
const of32Bytes = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const of64Bytes = /^[\w-]{85}[AQgw]$/;
export const isPublicKey = (value: unknown): value is PublicKey => isHash(value);
/** 32 bytes as base64url: a key, a hash or a digest. */
export const isHash = (value: unknown): value is string => typeof value === 'string' && of32Bytes.test(value);
/** 64 bytes as base64url. */
export const isSignature = (value: unknown): value is string => typeof value === 'string' && of64Bytes.test(value);

/** False also where the key is none. */
export const isSignedBy = (key: PublicKey, message: string, signature: Uint8Array): boolean => {
  try {
    const object = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
    return verify(null, Buffer.from(message, 'utf8'), object, signature);
  } catch {
    return false;
  }
};

const ed25519 = Uint8Array.of(0x01);

/** C2SP signed-note: the first four bytes of SHA-256(name ‖ line feed ‖ 0x01 ‖ key). */
export const keyHash = (name: string, key: PublicKey): Buffer =>
  createHash('sha256').update(`${name}\n`).update(ed25519).update(Buffer.from(key, 'base64url')).digest().subarray(0, 4);

/** The key as other programs of C2SP take it: `name+hash+base64(0x01 ‖ key)`. */
export const verifierKey = (name: string, key: PublicKey): string =>
  `${name}+${keyHash(name, key).toString('hex')}+${Buffer.concat([ed25519, Buffer.from(key, 'base64url')]).toString('base64')}`;
