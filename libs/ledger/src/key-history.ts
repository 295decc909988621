import { isPublicKey, isSignedBy, type PublicKey, type SigningKey } from './keys.js';

/** A fact of the stream `log` that names a key; others are passed over. */
export type KeyFact = { readonly position: number; readonly type: string; readonly data: any };
/** `until` is the position of the fact that replaced it. */
export type KnownKey = { readonly key: PublicKey; readonly from: number; readonly until: number | null };

export type KeyHistory = {
  /** The id of the log; null before it has begun. */
  readonly log: string | null;
  readonly keys: readonly KnownKey[];
  readonly recovery: readonly KnownKey[];
  /** How many facts of keys there are: each one says its number, so that none can be used twice. */
  readonly facts: number;
  /** Positions of facts that no key signed which could. */
  readonly unsigned: readonly number[];
};
export const noKeys: KeyHistory = { log: null, keys: [], recovery: [], facts: 0, unsigned: [] };

type KeyVerb = 'AcceptKey' | 'NameRecoveryKey';
type Asked = { readonly key: PublicKey; readonly replaces?: PublicKey | null };

/** What is signed when a key enters: one line each, so that it can never be read as a checkpoint. */
export const keyStatement = ({ log, facts }: Pick<KeyHistory, 'log' | 'facts'>, verb: KeyVerb, { key, replaces = null }: Asked): string =>
  `minutebook key 1\n${log}\n${facts}\n${verb}\n${key}\n${replaces ?? '-'}\n`;

/** The data of the verb by which a key enters, signed by a key that may. */
export const signedKey = <A extends Asked>(history: KeyHistory, verb: KeyVerb, asked: A, signer: SigningKey) => ({
  ...asked,
  signer: signer.publicKey,
  signature: Buffer.from(signer.sign(keyStatement(history, verb, asked))).toString('base64url'),
});

const standing = (known: readonly KnownKey[]): readonly PublicKey[] => known.filter(({ until }) => until === null).map(({ key }) => key);
/** Those that may sign what comes now. */
export const keysNow = ({ keys }: KeyHistory): readonly PublicKey[] => standing(keys);
export const recoveryKeyNow = ({ recovery }: KeyHistory): PublicKey | null => standing(recovery).at(-1) ?? null;

/** Those that may sign a checkpoint of this size: accepted among its entries, and not replaced among them. */
export const keysAt = ({ keys }: KeyHistory, size: number): readonly PublicKey[] =>
  keys.filter(({ from, until }) => from < size && (until === null || until >= size)).map(({ key }) => key);

/** Whether a key that may has signed it. The first key of a log that began without one needs no signature. */
export const isSigned = (history: KeyHistory, verb: KeyVerb, data: any): boolean => {
  if (verb === 'AcceptKey' && history.keys.length === 0 && data.signer === null) return data.signature === null;
  const may = [...keysNow(history), recoveryKeyNow(history)];
  if (!isPublicKey(data.signer) || !may.includes(data.signer) || typeof data.signature !== 'string') return false;
  const signature = Buffer.from(data.signature, 'base64url');
  return isSignedBy(data.signer, keyStatement(history, verb, data), signature);
};

/** The history after one more fact. */
export const withFact = (history: KeyHistory, { position, type, data }: KeyFact): KeyHistory => {
  const enter = (known: readonly KnownKey[], key: PublicKey, gone: (one: KnownKey) => boolean): readonly KnownKey[] => [
    ...known.map((one) => (one.until === null && gone(one) ? { ...one, until: position } : one)),
    { key, from: position, until: null },
  ];
  const next = { ...history, facts: history.facts + 1 };
  if (type === 'LogBegun')
    return {
      ...history,
      log: data.log,
      keys: isPublicKey(data.key) ? enter(history.keys, data.key, () => false) : history.keys,
      recovery: isPublicKey(data.recoveryKey) ? enter(history.recovery, data.recoveryKey, () => true) : history.recovery,
    };
  if (type === 'KeyAccepted')
    return isSigned(history, 'AcceptKey', data)
      ? { ...next, keys: enter(history.keys, data.key, ({ key }) => key === data.replaces) }
      : { ...next, unsigned: [...history.unsigned, position] };
  if (type === 'RecoveryKeyNamed')
    return isSigned(history, 'NameRecoveryKey', data)
      ? { ...next, recovery: enter(history.recovery, data.key, () => true) }
      : { ...next, unsigned: [...history.unsigned, position] };
  return history;
};
