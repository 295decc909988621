import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash } from '#event-store/digests.js';
import { CompactRange, consistencyProof, emptyRoot, inclusionProof, nodeHash, rootOf, splitOf, type Hash, type Nodes } from './merkle.js';
import { verifyConsistency, verifyInclusion } from './proofs.js';

const hex = (hash: Hash) => Buffer.from(hash).toString('hex');
const unhex = (words: string): Hash => Buffer.from(words, 'hex');

/** MTH of RFC 9162 §2.1.1, as it is written there. */
const treeHash = (leaves: readonly Hash[]): Hash => {
  if (leaves.length <= 1) return leaves[0] ?? emptyRoot;
  const split = splitOf(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
};
const nodesOver =
  (leaves: readonly Hash[]): Nodes =>
  (level, index) =>
    treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const rangeOver = (leaves: readonly Hash[]) => leaves.reduce((range, leaf) => (range.push(leaf), range), new CompactRange());

// From the reference implementation of Certificate Transparency.
const published = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((leaf) =>
  leafHash(unhex(leaf)),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const inclusions: readonly (readonly [index: number, size: number, proof: readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const consistencies: readonly (readonly [first: number, second: number, proof: readonly string[]])[] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

describe('the published vectors of RFC 6962', () => {
  it.each(roots.map((root, size) => [size, root]))('the root of %i leaves', (size, root) => {
    const leaves = published.slice(0, Number(size));
    expect(hex(rangeOver(leaves).root())).toBe(root);
    expect(hex(rootOf(nodesOver(leaves), leaves.length))).toBe(root);
  });
  it.each(inclusions)('leaf %i among %i', (index, size, proof) => {
    expect(inclusionProof(nodesOver(published), index, size).map(hex)).toEqual(proof);
    expect(verifyInclusion(published[index]!, index, size, proof.map(unhex), unhex(roots[size]!))).toBe(true);
  });
  it.each(consistencies)('from %i leaves to %i', (first, second, proof) => {
    expect(consistencyProof(nodesOver(published), first, second).map(hex)).toEqual(proof);
    expect(verifyConsistency(first, second, proof.map(unhex), unhex(roots[first]!), unhex(roots[second]!))).toBe(true);
  });
});

describe('every size', () => {
  const most = 40;
  const leaves = Array.from({ length: most }, (_, n) => leafHash(Uint8Array.of(n)));
  const nodes = nodesOver(leaves);
  const sizes = Array.from({ length: most + 1 }, (_, size) => size);
  const rootsHere = sizes.map((size) => treeHash(leaves.slice(0, size)));

  it('grown leaf by leaf is what the definition says', () =>
    expect(sizes.map((size) => hex(rangeOver(leaves.slice(0, size)).root()))).toEqual(rootsHere.map(hex)));
  it('is proved to hold each of its leaves, in its place and in no other', () => {
    for (const size of sizes)
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(nodes, index, size);
        const stands = (at: number) => verifyInclusion(leaves[index]!, at, size, proof, rootsHere[size]!);
        expect(sizes.filter(stands)).toEqual([index]);
      }
  });
  it('is proved to begin with each smaller one, and with no other', () => {
    for (const second of sizes)
      for (let first = 0; first <= second; first++) {
        const proof = consistencyProof(nodes, first, second);
        expect(verifyConsistency(first, second, proof, rootsHere[first]!, rootsHere[second]!)).toBe(true);
        if (first > 0) expect(verifyConsistency(first, second, proof, rootsHere[first - 1]!, rootsHere[second]!)).toBe(false);
        if (first < second) expect(verifyConsistency(first, second, proof, rootsHere[first]!, rootsHere[first]!)).toBe(first === 0);
      }
  });
  it('proves nothing with a proof that is changed, longer or shorter', () =>
    fc.assert(
      fc.property(fc.nat(most - 2), fc.nat(most - 2), fc.nat(1000), fc.nat(255), (a, b, place, bit) => {
        const [first, second] = [Math.min(a, b) + 1, Math.max(a, b) + 2];
        const changes = (proof: readonly Hash[]): readonly (readonly Hash[])[] => [
          [...proof, leaves[0]!],
          ...(proof.length > 0 ? [proof.slice(1), proof.slice(0, -1), flipped(proof, place, bit)] : []),
        ];
        for (const proof of changes(inclusionProof(nodes, first, second)))
          expect(verifyInclusion(leaves[first]!, first, second, proof, rootsHere[second]!)).toBe(false);
        for (const proof of changes(consistencyProof(nodes, first, second)))
          expect(verifyConsistency(first, second, proof, rootsHere[first]!, rootsHere[second]!)).toBe(false);
      }),
    ));
  it('has no proof of what it does not hold', () => {
    expect(() => inclusionProof(nodes, 5, 5)).toThrow(RangeError);
    expect(() => consistencyProof(nodes, 6, 5)).toThrow(RangeError);
  });
});

const flipped = (proof: readonly Hash[], place: number, bit: number): readonly Hash[] =>
  proof.map((hash, n) => {
    const copy = Uint8Array.from(hash);
    if (n === place % proof.length) copy[bit >> 3]! ^= 1 << (bit & 7);
    return copy;
  });
