import type { Column } from '#shell/columns/column.js';
import { eraseWords, placesOf, type Going } from '#shell/erasing.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';
import { answerWith } from '../answer.js';
import { usageOf, type Args } from '../args.js';
import type { Command, Exit } from '../command.js';
import { wrongUsage } from '../failure.js';
import type { Io } from '../io.js';
import { askBook } from '../questions.js';
import { many } from '../units.js';

const longest = 60;
const columns: readonly Column<Going>[] = [
  ['Position', ({ position }) => position],
  ['Stream', ({ stream }) => stream],
  ['Entry', ({ type }) => type],
  ['Place', ({ at }) => at],
  ['Words', ({ words }) => (words === null ? 'erased before' : shortened(words))],
];
const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest)} …`;
};

export const erase: Command = {
  name: 'erase',
  takes: 'DIGEST… --ground TEXT --authority TEXT [--yes]',
  doc: 'Erase words for good, by the digests that `minutebook log --format json` shows: wherever they stand, and at every earlier moment. Without --yes it lists what would go.',
  options: {
    ground: { value: 'TEXT', doc: 'why they are to go, for the record, such as "Asked for by the person"' },
    authority: { value: 'TEXT', doc: 'who said so, such as "The data protection officer"' },
    yes: { doc: 'erase what is listed; nothing brings it back' },
  },
  run: async (args, io) => {
    const [ground, authority] = [stated(args, 'ground'), stated(args, 'authority')];
    const digests = new Set(args.words);
    if (digests.size === 0) throw wrongUsage('Which words? Their digests are not named.', `Usage: ${usageOf(erase)}`);
    return askBook(args, io, async (book) => {
      const going = await placesOf(book, digests);
      answerWith(going, columns, '', 'table', io);
      if (going.every(({ words }) => words === null)) return said(io, 'They were erased before: there is nothing to do.', 0);
      if (!args.flag('yes')) return said(io, 'Nothing is erased yet. Write the same with --yes: nothing brings these words back.', 1);
      return erased(book, await eraseWords(book, going, { ground, authority, actor: localOperator }), io);
    });
  },
};

const stated = (args: Args, name: 'ground' | 'authority'): string => {
  const words = args.value(name)?.trim() || null;
  if (words === null) throw wrongUsage(`--${name} is not stated.`, `Usage: ${usageOf(erase)}`);
  return words;
};

const erased = async ({ registers, store }: MinuteBook, texts: number, io: Io): Promise<Exit> => {
  const { kind } = await store.about();
  const words = [
    `${many(texts, 'text is', 'texts are')} erased.`,
    ...(registers.wipePending ? ['Whoever reads the registers now keeps parts of them there until that is done.'] : []),
    ...(kind === 'kurrentdb' ? ['Each node of the server keeps them in its files until it is scavenged.'] : []),
    'Backups, exports and printed minutes keep them: look for them there.',
  ];
  return said(io, words.join(' '), 0);
};

const said = ({ stdout }: Io, words: string, exit: Exit): Exit => {
  stdout.write(`${words}\n`);
  return exit;
};
