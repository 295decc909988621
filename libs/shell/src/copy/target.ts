import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { connectionString } from '#event-store/kurrentdb/connection-string.js';
import { StoreUnavailable, type EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { KeptCheckpoints } from '#ledger/kept-checkpoints.js';
import { makeFolder } from '../folder.js';
import type { MinuteBook } from '../minute-book.js';
import { followed } from '../open-store.js';

/** A store that a book is copied to. */
export type Target = {
  readonly store: EventStore;
  /** As it may be shown: without credentials. */
  readonly shown: string;
  /** The folder, where it is one. */
  readonly dir: string | null;
  /** Keeps a checkpoint of the book beside its copy. */
  readonly keep: (size: number, note: string, root: string) => Promise<void>;
};

/**
 * Opens or begins a copy of this book: on a server where `to` is a connection string, otherwise in a folder.
 * @throws StoreUnavailable where it holds anything else; ConnectionStringWrong
 */
export const openTarget = async (book: MinuteBook, to: string, cwd: string): Promise<Target> => {
  const { storeId: of } = book.store;
  const { log } = book.ledger.keys;
  if (of === null || log === null) throw new StoreUnavailable('This book has not begun.', 'Open it once, and copy it then.');
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(to) ? onServer(to, { log, of }) : inFolder(resolve(cwd, to), of);
};

const onServer = async (url: string, copying: { readonly log: string; readonly of: string }): Promise<Target> => {
  const { shown } = connectionString(url);
  // Loaded when it is wanted: nobody else pays for the client.
  const { KurrentStore } = await import('#event-store/kurrentdb/kurrentdb-store.js');
  const store = await KurrentStore.open({ url, copying });
  const { witnesses } = store;
  // As the closed store said it: each server that follows here compares it with what it comes to.
  const keep = async (size: number, note: string, root: string) => {
    if (!witnesses.isSaid(size, root)) await witnesses.say({ server: copying.of, size, root, note });
  };
  return { store, shown, dir: null, keep };
};

const inFolder = async (path: string, of: string): Promise<Target> => {
  const dir = basename(path) === 'log.sqlite' ? dirname(path) : path;
  await makeFolder(dir);
  if (existsSync(join(dir, followed)))
    throw new StoreUnavailable(`The folder ${dir} belongs to a log on a server.`, 'Copy to a new folder.');
  const store = await SqliteStore.open(dir, { copyOf: of });
  const checkpoints = new KeptCheckpoints(join(dir, 'checkpoints'));
  return { store, shown: dir, dir, keep: (size, note) => checkpoints.keep(size, note) };
};
