import type { Alarm } from '#ledger/alarm.js';

export type LedgerHealth = {
  /** How many entries the tree holds. */
  readonly size: number;
  /** How many of them the newest checkpoint covers; null where there is none. */
  readonly checkpoint: number | null;
  /** The entries before the start that are read once more in the background, with their texts. */
  readonly verified: { readonly done: number; readonly of: number };
  /** How many hashes the files of the tree had lost, which were made anew from the log since the start. More than none: look at the disk. */
  readonly mended: number;
  /** Why no checkpoint is signed; null where all is well. */
  readonly unsigned: string | null;
  /** What is not as it was signed, and where: nothing more is written. */
  readonly alarm: Alarm | null;
};
