import { keysNow, recoveryKeyNow, signedKey, type KeyHistory } from '#ledger/key-history.js';
import { NotAKey, SigningKey, type PublicKey } from '#ledger/keys.js';
import { Refused } from '../command.js';
import type { MinuteBook } from '../minute-book.js';
import { refuseKey, type ShowRecoveryKey } from './first-keys.js';
import { keyCommand } from './key-command.js';
import type { Ledger } from './ledger.js';

/** A new key takes the place of the one that signs here, whose file goes. @throws Refused */
export const rotateKey = async (book: MinuteBook, actor: string): Promise<PublicKey> => {
  const old = await signerHere(book.ledger);
  return replace(book, old.publicKey, old, actor);
};

/** A key that another server made signs beside the others from now on. @throws Refused */
export const acceptKey = async (book: MinuteBook, key: PublicKey, actor: string): Promise<void> => {
  const signer = await signerHere(book.ledger);
  await enter(book, 'AcceptKey', signedKey(book.ledger.keys, 'AcceptKey', { key, replaces: null }, signer), actor);
};

/** The key that signs here; else the one that waits to be accepted by a server that signs, made where there is none. */
export const ownKey = async ({ ledger }: MinuteBook): Promise<PublicKey> => {
  const signing = await ledger.signingKey();
  if (signing) return signing.publicKey;
  const { keys } = ledger.keys;
  const waiting = await ledger.keyFiles.noneOf(keys.map(({ key }) => key));
  return (waiting ?? (await ledger.keyFiles.make())).publicKey;
};

/**
 * A new key in place of the one that is lost, or that somebody else has; signed by the recovery key.
 * @param lost where several sign, which of them that is @throws Refused
 */
export const recoverKey = async (book: MinuteBook, words: string, actor: string, lost: PublicKey | null = null): Promise<PublicKey> => {
  const recovery = recoveryIn(words, book.ledger.keys);
  return replace(book, lostOf(keysNow(book.ledger.keys), lost), recovery, actor);
};

/** Taken for another one, the lost key would go on signing, and a server that did nothing would not. */
const lostOf = (signing: readonly PublicKey[], lost: PublicKey | null): PublicKey | null => {
  if (lost !== null && !signing.includes(lost)) throw new Refused(refuseKey('key.not-signing', `It is ${lost}.`));
  if (lost === null && signing.length > 1) throw new Refused(refuseKey('key.which-is-lost', `They are ${signing.join(' and ')}.`));
  return lost ?? signing[0] ?? null;
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
  const { position } = await book.record({ ...keyCommand(verb, data, actor), ifMatch: revision });
  await book.ledger.reached(position);
};

const signerHere = async (ledger: Ledger): Promise<SigningKey> => {
  const key = await ledger.signingKey();
  if (!key) throw new Refused(refuseKey('key.not-here'));
  return key;
};

const recoveryIn = (words: string, keys: KeyHistory): SigningKey => {
  try {
    const key = SigningKey.fromWords(words);
    if (key.publicKey === recoveryKeyNow(keys)) return key;
  } catch (error) {
    if (!(error instanceof NotAKey)) throw error;
  }
  throw new Refused(refuseKey('key.not-recovery'));
};
