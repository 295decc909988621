import { CheckpointFile } from '../checkpoint-file.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { systemClock } from '../clock.js';
import { Erasures } from '../erasures.js';
import { hooksOf } from '../ledger/hooks.js';
import { Ledger } from '../ledger/ledger.js';
import type { MinuteBook } from '../minute-book.js';
import { WritePath } from '../write-path.js';

/** What of a book a backup is taken of. */
export type BackedUp = Pick<MinuteBook, 'dir' | 'store' | 'ledger' | 'erasures'>;

/**
 * Opens a book in a folder as far as a backup needs it, its erasures brought to their end: the registers need not follow a log that
 * others are writing. @throws StoreUnavailable
 */
export const openForBackup = async (dir: string): Promise<BackedUp & { readonly close: () => Promise<void> }> => {
  const store = await SqliteStore.open(dir);
  const ledger = await Ledger.open(dir, store);
  const erasures = new Erasures(
    store,
    new WritePath(store, systemClock, hooksOf(ledger, store)),
    ledger.erased,
    new CheckpointFile(dir, 'erasures'),
  );
  const stopping = new AbortController();
  const running = ledger.run(stopping.signal);
  if (!ledger.alarm) await erasures.finish();
  const close = async () => {
    erasures.close();
    stopping.abort();
    await running;
    await ledger.close();
    await store.close();
  };
  return { dir, store, ledger, erasures, close };
};
