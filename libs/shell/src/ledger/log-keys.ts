import { randomUUID } from 'node:crypto';
import { refusing } from '#kernel/refusal.js';
import { isSigned, keysNow, recoveryKeyNow, signedKey, type KeyHistory } from '#ledger/key-history.js';
import { NotAKey, SigningKey, type PublicKey } from '#ledger/keys.js';
import { Refused, type Command } from '../command.js';
import type { FirstKeys } from '../genesis.js';
import type { MinuteBook } from '../minute-book.js';
import type { Ledger } from './ledger.js';

/** What is refused where a signature was looked at. */
export const keyRefusals = {
  'key.not-signed': {
    says: 'The signature of this key does not hold.',
    remedy: 'Use `minutebook key`, which signs it.',
  },
  'key.not-here': {
    says: 'No key that this log accepts is kept on this computer.',
    remedy: 'Bring the file of one back into the folder `keys`, or use `minutebook key recover` with the recovery key.',
  },
  'key.not-recovery': {
    says: 'This is not the recovery key of this log.',
    remedy: 'Look for the one that was shown last: a new one replaces those before it.',
  },
} as const;
const refuse = refusing(keyRefusals);

/** Told once, in the moment in which it is made: nothing keeps it. */
export type ShowRecoveryKey = (words: string) => void;

/** What is printed where the recovery key is shown. */
export const recoveryKeyInWords = (words: string): string =>
  [
    'The recovery key of this log, shown this once:',
    '',
    `    ${words}`,
    '',
    'Write it down and keep it away from this computer, as you would the key of a safe: with it, and only with it, the log goes on',
    'under a new key when the folder `keys` is lost or somebody else has it (`minutebook key recover`).',
    '',
    '',
  ].join('\n');

/** The first keys of a log: one in a file, and the recovery key where somebody is there to be shown it. */
export const firstKeysFor =
  (ledger: Ledger, show: ShowRecoveryKey | undefined): FirstKeys =>
  async () => {
    const { publicKey } = await ledger.keyFiles.make();
    if (!show) return { key: publicKey, recoveryKey: null };
    const recovery = SigningKey.make();
    show(recovery.words);
    return { key: publicKey, recoveryKey: recovery.publicKey };
  };

/** A log from before there was a ledger gets its first key; one that has keys is left as it is. */
export const enterFirstKey = async (book: Pick<MinuteBook, 'write'>, ledger: Ledger, actor: string): Promise<void> => {
  if (ledger.keys.log === null || ledger.keys.keys.length > 0) return;
  const { publicKey: key } = await ledger.keyFiles.make();
  try {
    await book.write.handle(asked('AcceptKey', { key, replaces: null, signer: null, signature: null }, actor));
  } catch (error) {
    await ledger.keyFiles.remove(key);
    // Another process may have been first.
    if (!(error instanceof Refused)) throw error;
  }
  await ledger.readKeys();
};

/** @throws Refused where the verb enters a key that nobody signed who may */
export const mustBeSigned = ({ keys }: Ledger, { verb, data }: Command): void => {
  if (verb !== 'AcceptKey' && verb !== 'NameRecoveryKey') return;
  if (!isSigned(keys, verb, (data ?? {}) as Record<string, unknown>)) throw new Refused(refuse('key.not-signed'));
};

/** A new key takes the place of the one that signs here, whose file goes. @throws Refused */
export const rotateKey = async (book: MinuteBook, actor: string): Promise<PublicKey> => {
  const old = await signerHere(book.ledger);
  return replace(book, old.publicKey, old, actor);
};

/** A new key in place of the one that is lost, or that somebody else has; signed by the recovery key. @throws Refused */
export const recoverKey = async (book: MinuteBook, words: string, actor: string): Promise<PublicKey> => {
  const recovery = recoveryIn(words, book.ledger.keys);
  return replace(book, keysNow(book.ledger.keys).at(-1) ?? null, recovery, actor);
};

/** Another recovery key in place of the one before it. @throws Refused */
export const nameRecoveryKey = async (book: MinuteBook, show: ShowRecoveryKey, actor: string): Promise<void> => {
  const signer = await signerHere(book.ledger);
  const recovery = SigningKey.make();
  await enter(book, 'NameRecoveryKey', signedKey(book.ledger.keys, 'NameRecoveryKey', { key: recovery.publicKey }, signer), actor);
  show(recovery.words);
};

const replace = async (book: MinuteBook, replaces: PublicKey | null, signer: SigningKey, actor: string): Promise<PublicKey> => {
  const { keyFiles } = book.ledger;
  const { publicKey: key } = await keyFiles.make();
  try {
    await enter(book, 'AcceptKey', signedKey(book.ledger.keys, 'AcceptKey', { key, replaces }, signer), actor);
  } catch (error) {
    if (error instanceof Refused) await keyFiles.remove(key);
    throw error;
  }
  if (replaces !== null) await keyFiles.remove(replaces);
  return key;
};

/** Refused where the log of keys has moved since it was read: what was signed would not hold. */
const enter = async (book: MinuteBook, verb: string, data: object, actor: string): Promise<void> => {
  const { revision } = await book.store.read('log');
  const { position } = await book.record({ ...asked(verb, data, actor), ifMatch: revision });
  await book.ledger.reached(position);
};

const asked = (verb: string, data: object, actor: string): Command => ({
  stream: 'log',
  id: randomUUID(),
  verb,
  data,
  actor,
  recorded: 'live',
});

const signerHere = async (ledger: Ledger): Promise<SigningKey> => {
  const key = await ledger.signingKey();
  if (!key) throw new Refused(refuse('key.not-here'));
  return key;
};

const recoveryIn = (words: string, keys: KeyHistory): SigningKey => {
  try {
    const key = SigningKey.fromWords(words);
    if (key.publicKey === recoveryKeyNow(keys)) return key;
  } catch (error) {
    if (!(error instanceof NotAKey)) throw error;
  }
  throw new Refused(refuse('key.not-recovery'));
};
