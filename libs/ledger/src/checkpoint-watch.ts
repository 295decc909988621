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
      alarm(`checkpoint ${name}: is not a checkpoint`);
    }
  waiting.sort((one, other) => one.checkpoint.size - other.checkpoint.size);
  const count = waiting.length;
  let covered = 0;
  /** The largest that is good and smaller than those which are compared. */
  let before = 0;
  let failed: { readonly one: Waiting; readonly after: number } | null = null;

  const compare = (one: Waiting, root: Hash, history: KeyHistory) => {
    const { origin, size } = one.checkpoint;
    if (history.log === null || origin !== originAt(history, size)) return alarm(`checkpoint ${one.name}: is of another log`);
    if (signersOf(one, keysAt(history, size)).length === 0) return alarm(`checkpoint ${one.name}: is signed by no key of this log`);
    if (covered < size) before = covered;
    if (sameHash(one.checkpoint.root, root)) covered = failed ? covered : size;
    else failed ??= { one, after: before };
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
      for (const { name, checkpoint } of waiting)
        if (checkpoint.size > entries) alarm(`checkpoint ${name}: covers ${checkpoint.size} entries, and there are ${entries}`);
      if (count === 0) alarm('no checkpoint is here');
      if (failed && whole && !isProvedBy(failed.one.checkpoint, tree))
        alarm(`checkpoint ${failed.one.name}: is not what stands at positions ${failed.after} to ${failed.one.checkpoint.size - 1}`);
      return { covered, count };
    },
  };
};

/** Where the files of the tree hold what was signed, they say which entries are others. */
const isProvedBy = ({ size, root }: Note['checkpoint'], tree: TreeFiles | null): boolean =>
  tree !== null && tree.size >= size && sameHash(tree.root(size), root);
