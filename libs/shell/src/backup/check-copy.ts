import { join } from 'node:path';
import type { Recorded } from '#event-store/port.js';
import { changedBlobs } from '#event-store/sqlite/log-copy.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import type { Alarm } from '#ledger/alarm.js';
import { originAt } from '#ledger/checkpoint.js';
import { KeptCheckpoints, type Kept } from '#ledger/kept-checkpoints.js';
import type { KeyHistory } from '#ledger/key-history.js';
import type { Hash } from '#ledger/merkle.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { verifyLog, type Verified } from '#ledger/verify-log.js';
import { typeIn } from '../ledger/differs.js';
import { digestsIn } from '../ledger/recorded-facts.js';

export type Checking = {
  /** A folder `tree` that says which entries were followed, as far as it goes. */
  readonly tree?: string;
  /** A checkpoint from elsewhere. */
  readonly shown?: readonly Kept[];
  readonly onProgress?: (done: number, of: number) => void;
};
export type Checked = Verified & { readonly root: Hash; readonly origin: string; readonly papers: number; readonly history: KeyHistory };

/**
 * Reads a copy of a log from one end to the other, compares it with the checkpoints beside it, makes its tree anew, and removes the
 * words whose erasure was on record already when it was taken. @throws StoreUnavailable
 */
export const checkCopy = async (dir: string, { tree, shown = [], onProgress }: Checking): Promise<Checked> => {
  const { blobs: papers, changed } = changedBlobs(dir);
  const store = await SqliteStore.open(dir);
  const made = TreeFiles.open(join(dir, 'tree'), 0);
  const followed = tree === undefined ? null : TreeFiles.look(tree);
  try {
    const erased = new Set<string>();
    const onEntry = (recorded: Recorded, leaf: Hash) => {
      made.push(leaf);
      if (typeIn(recorded) === 'TextsErased') for (const digest of digestsIn(recorded)) erased.add(digest);
    };
    const checkpoints = new KeptCheckpoints(join(dir, 'checkpoints')).all(shown);
    const verified = await verifyLog({ store, tree: followed, checkpoints, onEntry, ...(onProgress && { onProgress }) });
    const held = await store.texts.get([...erased]);
    const left = [...erased].filter((digest) => held.get(digest) !== 'erased');
    if (left.length > 0) await store.texts.erase(left);
    made.flush();
    const alarms = [...verified.alarms, ...changed.map(paperChanged)];
    const { history, entries } = verified;
    return { ...verified, alarms, papers, root: made.root(), origin: originAt(history, entries) };
  } finally {
    made.close();
    followed?.close();
    await store.close();
  }
};

const paperChanged = (digest: string): Alarm => ({ position: null, stream: null, says: `the paper ${digest} was changed` });
