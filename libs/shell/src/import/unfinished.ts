import type { EventStore, Recorded } from '#event-store/port.js';
import type { Sitting } from '#registers/book/queries.js';
import type { MinuteBook } from '../minute-book.js';
import { runId } from './run-id.js';

/** A run of the import that was cut off: importing the same file again finishes it. */
export type Unfinished = { readonly board: string; readonly date: string; readonly label: string | null; readonly meetingId: string; readonly run: number };

/** Runs that began and did not come to their end, which is the entry that keeps their file. */
export const unfinishedImports = async ({ store, registers }: Pick<MinuteBook, 'store' | 'registers'>): Promise<readonly Unfinished[]> => {
  const boards = new Map(registers.boards().map(({ board, name }) => [board, name]));
  const runs = await Promise.all(registers.sittings().map(async (sitting) => ({ sitting, run: await unfinishedRun(store, sitting) })));
  return runs.flatMap(({ sitting: { board, meeting, date, label }, run }) =>
    run === null ? [] : [{ board: boards.get(board) ?? board, date: date ?? 'date not stated', label, meetingId: meeting!, run }],
  );
};

/** The run of one meeting that was cut off, or null. */
export const unfinishedRun = async (store: EventStore, { board, meeting }: Pick<Sitting, 'board' | 'meeting'>): Promise<number | null> => {
  if (meeting === null) return null;
  const entries = (await store.read(`meeting-${meeting}`)).events;
  const finished = entries.filter(isFile).length;
  const next = runId(meeting, finished + 1);
  const begun = finished === 0 ? [...entries, ...(await store.read(`board-${board}`)).events] : entries;
  return begun.some(({ envelope }) => envelope.correlation === next) ? finished + 1 : null;
};

const isFile = ({ envelope }: Recorded) => envelope.type === 'MeetingFileRead';
