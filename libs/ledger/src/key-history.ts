import { isPublicKey, isSignedBy, type PublicKey, type SigningKey } from './keys.js';

/** A fact of the stream `log` that names a key or a fork; others are passed over. */
export type KeyFact = { readonly position: number; readonly type: string; readonly data: Data };
type Data = Readonly<Record<string, unknown>>;
/** `until` is the position of the fact that replaced it. */
export type KnownKey = { readonly key: PublicKey; readonly from: number; readonly until: number | null };

/** The id under which the log goes on from an entry on. */
export type Fork = { readonly log: string; readonly from: number };

export type KeyHistory = {
  /** The id that the log began with; null before it has begun. */
  readonly log: string | null;
  readonly forks: readonly Fork[];
  readonly keys: readonly KnownKey[];
  readonly recovery: readonly KnownKey[];
  /** How many facts of keys there are: each one says its number, so that none can be used twice. */
  readonly facts: number;
  /** Positions of facts that no key signed which could. */
  readonly unsigned: readonly number[];
};
export const noKeys: KeyHistory = { log: null, forks: [], keys: [], recovery: [], facts: 0, unsigned: [] };

type KeyVerb = 'AcceptKey' | 'NameRecoveryKey';
type Asked = { readonly key: PublicKey; readonly replaces?: PublicKey | null };

/** The id of the log as it stands now. */
export const logNow = ({ log, forks }: Pick<KeyHistory, 'log' | 'forks'>): string | null => forks.at(-1)?.log ?? log;
/** The id of the log when it had this size. */
export const logAt = ({ log, forks }: KeyHistory, size: number): string | null => forks.findLast(({ from }) => from < size)?.log ?? log;

/** What is signed when a key enters: one line each, so that it can never be read as a checkpoint. */
export const keyStatement = (
  history: Pick<KeyHistory, 'log' | 'forks' | 'facts'>,
  verb: KeyVerb,
  { key, replaces = null }: Asked,
): string => `minutebook key 1\n${logNow(history)}\n${history.facts}\n${verb}\n${key}\n${replaces ?? '-'}\n`;

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
export const isSigned = (history: KeyHistory, verb: KeyVerb, { key, replaces, signer, signature }: Data): boolean => {
  if (!isPublicKey(key) || !(isPublicKey(replaces) || (replaces ?? null) === null)) return false;
  if (verb === 'AcceptKey' && history.keys.length === 0 && signer === null) return signature === null && replaces === null;
  const may = [...keysNow(history), recoveryKeyNow(history)];
  if (!isPublicKey(signer) || !may.includes(signer) || typeof signature !== 'string' || !/^[A-Za-z0-9_-]{86}$/.test(signature))
    return false;
  const statement = keyStatement(history, verb, { key, replaces: (replaces ?? null) as PublicKey | null });
  return isSignedBy(signer, statement, Buffer.from(signature, 'base64url'));
};

const entering = (known: readonly KnownKey[], key: unknown, position: number, goes: (key: PublicKey) => boolean): readonly KnownKey[] =>
  isPublicKey(key)
    ? [
        ...known.map((one) => (one.until === null && goes(one.key) ? { ...one, until: position } : one)),
        { key, from: position, until: null },
      ]
    : known;

/** The history after one more fact. */
export const withFact = (history: KeyHistory, { position, type, data }: KeyFact): KeyHistory => {
  if (type === 'LogBegun')
    return {
      ...history,
      log: String(data['log']),
      keys: entering([], data['key'], position, () => false),
      recovery: entering([], data['recoveryKey'], position, () => false),
    };
  if (type === 'ForkDeclared')
    return typeof data['fork'] === 'string' ? { ...history, forks: [...history.forks, { log: data['fork'], from: position }] } : history;
  const verb = type === 'KeyAccepted' ? 'AcceptKey' : type === 'RecoveryKeyNamed' ? 'NameRecoveryKey' : null;
  if (verb === null) return history;
  const next = { ...history, facts: history.facts + 1 };
  if (!isSigned(history, verb, data)) return { ...next, unsigned: [...history.unsigned, position] };
  return verb === 'AcceptKey'
    ? { ...next, keys: entering(history.keys, data['key'], position, (key) => key === data['replaces']) }
    : { ...next, recovery: entering(history.recovery, data['key'], position, () => true) };
};
