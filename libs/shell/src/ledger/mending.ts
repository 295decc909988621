import type { EventStore } from '#event-store/port.js';
import type { Hash } from '#ledger/merkle.js';
import type { Placed, TreeFiles } from '#ledger/tree-files.js';
import { isWhole } from '#ledger/tree-whole.js';
import { Leaves, type Signed } from './leaves.js';

/** The files of the tree are made from the log: what a disk has lost of them is made anew, and proofs hold again. */
export class Mending {
  /** How many hashes were made anew since the start. */
  mended = 0;
  private begun: Promise<void> | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly tree: TreeFiles,
    private readonly size: number,
    private readonly root: Hash,
  ) {}

  get signed(): Signed {
    return { size: this.size, root: this.root, tree: this.tree, found: (lost) => this.putBack(lost) };
  }

  /** Where files contradict each other, the log is read. Whether it is the one that was signed, others say. @throws StoreUnavailable */
  look(): Promise<void> {
    return (this.begun ??= this.lookOnce().finally(() => (this.begun = null)));
  }

  private async lookOnce(): Promise<void> {
    if (await isWhole(this.tree, this.size)) return;
    const leaves = new Leaves(this.signed);
    const stopping = new AbortController();
    for await (const page of this.store.pages(-1, { signal: stopping.signal })) {
      if (!page.some((recorded) => leaves.differing(recorded) || recorded.position + 1 >= this.size)) continue;
      return stopping.abort();
    }
  }

  private putBack(lost: readonly Placed[]): void {
    for (const one of lost) this.tree.putBack(one);
    this.mended += lost.length;
  }
}
