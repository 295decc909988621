import { existsSync } from 'node:fs';
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

/** Whether a book would be begun in this folder, which may be a slip in its name. */
export const wouldBegin = (dir: string, eventStore: string | null): boolean => eventStore === null && !existsSync(join(dir, 'log.sqlite'));

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
