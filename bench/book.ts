import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { registers } from '#registers/catalogue.js';
import { exportForAudit } from '#shell/ledger/audit-export.js';
import { Ledger } from '#shell/ledger/ledger.js';
import { MinuteBook } from '#shell/minute-book.js';
import { writeManyMeetings } from '../libs/testing/src/many-meetings.js';
import type { Place } from './place.js';
import { timed } from './rounds.js';

/** They rise when books are made otherwise: those that were kept are made anew. Registers of another version a server would build while it is measured. */
const editions = { log: '1', followed: ['2', ...registers.map(({ version }) => version)].join('-') };
const entriesEach = 200;
/** Entries of a board of twenty meetings, with its people. */
const ofABoard = 4_100;

export type Book = {
  readonly dir: string;
  readonly events: number;
  readonly boards: readonly string[];
  readonly meetings: readonly string[];
};

/** A book of about so many events, made once and then found: its log alone, or as ledger, policies and registers have followed it. */
export const bookOf = async (place: Place, events: number, as: 'log' | 'followed' = 'followed'): Promise<Book> => {
  const dir = join(place.library, `${events}-${as}-${editions[as]}`);
  if (!existsSync(dir)) {
    const making = `${dir}-making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    process.stderr.write(`  a book of ${events} events is being ${as === 'log' ? 'written' : 'followed'} …\n`);
    const ms = await timed(() => (as === 'log' ? writeInto(making, shapeOf(events)) : follow(place, events, making)));
    renameSync(making, dir);
    process.stderr.write(`  done in ${(ms / 1_000).toFixed(0)} s\n`);
  }
  return { dir, ...(JSON.parse(readFileSync(join(dir, 'written.json'), 'utf8')) as Omit<Book, 'dir'>) };
};

/** The same, for whoever writes into it. */
export const copyOf = async (place: Place, events: number): Promise<Book> => {
  const book = await bookOf(place, events);
  const dir = place.folder();
  cpSync(book.dir, dir, { recursive: true });
  return { ...book, dir };
};

const shapeOf = (events: number) => {
  const boards = Math.max(1, Math.round(events / ofABoard));
  const meetingsEach = Math.max(1, Math.min(20, Math.round(events / entriesEach / boards)));
  return { boards, meetingsEach, entriesEach };
};

const writeInto = async (dir: string, shape: ReturnType<typeof shapeOf>): Promise<void> => {
  // What every book begins with: its log, its keys, its policies.
  await (await MinuteBook.open({ dir })).close();
  const store = await SqliteStore.open(dir);
  const { boards, meetings } = await writeManyMeetings(store, shape);
  const events = (await store.head()) + 1;
  await withLedger(dir, store, async () => undefined);
  writeFileSync(join(dir, 'written.json'), JSON.stringify({ events, boards, meetings }));
};

const follow = async (place: Place, events: number, dir: string): Promise<void> => {
  cpSync((await bookOf(place, events, 'log')).dir, dir, { recursive: true });
  const book = await MinuteBook.open({ dir });
  await book.settled();
  await book.close();
};

/** What somebody else's program verifies, of the same book. */
export const exportOf = async (place: Place, events: number): Promise<string> => {
  const dir = join(place.library, `${events}-export-${editions.log}`);
  if (existsSync(dir)) return dir;
  const book = await bookOf(place, events, 'log');
  rmSync(`${dir}-making`, { recursive: true, force: true });
  const store = await SqliteStore.open(book.dir);
  await withLedger(book.dir, store, async (ledger) => {
    // Of a book it takes what follows the log; registers are asked only where a board is named.
    const settled = () => store.head();
    await exportForAudit({ store, ledger, settled } as unknown as MinuteBook, `${dir}-making`);
  });
  renameSync(`${dir}-making`, dir);
  return dir;
};

/** With the tree over the whole log, signed at the end; then the store is closed. */
const withLedger = async (dir: string, store: SqliteStore, work: (ledger: Ledger) => Promise<void>): Promise<void> => {
  const ledger = await Ledger.open(dir, store);
  const stopping = new AbortController();
  const running = ledger.run(stopping.signal);
  await ledger.reached(await store.head());
  await work(ledger);
  stopping.abort();
  await running;
  await ledger.close();
  await store.close();
};
