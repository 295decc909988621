import { nodeHash, sameHash, type Hash } from './merkle.js';

const half = (n: number): number => Math.floor(n / 2);

/** RFC 9162 §2.1.3.2: whether the leaf stands at this index of the tree with this root. */
export const verifyInclusion = (leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean => {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameHash(hash, root);
};

/** RFC 9162 §2.1.4.2: whether the tree of the second size begins with all that the tree of the first size holds. Nothing is before every tree. */
export const verifyConsistency = (first: number, second: number, proof: readonly Hash[], firstRoot: Hash, secondRoot: Hash): boolean => {
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(second) && first >= 0 && first <= second)) return false;
  if (first === second) return proof.length === 0 && sameHash(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  // Of a first size that is a power of two the old root itself is where the proof begins.
  const path = fn === 0 ? [firstRoot, ...proof] : proof;
  const [begin, ...rest] = path;
  if (begin === undefined) return false;
  let [old, now] = [begin, begin];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else now = nodeHash(now, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameHash(old, firstRoot) && sameHash(now, secondRoot);
};
