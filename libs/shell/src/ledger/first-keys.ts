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
  'key.not-recovery': {
    says: 'This is not the recovery key of this log.',
    remedy: 'Look for the one that was shown last: a new one replaces those before it.',
  },
  'key.which-lost': {
    says: 'Which of the keys that sign is lost is not said.',
    remedy: 'Name it: `minutebook key recover --with FILE --replaces KEY`.',
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
