import { leafHash } from '#event-store/digests.js';
import type { Position, Recorded } from '#event-store/port.js';
import type { Alarm } from '#ledger/alarm.js';
import { CompactRange, sameHash, type Hash } from '#ledger/merkle.js';
import { at, notWhatWasSigned } from './differs.js';

export type LeafAt = (position: Position) => Hash | null;
/** What was signed before the start, and who is told of leaves that the tree's file has lost. */
export type Signed = { readonly size: number; readonly root: Hash; readonly found: (lost: ReadonlyMap<Position, Hash>) => void };

const empty = new Uint8Array(32);

/**
 * Compares entries with the leaves that the tree's file holds, and all of them with the root that was signed: whoever changes an
 * entry can change its leaf too, and a power cut may have left one empty.
 */
export class Leaves {
  private readonly range = new CompactRange();
  private readonly lost = new Map<Position, Hash>();

  constructor(
    private readonly leafAt: LeafAt,
    private readonly signed: Signed | null,
  ) {}

  /** Asked of each entry in its turn; of some once more. */
  differing(recorded: Recorded): Alarm | null {
    const { position, bytes } = recorded;
    const leaf = leafHash(bytes);
    const kept = this.leafAt(position);
    if (kept && sameHash(kept, empty)) this.lost.set(position, leaf);
    else if (kept && !sameHash(leaf, kept)) return at(recorded, 'was changed');
    if (this.signed === null || position !== this.range.size || position >= this.signed.size) return null;
    this.range.push(leaf);
    return this.range.size === this.signed.size ? this.compared(this.signed) : null;
  }

  private compared({ size, root, found }: Signed): Alarm | null {
    if (!sameHash(this.range.root(), root)) return notWhatWasSigned(size);
    if (this.lost.size > 0) found(this.lost);
    return null;
  }
}
