import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;
/** The hash of the whole subtree of 2^level leaves that begins at leaf index × 2^level. Asked only for subtrees that are complete. */
export type Nodes = (level: number, index: number) => Hash;

const pair = Buffer.alloc(65, 0x01);
// A hash that comes as a string takes half the time of one that comes as a buffer.
const fromLatin1 = (bytes: string): Hash => Buffer.from(bytes, 'latin1');

/** SHA-256(0x01 ‖ left ‖ right), as in RFC 9162 §2.1.1. */
export const nodeHash = (left: Hash, right: Hash): Hash => {
  pair.set(left, 1);
  pair.set(right, 33);
  return fromLatin1(hash('sha256', pair, 'latin1'));
};

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = hash('sha256', '', 'buffer');

export const sameHash = (one: Hash, other: Hash): boolean => Buffer.compare(one, other) === 0;

/** The largest power of two that is smaller than a number of 2 or more: where RFC 9162 splits a tree. */
export const splitOf = (size: number): number => {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
};

/** The complete subtrees that a range of leaves is made of, left to right. The range begins where a subtree of its length may. */
const subtreesOf = (begin: number, end: number): readonly (readonly [level: number, index: number])[] => {
  const found: [number, number][] = [];
  for (let at = begin; at < end;) {
    let [level, width] = [0, 1];
    while (at + width * 2 <= end && at % (width * 2) === 0) [level, width] = [level + 1, width * 2];
    found.push([level, at / width]);
    at += width;
  }
  return found;
};

const rangeHash = (nodes: Nodes, begin: number, end: number): Hash =>
  subtreesOf(begin, end)
    .map(([level, index]) => nodes(level, index))
    .reduceRight((right, left) => nodeHash(left, right));

/** The root over the first `size` leaves: O(log size) reads. */
export const rootOf = (nodes: Nodes, size: number): Hash => (size === 0 ? emptyRoot : rangeHash(nodes, 0, size));

/** PATH of RFC 9162 §2.1.3.1, from the leaf upwards: O(log size) reads. @throws RangeError unless 0 ≤ index < size */
export const inclusionProof = (nodes: Nodes, index: number, size: number): readonly Hash[] => {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) throw new RangeError(`no leaf ${index} among ${size}`);
  const path: Hash[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    path.push(index < middle ? rangeHash(nodes, middle, end) : rangeHash(nodes, begin, middle));
    [begin, end] = index < middle ? [begin, middle] : [middle, end];
  }
  return path.reverse();
};

/** PROOF of RFC 9162 §2.1.4.1: O(log size) reads; empty from nothing, and from a size to itself. @throws RangeError unless 0 ≤ first ≤ second */
export const consistencyProof = (nodes: Nodes, first: number, second: number): readonly Hash[] => {
  if (!(Number.isSafeInteger(first) && first >= 0 && first <= second)) throw new RangeError(`no first ${first} among ${second}`);
  if (first === 0 || first === second) return [];
  const path: Hash[] = [];
  let [begin, end] = [0, second];
  while (end !== first) {
    const middle = begin + splitOf(end - begin);
    path.push(first <= middle ? rangeHash(nodes, middle, end) : rangeHash(nodes, begin, middle));
    [begin, end] = first <= middle ? [begin, middle] : [middle, end];
  }
  // The verifier knows the old root: it is left out where it is a subtree of the new tree.
  if (begin !== 0) path.push(rangeHash(nodes, begin, end));
  return path.reverse();
};

/** Grows leaf by leaf, and keeps one hash for each bit of its size. */
export class CompactRange {
  private readonly peaks: Hash[] = [];
  private count = 0;

  /** @param onNode told of the node over each 256^row leaves, from row 1 on, as soon as they are there */
  constructor(private readonly onNode: ((row: number, index: number, node: Hash) => void) | null = null) {}

  get size(): number {
    return this.count;
  }

  push(leaf: Hash): void {
    let node = leaf;
    let level = 0;
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = nodeHash(this.peaks[level++]!, node);
      if (this.onNode && level % 8 === 0) this.onNode(level / 8, (rest - 1) / 2, node);
    }
    this.peaks[level] = node;
    this.count++;
  }

  root(): Hash {
    let root: Hash | null = null;
    for (let [rest, level] = [this.count, 0]; rest > 0; [rest, level] = [Math.floor(rest / 2), level + 1])
      if (rest % 2 === 1) root = root === null ? this.peaks[level]! : nodeHash(this.peaks[level]!, root);
    return root ?? emptyRoot;
  }
}
