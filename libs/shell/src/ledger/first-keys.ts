import { refusing } from '#kernel/refusal.js';
import { isSigned } from '#ledger/key-history.js';
import { SigningKey } from '#ledger/keys.js';
import { Refused, type Command } from '../command.js';
import type { FirstKeys } from '../genesis.js';
import type { WritePath } from '../write-path.js';
import { keyCommand } from './key-command.js';
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
  'key.not-signing': {
    says: 'This key does not sign checkpoints of this log.',
    remedy: 'Name one of those that do: `minutebook key` lists them.',
  },
  'key.which-is-lost': {
    says: 'Several keys sign checkpoints of this log, and it is not said which of them is lost.',
    remedy: 'Name it with --lost KEY: that one signs no more, and the others go on.',
  },
  'key.not-recovery': {
    says: 'This is not the recovery key of this log.',
    remedy: 'Look for the one that was shown last: a new one replaces those before it.',
  },
} as const;
export const refuseKey = refusing(keyRefusals);

/** Told once, in the moment in which it is made: nothing keeps it. */
export type ShowRecoveryKey = (words: string) => void;

/** What is printed where the recovery key is shown. */
export const recoveryKeyInWords = (words: string): string =>
  [
    'The recovery key of this log, shown this once:',
    '',
    `    ${words}`,
    '',
    'Write it down and keep it away from this computer, as you would the key',
    'of a safe: with it, and only with it, the log goes on under a new key when',
    'the folder `keys` is lost or somebody else has it (`minutebook key recover`).',
    '',
    '',
  ].join('\n');

/** Shows the recovery key on a terminal. A file or a service's journal would keep it: there none is made, and one is named later. */
export const shownOn = (out: {
  readonly write: (words: string) => unknown;
  readonly isTTY?: boolean;
}): { readonly onRecoveryKey?: ShowRecoveryKey } =>
  out.isTTY === true ? { onRecoveryKey: (words) => void out.write(recoveryKeyInWords(words)) } : {};

/** The first keys of a log: one in a file, and the recovery key where somebody is there to be shown it. One that the log does not name is none. */
export const firstKeysFor =
  (ledger: Ledger, show: ShowRecoveryKey | undefined): FirstKeys =>
  async () => {
    const { publicKey: key } = await ledger.keyFiles.make();
    const lost = () => ledger.keyFiles.remove(key);
    if (!show) return { key, recoveryKey: null, lost };
    const recovery = SigningKey.make();
    return { key, recoveryKey: recovery.publicKey, entered: () => show(recovery.words), lost };
  };

/** A log from before there was a ledger gets its first key; one that has keys is left as it is. */
export const enterFirstKey = async (write: WritePath, ledger: Ledger, actor: string): Promise<void> => {
  if (ledger.keys.log === null || ledger.keys.keys.length > 0) return;
  const { publicKey: key } = await ledger.keyFiles.make();
  try {
    await write.handle(keyCommand('AcceptKey', { key, replaces: null, signer: null, signature: null }, actor));
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
  const asked = (data ?? {}) as Record<string, unknown>;
  // One that has entered before is refused as that by whoever decides.
  const hasEntered = [...keys.keys, ...keys.recovery].some(({ key }) => key === asked['key']);
  if (!hasEntered && !isSigned(keys, verb, asked)) throw new Refused(refuseKey('key.not-signed'));
};
