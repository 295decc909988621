import { choose, inFormats, known, noMoreThan, type Args } from '../args.js';
import { entryColumns } from '#shell/columns/audit-trail.js';
import type { Column } from '#shell/columns/column.js';
import { answerWith } from '../answer.js';
import type { Command } from '../command.js';
import { entriesOf, type Entry } from '../entries.js';
import { wrongUsage } from '../failure.js';
import type { Io } from '../io.js';
import { askBook } from '../questions.js';
import { kindOf } from '#domain/catalogues.js';

const columns: readonly Column<Entry>[] = [
  ...entryColumns,
  ['Data', ({ data }) => JSON.stringify(data)],
  ['Texts', ({ texts }) => texts.map(({ at, digest }) => `${at} ${digest}`).join('; '), 'programs'],
  ['Id', ({ id }) => id, 'programs'],
];

const formats = ['table', 'jsonl', 'json', 'csv', 'md'] as const;

export const log: Command = {
  name: 'log',
  takes: '[--stream STREAM]',
  doc: 'Every entry of the log with its times, its place and its words; for programs also the digest of each text, by which it can be erased.',
  options: {
    stream: { value: 'STREAM', doc: 'one stream only, such as meeting-0d2f8d7e-…' },
    ...known,
    ...inFormats(formats),
  },
  run: async (args, io) => {
    noMoreThan(args, 0, log);
    const format = choose(args, 'format', formats, 'table');
    const stream = streamIn(args);
    return askBook(args, io, async (book, { at }) => {
      const entries = entriesOf(book.store, stream, at ?? Number.MAX_SAFE_INTEGER);
      if (format === 'jsonl') await line(entries, io);
      else answerWith(await all(entries), columns, 'No entries.', format, io);
      return 0;
    });
  },
};

const streamIn = (args: Args): string | null => {
  const stream = args.value('stream');
  if (stream === null || kindOf(stream)) return stream;
  throw wrongUsage(`There is no stream \`${stream}\`.`, 'Name it by its kind and id, such as meeting-0d2f8d7e-…, or `log`.');
};

const line = async (entries: AsyncIterable<Entry>, { stdout }: Io) => {
  for await (const entry of entries) stdout.write(`${JSON.stringify(entry)}\n`);
};

const all = async (entries: AsyncIterable<Entry>): Promise<readonly Entry[]> => {
  const gathered: Entry[] = [];
  for await (const entry of entries) gathered.push(entry);
  return gathered;
};
