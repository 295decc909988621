import { isPublicKey, isSignature, isSignedBy, type PublicKey, type SigningKey } from './keys.js';

/** A fact of the stream `log` that names a key or a fork; others are passed over. */
export type KeyFact = { readonly position: number; readonly type: string; readonly v: number; readonly data: unknown };
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
  /** Positions of facts that begin a log, and are not its first entry: they change nothing. */
  readonly begunAgain: readonly number[];
};
export const noKeys: KeyHistory = { log: null, forks: [], keys: [], recovery: [], facts: 0, unsigned: [], begunAgain: [] };

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

/** What the first entries of the log say of keys and forks. */
export const historyAt = (history: KeyHistory, size: number): KeyHistory => ({
  ...history,
  forks: history.forks.filter(({ from }) => from < size),
  keys: knownAt(history.keys, size),
  recovery: knownAt(history.recovery, size),
});
const knownAt = (known: readonly KnownKey[], size: number): readonly KnownKey[] =>
  known.filter(({ from }) => from < size).map((one) => (one.until !== null && one.until >= size ? { ...one, until: null } : one));

/**
 * Whether a new key is signed by one that may. The first key of a log that began without any needs no signature;
 * a key enters once, so that one which was replaced never signs again.
 */
export const isSigned = (history: KeyHistory, verb: KeyVerb, data: Data): boolean => {
  const { key, signer = null, signature = null } = data;
  const replaces = verb === 'AcceptKey' ? (data['replaces'] ?? null) : null;
  const entered = [...history.keys, ...history.recovery];
  if (history.log === null || !isPublicKey(key) || entered.some((one) => one.key === key)) return false;
  if (verb === 'AcceptKey' && entered.length === 0) return signer === null && signature === null && replaces === null;
  const now = keysNow(history);
  if (!(replaces === null || (isPublicKey(replaces) && now.includes(replaces)))) return false;
  if (!isPublicKey(signer) || ![...now, recoveryKeyNow(history)].includes(signer) || !isSignature(signature)) return false;
  return isSignedBy(signer, keyStatement(history, verb, { key, replaces }), Buffer.from(signature, 'base64url'));
};

const entering = (known: readonly KnownKey[], key: unknown, position: number, goes: (key: PublicKey) => boolean): readonly KnownKey[] =>
  isPublicKey(key)
    ? [
        ...known.map((one) => (one.until === null && goes(one.key) ? { ...one, until: position } : one)),
        { key, from: position, until: null },
      ]
    : known;

const begun = (history: KeyHistory, { position, v }: KeyFact, { log, key, recoveryKey }: Data): KeyHistory => {
  if (position !== 0) return { ...history, begunAgain: [...history.begunAgain, position] };
  const first = (one: unknown) => (v > 1 ? entering([], one, position, () => false) : []);
  return { ...history, log: isUuid(log) ? log : null, keys: first(key), recovery: first(recoveryKey) };
};
const forked = (history: KeyHistory, { position }: KeyFact, { fork }: Data): KeyHistory => {
  const had = [history.log, ...history.forks.map(({ log }) => log)];
  const isNew = history.log !== null && isUuid(fork) && !had.includes(fork);
  return isNew ? { ...history, forks: [...history.forks, { log: fork, from: position }] } : history;
};
const isUuid = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null;

/** The history after one more fact. */
export const withFact = (history: KeyHistory, fact: KeyFact): KeyHistory => {
  const { position, type } = fact;
  const data = isObject(fact.data) ? fact.data : {};
  if (type === 'LogBegun') return begun(history, fact, data);
  if (type === 'ForkDeclared') return forked(history, fact, data);
  const verb = type === 'KeyAccepted' ? 'AcceptKey' : type === 'RecoveryKeyNamed' ? 'NameRecoveryKey' : null;
  if (verb === null) return history;
  const next = { ...history, facts: history.facts + 1 };
  if (!isSigned(history, verb, data)) return { ...next, unsigned: [...history.unsigned, position] };
  return verb === 'AcceptKey'
    ? { ...next, keys: entering(history.keys, data['key'], position, (key) => key === data['replaces']) }
    : { ...next, recovery: entering(history.recovery, data['key'], position, () => true) };
};
