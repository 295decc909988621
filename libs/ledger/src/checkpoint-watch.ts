import type { Alarm } from './alarm.js';
import { NotACheckpoint, originAt, readNote, signersOf, type Note } from './checkpoint.js';
import type { Kept } from './kept-checkpoints.js';
import { keysAt, type KeyHistory } from './key-history.js';
import { sameHash, type Hash } from './merkle.js';
import type { TreeFiles } from './tree-files.js';

type Waiting = Note & { readonly name: string };

/** Compares checkpoints with the log while it is read, smallest first. What is wrong is added to the alarms. */
export const checkpointWatch = async (kept: AsyncIterable<Kept> | Iterable<Kept>, alarms: Alarm[]) => {
  const waiting: Waiting[] = [];
  const alarm = (says: string) => void alarms.push({ position: null, stream: null, says });
  for await (const { name, note } of kept)
    try {
      waiting.push({ name, ...readNote(note) });
    } catch (error) {
      if (!(error instanceof NotACheckpoint)) throw error;
      alarm(`checkpoint ${name}: ${error.message}`);
    }
  waiting.sort((one, other) => one.checkpoint.size - other.checkpoint.size);
  const count = waiting.length;
  let covered = 0;
  let failed: Waiting | null = null;

  const compare = (one: Waiting, root: Hash, history: KeyHistory) => {
    const { origin, size } = one.checkpoint;
    if (origin !== originAt(history, size)) return alarm(`checkpoint ${one.name}: is of another log`);
    if (signersOf(one, keysAt(history, size)).length === 0) return alarm(`checkpoint ${one.name}: is signed by no key of this log`);
    if (sameHash(one.checkpoint.root, root)) covered = failed ? covered : size;
    else failed ??= one;
  };

  return {
    largest: waiting.at(-1)?.checkpoint.size ?? 0,
    get next(): number | null {
      return waiting[0]?.checkpoint.size ?? null;
    },
    /** The log has come to this size, which is `next`. */
    at: (size: number, root: Hash, history: KeyHistory) => {
      while (waiting[0]?.checkpoint.size === size) compare(waiting.shift()!, root, history);
    },
    /** `whole` where no position was missing. */
    end: (entries: number, whole: boolean, tree: TreeFiles | null): { readonly covered: number; readonly count: number } => {
      const beyond = waiting.find(({ checkpoint }) => checkpoint.size > entries);
      if (beyond)
        alarm(`the log is cut off: it has ${entries} entries, and checkpoint ${beyond.name} was signed over ${beyond.checkpoint.size}`);
      if (count === 0) alarm('no checkpoint of this log is kept, so nothing can be said of what was before');
      if (failed && whole && !isProvedBy(failed.checkpoint, tree))
        alarm(`what stands at positions ${covered} to ${failed.checkpoint.size - 1} is not what was signed in checkpoint ${failed.name}`);
      return { covered, count };
    },
  };
};

/** Where the files of the tree hold what was signed, they say which entries are others. */
const isProvedBy = ({ size, root }: Note['checkpoint'], tree: TreeFiles | null): boolean =>
  tree !== null && tree.size >= size && sameHash(tree.root(size), root);
