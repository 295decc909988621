import { leafHash } from '#event-store/digests.js';
import type { Recorded } from '#event-store/port.js';
import type { Alarm } from '#ledger/alarm.js';
import { CompactRange, sameHash, type Hash } from '#ledger/merkle.js';
import type { Placed, TreeFiles } from '#ledger/tree-files.js';
import { at, notWhatWasSigned } from './differs.js';

/** What was signed before the start, the files that bore it out then, and who is told of hashes in them that are others than the log makes. */
export type Signed = {
  readonly size: number;
  readonly root: Hash;
  readonly tree: Pick<TreeFiles, 'kept' | 'made'>;
  readonly found: (lost: readonly Placed[]) => void;
};

const empty = new Uint8Array(32);

/**
 * Compares entries with the files of the tree, and all of them with the root that was signed: whoever changes an entry can change its
 * leaf too, and a disk may have lost a leaf, or a node above it, which the log makes anew.
 */
export class Leaves {
  private readonly range = new CompactRange((row, index, node) => this.above(row, index, node));
  /** What the files hold otherwise; they are at fault if the log has the root that was signed. */
  private readonly lost: Placed[] = [];
  /** The leaves among them since the last node above leaves, and the first that was not left empty by a power cut. */
  private others: Placed[] = [];
  private first: Alarm | null = null;
  private changed: Alarm | null = null;
  private suspected: Alarm | null = null;

  constructor(private readonly signed: Signed | null) {}

  /** Asked of each entry in its turn; of some once more, where nothing is said again. */
  differing(recorded: Recorded): Alarm | null {
    const { position } = recorded;
    if (this.signed === null || position !== this.range.size || position >= this.signed.size) return null;
    const leaf = leafHash(recorded.bytes);
    this.beside(recorded, leaf, this.signed.tree.kept(0, position));
    this.range.push(leaf);
    if (this.range.size < this.signed.size) return this.changed;
    return this.changed ?? this.compared(this.signed);
  }

  private beside(recorded: Recorded, leaf: Hash, kept: Hash): void {
    if (sameHash(kept, leaf)) return;
    this.others.push({ row: 0, index: recorded.position, hash: leaf });
    if (!sameHash(kept, empty)) this.first ??= at(recorded, 'was changed');
  }

  private above(row: number, index: number, node: Hash): void {
    const { tree } = this.signed!;
    const kept = tree.kept(row, index);
    const isOther = !sameHash(kept, node);
    // Where the leaves that are kept make the node that is kept, it is the log that is another.
    if (row === 1 && isOther && this.first && sameHash(tree.made(row, index), kept)) this.changed = this.first;
    if (isOther) this.lost.push({ row, index, hash: node });
    if (row === 1) this.leaveGroup(isOther);
  }

  private leaveGroup(isOther: boolean): void {
    if (isOther) this.suspected ??= this.first;
    this.lost.push(...this.others);
    [this.others, this.first] = [[], null];
  }

  private compared({ size, root, found }: Signed): Alarm | null {
    if (!sameHash(this.range.root(), root)) return this.suspected ?? this.first ?? notWhatWasSigned(size);
    this.lost.push(...this.others);
    if (this.lost.length > 0) found(this.lost);
    return null;
  }
}
