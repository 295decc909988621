import { mkdir, open, readdir, rm, rmdir, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EventStore, Recorded } from '#event-store/port.js';
import { originAt, verifierKeys } from '#ledger/checkpoint.js';
import { historyAt } from '#ledger/key-history.js';
import type { Moment } from '#registers/register-file.js';
import { refusing } from '#kernel/refusal.js';
import { Refused } from '../command.js';
import type { MinuteBook } from '../minute-book.js';
import { asLine, auditLines, type Showing } from './audit-line.js';
import { ErasuresDue } from './erasures-due.js';
import { auditReadme } from './audit-readme.js';

export const exportRefusals = {
  'export.folder-in-use': { says: 'There is something in this folder already.', remedy: 'Name a new folder, or one that is empty.' },
} as const;
const refuse = refusing(exportRefusals);

export type Exported = { readonly entries: number; readonly leaves: number; readonly checkpoints: number };
export type ExportOptions = {
  /** Entries of other boards leave as their leaf alone. */
  readonly board?: string | null;
  readonly withoutWords?: boolean;
  readonly onProgress?: (done: number, of: number) => void;
};

const page = 256;
const files = { entries: 'entries.jsonl', checkpoints: 'checkpoints', keys: 'keys.txt', readme: 'README.md' } as const;

/**
 * Writes what somebody else's program needs to verify this log: see docs/log-format.md. Where it fails nothing of it is left.
 * @throws Refused, MissingText, StoreUnavailable, and what the file system says
 */
export const exportForAudit = async (book: MinuteBook, dir: string, options: ExportOptions = {}): Promise<Exported> => {
  const isMade = (await mkdir(dir, { recursive: true })) !== undefined;
  const inUse = () => new Refused(refuse('export.folder-in-use', `It is ${dir}.`));
  if ((await readdir(dir)).length > 0) throw inUse();
  // Whoever makes this file has the folder: another export that begins in the same moment takes nothing of it away.
  const file = await open(join(dir, files.entries), 'wx').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? inUse() : error;
  });
  try {
    return await exportInto(dir, file, book, options);
  } catch (error) {
    await file.close().catch(() => undefined);
    for (const name of Object.values(files)) await rm(join(dir, name), { recursive: true, force: true }).catch(() => undefined);
    if (isMade) await rmdir(dir).catch(() => undefined);
    throw error;
  }
};

const exportInto = async (
  dir: string,
  to: FileHandle,
  book: MinuteBook,
  { board = null, withoutWords = false, onProgress }: ExportOptions,
): Promise<Exported> => {
  const written = { entries: (await book.settled()) + 1 };
  await book.ledger.newest();
  const mine = board === null ? null : streamsOf(book, board);
  let leaves = 0;
  const showing = ({ envelope }: Recorded): Showing => {
    if (mine && envelope.stream !== 'log' && !mine.has(envelope.stream)) return (leaves++, 'leaf');
    return withoutWords ? 'no words' : 'words';
  };
  const read = Readable.from(linesOf(book.store, written, showing, onProgress));
  await pipeline(read, to.createWriteStream());
  const { entries } = written;
  await book.ledger.over(entries);
  const checkpoints = await copyCheckpoints(book, dir, entries);
  // One that others let in meanwhile is named by no entry that was written.
  const keys = historyAt(book.ledger.keys, entries);
  const lines = verifierKeys(keys).map((line) => `${line}\n`);
  await writeFile(join(dir, files.keys), lines.join(''));
  await writeFile(join(dir, files.readme), auditReadme({ origin: originAt(keys, entries), entries, leaves, withoutWords }));
  return { entries, leaves, checkpoints };
};

/** The streams of a board as the registers know them; those of people, and of other boards, are not among them. */
const streamsOf = ({ registers }: MinuteBook, board: string): ReadonlySet<string> => {
  const now: Pick<Moment, 'on'> = { on: '9999-12-31' };
  const meetings = registers.meetings(undefined, now).filter((one) => one.board === board);
  return new Set([
    `board-${board}`,
    ...meetings.flatMap(({ meeting }) => [`meeting-${meeting}`, `minutes-${meeting}`]),
    ...registers.decisions({ board }, now).map(({ id }) => `decision-${id}`),
    ...registers.actions({ board }, now).map(({ id }) => `action-${id}`),
  ]);
};

async function* linesOf(
  store: EventStore,
  written: { entries: number },
  showing: (recorded: Recorded) => Showing,
  onProgress: ExportOptions['onProgress'],
): AsyncGenerator<string> {
  const stop = new AbortController();
  const erasures = new ErasuresDue();
  let gathered: Recorded[] = [];
  for await (const recorded of store.all(-1, { signal: stop.signal })) {
    gathered.push(recorded);
    const { position } = recorded;
    if (gathered.length < page && position < written.entries - 1) continue;
    const lines = await auditLines(store, gathered, showing);
    erasures.see(lines);
    // Words that were erased meanwhile: an export without their erasure would be taken for one of a log that lost them.
    if (position === written.entries - 1 && erasures.areDue) written.entries = (await store.head()) + 1;
    yield lines.map(asLine).join('');
    onProgress?.(position + 1, written.entries);
    gathered = [];
    if (position === written.entries - 1) return stop.abort();
  }
}

const copyCheckpoints = async ({ ledger }: MinuteBook, dir: string, entries: number): Promise<number> => {
  await mkdir(join(dir, files.checkpoints));
  const sizes = (await ledger.checkpoints.sizes()).filter((size) => size <= entries);
  for (const size of sizes) {
    const kept = await ledger.checkpoints.at(size);
    if (kept) await writeFile(join(dir, files.checkpoints, kept.name), kept.note);
  }
  return sizes.length;
};
