import { foundKinds } from '#registers/search/rows.js';
import { hitColumns } from '#shell/columns/search.js';
import { searchIn } from '#shell/search.js';
import { answerWith, formats } from '../answer.js';
import { choose, inFormats, knownAndTrue, usageOf } from '../args.js';
import type { Command } from '../command.js';
import { wrongUsage } from '../failure.js';
import { boardMeant } from '../naming.js';
import { askBook } from '../questions.js';

export const search: Command = {
  name: 'search',
  takes: 'WORDS [--board BOARD] [--kind KIND]',
  doc: 'Lines of minutes, decisions and actions that hold all these words; the last may be the beginning of one, and "a phrase" stands as it is.',
  options: {
    board: { value: 'BOARD', doc: 'of one board' },
    kind: { value: 'KIND', doc: foundKinds.join(', ') },
    ...knownAndTrue,
    ...inFormats(formats),
  },
  run: async (args, io) => {
    const words = args.words.join(' ');
    if (words === '') throw wrongUsage('Which words?', `Usage: ${usageOf(search)}`);
    const format = choose(args, 'format', formats, 'table');
    const kind = args.value('kind') === null ? undefined : choose(args, 'kind', foundKinds, 'decision');
    return askBook(args, io, async (book, moment) => {
      const named = args.value('board');
      const board = named === null ? undefined : boardMeant(book, named, moment).board;
      const asked = { words, board, kind, limit: Number.MAX_SAFE_INTEGER - 1 };
      const { hits } = searchIn(book, asked, { on: args.value('on') ?? undefined }, moment);
      answerWith(hits, hitColumns, 'Nothing was found.', format, io);
      return 0;
    });
  },
};
