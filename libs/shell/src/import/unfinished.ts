import type { Fact } from '#kernel/entry.js';
import type { Text } from '#kernel/text.js';
import { readMeetingFile } from '#meeting-file/parse.js';
import type { Recorded } from '#event-store/port.js';
import type { Sitting } from '#registers/book/queries.js';
import { factOf } from '../facts.js';
import type { MinuteBook } from '../minute-book.js';
import { openerFor } from '../opener.js';
import { runId } from './run-id.js';

/** A run of the import that was cut off: importing the same file again finishes it. */
export type Unfinished = {
  readonly board: string;
  readonly boardName: string | null;
  readonly date: string | null;
  readonly label: string | null;
  readonly meetingId: string;
  readonly run: number;
};
type Book = Pick<MinuteBook, 'store' | 'registers'>;

/** Runs that began and were not recorded to their end. */
export const unfinishedImports = async (book: Book): Promise<readonly Unfinished[]> => {
  const boards = new Map(book.registers.boards().map(({ board, name }) => [board, name]));
  const found: Unfinished[] = [];
  // One after the other: all meetings at once would be the whole log in memory.
  for (const { board, meeting, date, label } of book.registers.sittings()) {
    const run = await unfinishedRun(book, { board, meeting });
    if (run !== null) found.push({ board, boardName: boards.get(board) ?? null, date, label, meetingId: meeting!, run });
  }
  return found;
};

/** The run of one meeting that was cut off, or null. */
export const unfinishedRun = async ({ store }: Book, { board, meeting }: Pick<Sitting, 'board' | 'meeting'>): Promise<number | null> => {
  if (meeting === null) return null;
  const entries = (await store.read(`meeting-${meeting}`)).events;
  const last = filesIn(entries).at(-1);
  if (last)
    return last.data.commands !== null && commandsOf(runId(meeting, last.data.run), entries) < last.data.commands ? last.data.run : null;
  return commandsOf(runId(meeting, 1), (await store.read(`board-${board}`)).events) > 0 ? 1 : null;
};

/** The file of a run that was cut off, where this is another file of the same meeting: that run is finished first. */
export const cutOffFile = async (
  book: Book,
  source: string,
): Promise<{ readonly source: string; readonly amend: { readonly reason: string } | null } | null> => {
  const read = readMeetingFile(source, '');
  if ('errors' in read) return null;
  const { board, meeting } = read.said;
  const found = book.registers.boardNamed(board!.words);
  if (!('one' in found)) return null;
  const unfinished = await unfinishedImports(book);
  const mine = unfinished.find((one) => one.board === found.one.board && one.date === meeting!.date && one.label === meeting!.label);
  const kept = mine && (await fileOf(book, mine));
  return kept && kept.source !== source ? kept : null;
};

const fileOf = async ({ store }: Book, { meetingId }: Unfinished) => {
  const [last] = filesIn((await store.read(`meeting-${meetingId}`)).events).slice(-1);
  if (!last) return null;
  const open = await openerFor(store, [last]);
  const words = (text: Text) => {
    const opened = open(text);
    return typeof opened === 'string' ? null : opened.words;
  };
  const source = words(last.data.file);
  const reason = last.data.reason && words(last.data.reason);
  return source === null ? null : { source, amend: reason === null ? null : { reason } };
};

type FileFact = Fact<'MeetingFileRead', { run: number; reason: Text | null; commands: number | null; file: Text }>;
const filesIn = (entries: readonly Recorded[]) =>
  entries.filter(({ envelope }) => envelope.type === 'MeetingFileRead').map(factOf) as FileFact[];
const commandsOf = (run: string, entries: readonly Recorded[]): number =>
  new Set(entries.filter(({ envelope }) => envelope.correlation === run).map(({ envelope }) => envelope.command)).size;
