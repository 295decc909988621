import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { recoveryKeyNow } from '#ledger/key-history.js';
import { isPublicKey } from '#ledger/keys.js';
import { recoveryKeyInWords } from '#shell/ledger/first-keys.js';
import { acceptKey, ownKey, nameRecoveryKey, recoverKey, rotateKey } from '#shell/ledger/log-keys.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';
import { noMoreThan, usageOf, type Args } from '../args.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import type { Io } from '../io.js';
import { askBook } from '../questions.js';

export const key: Command = {
  name: 'key',
  takes: '[rotate | recovery | recover --with FILE [--lost KEY] | own | accept KEY]',
  doc: 'The keys that sign checkpoints. `rotate` puts a new one in place of that of this computer, `recovery` names a new recovery key and shows it once, `recover` puts a new key in place of one that is lost. `own` shows the key of this computer, made where there is none, and `accept` lets that of a further server sign beside the others.',
  options: {
    with: { value: 'FILE', doc: 'a file that holds the recovery key; a command line would be kept in a history' },
    lost: { value: 'KEY', doc: 'the key that is lost, or that somebody else has, where several sign' },
  },
  run: async (args, io) => {
    noMoreThan(args, args.words[0] === 'accept' ? 2 : 1, key);
    const [what = 'list'] = args.words;
    const does = Object.hasOwn(verbs, what) ? verbs[what] : undefined;
    if (!does) throw wrongUsage(`There is no \`key ${what}\`.`, `Usage: ${usageOf(key)}`);
    return askBook(args, io, async (book) => {
      await does(book, args, io);
      return 0;
    });
  },
};

const verbs: Readonly<Record<string, (book: MinuteBook, args: Args, io: Io) => Promise<void>>> = {
  list: async ({ ledger }, _, { stdout }) => {
    const here = (await ledger.signingKey())?.publicKey;
    const lines = ledger.keys.keys.map(
      ({ key: one, from, until }) =>
        `${one}  from position ${from}${until === null ? '' : `, replaced at position ${until}`}${one === here ? ', signs here' : ''}`,
    );
    const recovery = recoveryKeyNow(ledger.keys);
    const kept = here === undefined ? ['None that signs is kept here: bring its file back, or use `minutebook key recover`.'] : [];
    const named = recovery === null ? 'No recovery key is named: `minutebook key recovery` names one.' : `${recovery}  recovery key`;
    stdout.write([...lines, ...kept, named, ''].join('\n'));
  },
  rotate: async (book, _, { stdout }) => {
    stdout.write(`Checkpoints are signed by ${await rotateKey(book, localOperator)} from now on.\n`);
  },
  recovery: async (book, _, { stdout }) => {
    await nameRecoveryKey(book, (words) => void stdout.write(recoveryKeyInWords(words)), localOperator);
  },
  own: async (book, _, { stdout }) => {
    stdout.write(`${await ownKey(book)}\n`);
  },
  accept: async (book, args, { stdout }) => {
    const [, given] = args.words;
    if (!isPublicKey(given))
      throw wrongUsage('The key is not named: 43 letters and digits, as `minutebook key own` shows it.', `Usage: ${usageOf(key)}`);
    await acceptKey(book, given, localOperator);
    stdout.write(`Checkpoints are signed by ${given} too from now on.\n`);
  },
  recover: async (book, args, { cwd, stdout }) => {
    const file = args.value('with');
    if (file === null) throw wrongUsage('The file that holds the recovery key is not named.', `Usage: ${usageOf(key)}`);
    const words = await readFile(resolve(cwd, file), 'utf8');
    stdout.write(`Checkpoints are signed by ${await recoverKey(book, words, localOperator, args.value('lost'))} from now on.\n`);
  },
};
