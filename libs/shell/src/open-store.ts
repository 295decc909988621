import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnavailable, type EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';

/** Names the log of a server that this folder's registers follow. */
export const followed = 'followed-log';

/**
 * Opens the log: in the folder, or on the server that the connection string names. A folder belongs to one log for good.
 * @throws StoreUnavailable, ConnectionStringWrong
 */
export const openStore = async (dir: string, eventStore: string | null): Promise<EventStore> => {
  if (eventStore === null) {
    if (existsSync(join(dir, followed)))
      throw new StoreUnavailable(
        `The folder ${dir} belongs to a log on a server.`,
        'Set MINUTEBOOK_EVENT_STORE as before, or choose another folder.',
      );
    return SqliteStore.open(dir);
  }
  if (existsSync(join(dir, 'log.sqlite')))
    throw new StoreUnavailable(
      `The folder ${dir} holds a log of its own, and MINUTEBOOK_EVENT_STORE names one on a server.`,
      'Choose another folder for what follows the server, or leave MINUTEBOOK_EVENT_STORE out.',
    );
  // Loaded when it is wanted: nobody else pays for the client.
  const { KurrentStore } = await import('#event-store/kurrentdb/kurrentdb-store.js');
  const store = await KurrentStore.open({ url: eventStore });
  try {
    await mustBeTheLogOf(dir, store.logId);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** What systems put into folders by themselves. */
const nobodys = new Set(['lost+found', '.DS_Store', 'Thumbs.db', 'desktop.ini', '.gitkeep', '.gitignore']);
const ours = [
  ...['checkpoints', 'erased.txt', 'erasures.checkpoint', 'keys', 'policies.checkpoint', 'registers.sqlite', 'server-id', 'tree'],
  followed,
];

/**
 * Whether a book is begun by opening one here. Only in an empty folder: a slip in the name would begin one among somebody's files.
 * @throws StoreUnavailable where the folder holds something else, or a book that has lost its log
 */
export const begins = (dir: string, eventStore: string | null): boolean => {
  if (eventStore !== null || existsSync(join(dir, 'log.sqlite'))) return false;
  const there = namesIn(dir).filter((name) => !nobodys.has(name));
  const left = there.filter((name) => ours.includes(name));
  if (there.includes(followed)) return false;
  if (left.length > 0)
    throw new StoreUnavailable(
      `The folder ${dir} holds parts of a minute book (${left.join(', ')}), and no log.sqlite: no other book is begun there.`,
      'Put the log back, from a backup if it is lost; or choose another folder.',
    );
  if (there.length > 0)
    throw new StoreUnavailable(
      `The folder ${dir} holds no minute book, and is not empty: there is ${there.slice(0, 3).join(', ')}${there.length > 3 ? ' …' : ''}.`,
      'Look at how its name is written; a new book is begun in a folder that is empty, or not there yet.',
    );
  return true;
};

/** None where there is no such folder; what else is wrong with it is said when it is opened. */
const namesIn = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
};

/** Registers of another log would be taken for those of this one. */
const mustBeTheLogOf = async (dir: string, log: string): Promise<void> => {
  const path = join(dir, followed);
  const before = await readFile(path, 'utf8').catch(() => null);
  if (before === null) return writeFile(path, `${log}\n`);
  if (before.trim() !== log)
    throw new StoreUnavailable(
      `The folder ${dir} belongs to the log ${before.trim()}, and the server holds the log ${log}.`,
      'Check which server MINUTEBOOK_EVENT_STORE names, or choose another folder.',
    );
};
