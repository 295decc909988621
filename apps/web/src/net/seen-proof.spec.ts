import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#event-store/digests.js';
import { CompactRange, consistencyProof, type Hash } from '#ledger/merkle.js';
import { isConsistent } from './seen-proof.js';

const most = 40;
const leaves = Array.from({ length: most }, (_, n) => leafHash(Uint8Array.of(n)));
const rootOf = (size: number): Hash => {
  const range = new CompactRange();
  for (const leaf of leaves.slice(0, size)) range.push(leaf);
  return range.root();
};
/** The hash of a complete subtree, made anew each time: a few leaves are enough. */
const nodes = (level: number, index: number): Hash => {
  const range = new CompactRange();
  for (const leaf of leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)) range.push(leaf);
  return range.root();
};
const bytes = (hash: Hash) => new Uint8Array(hash);

describe('a proof of consistency, in the browser', () => {
  it('is borne out for every two sizes, and for no other root', async () => {
    let pairs = 0;
    for (let second = 1; second <= most; second++)
      for (let first = 1; first <= second; first++) {
        const proof = consistencyProof(nodes, first, second).map(bytes);
        const [old, now] = [bytes(rootOf(first)), bytes(rootOf(second))];
        expect(await isConsistent(first, second, proof, old, now)).toBe(true);
        const other = bytes(rootOf((first % most) + 1));
        expect(await isConsistent(first, second, proof, other, now)).toBe(false);
        if (first < second)
          expect(
            await isConsistent(
              first,
              second,
              proof,
              old,
              other.map((byte) => byte ^ 1),
            ),
          ).toBe(false);
        if (proof.length > 0) expect(await isConsistent(first, second, proof.slice(1), old, now)).toBe(false);
        expect(await isConsistent(first, second, [...proof, old], old, now)).toBe(false);
        pairs++;
      }
    expect(pairs).toBe((most * (most + 1)) / 2);
  });
  it('is none where sizes or hashes are none', async () => {
    const root = bytes(rootOf(3));
    for (const [first, second] of [
      [0, 3],
      [4, 3],
      [1.5, 3],
      [Number.NaN, 3],
    ])
      expect(await isConsistent(first!, second!, [], root, root)).toBe(false);
    expect(await isConsistent(1, 2, [new Uint8Array(31)], bytes(rootOf(1)), bytes(rootOf(2)))).toBe(false);
  });
});
