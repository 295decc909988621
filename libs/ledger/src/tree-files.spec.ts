import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#event-store/digests.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { CompactRange, consistencyProof, inclusionProof, type Hash, type Nodes } from './merkle.js';
import { verifyConsistency, verifyInclusion } from './proofs.js';
import { TreeFiles } from './tree-files.js';

const newFolder = temporaryFolders();
const many = 70_000;
const leaf = (n: number): Hash => leafHash(Buffer.from(String(n)));
const rootAt = (sizes: readonly number[]): ReadonlyMap<number, Hash> => {
  const range = new CompactRange();
  return new Map(
    sizes.map((size) => {
      while (range.size < size) range.push(leaf(range.size));
      return [size, range.root()] as const;
    }),
  );
};
const filled = (dir: string, size: number) => {
  const tree = TreeFiles.open(dir);
  while (tree.size < size) tree.push(leaf(tree.size));
  return tree;
};

describe('the files of the tree', () => {
  const sizes = [0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, many];
  const dir = newFolder();

  it('hold every root and every proof while some leaves are written and others wait', () => {
    const tree = TreeFiles.open(newFolder());
    for (const [written, size] of [
      [76, 121],
      [3, 200],
      [250, 300],
    ] as const) {
      while (tree.size < written) tree.push(leaf(tree.size));
      tree.flush();
      while (tree.size < size) tree.push(leaf(tree.size));
      const roots = rootAt(Array.from({ length: size }, (_, n) => n + 1));
      const wrong = [...roots].filter(([one, root]) => {
        const at = Math.floor(one / 2);
        return (
          !verifyInclusion(leaf(at), at, one, inclusionProof(tree.nodes, at, one), root) ||
          !tree.root(one).every((byte, n) => byte === root[n])
        );
      });
      expect(wrong.map(([one]) => one)).toEqual([]);
    }
    tree.close();
  });
  it('hold the root of every size, before and after they are written', () => {
    const roots = rootAt(sizes);
    const tree = filled(dir, many);
    for (const size of sizes) expect(tree.root(size)).toEqual(roots.get(size));
    tree.flush();
    tree.close();
    const again = TreeFiles.open(dir);
    expect(again.size).toBe(many);
    for (const size of sizes) expect(again.root(size)).toEqual(roots.get(size));
    expect(Buffer.from(again.leaf(65_536))).toEqual(Buffer.from(leaf(65_536)));
    again.close();
  });
  it('hold the root of every size, wherever it was written up to last', () => {
    const all = Array.from({ length: 101 }, (_, size) => size);
    const roots = rootAt(all);
    for (const written of all) {
      const tree = filled(newFolder(), written);
      tree.flush();
      while (tree.size < 100) tree.push(leaf(tree.size));
      const wrong = all.filter((size) => Buffer.compare(tree.root(size), roots.get(size)!) !== 0);
      expect([written, wrong]).toEqual([written, []]);
      tree.close();
    }
  });
  it('give proofs for O(log n) reads', () => {
    const tree = TreeFiles.open(dir);
    let reads = 0;
    const counted: Nodes = (level, index) => (reads++, tree.nodes(level, index));
    expect(verifyInclusion(leaf(300), 300, many, inclusionProof(counted, 300, many), tree.root())).toBe(true);
    expect(verifyConsistency(65_537, many, consistencyProof(counted, 65_537, many), tree.root(65_537), tree.root())).toBe(true);
    expect(reads).toBeLessThan(4 * Math.log2(many));
    tree.close();
  });
  it('grow on from where they were', () => {
    const own = newFolder();
    const first = filled(own, 300);
    first.flush();
    first.close();
    const second = filled(own, 1000);
    expect(second.root()).toEqual(rootAt([1000]).get(1000));
    second.close();
  });
  it('are opened at a smaller size, and written again from there', () => {
    const tree = TreeFiles.open(dir, 400);
    expect(tree.size).toBe(400);
    for (let n = 400; n < 600; n++) tree.push(leaf(n));
    expect(tree.root()).toEqual(rootAt([600]).get(600));
    tree.close();
  });
  it('are looked at without one being made', () => {
    const own = newFolder();
    expect(TreeFiles.look(join(own, 'none'))).toBeNull();
    const written = filled(own, 300);
    written.flush();
    written.close();
    for (const name of readdirSync(own)) if (!['0', '1'].includes(name)) rmSync(join(own, name));
    const tree = TreeFiles.look(own)!;
    expect([tree.size, tree.root()]).toEqual([300, rootAt([300]).get(300)]);
    tree.close();
    expect(readdirSync(own).toSorted()).toEqual(['0', '1']);
    rmSync(join(own, '1'));
    const cut = TreeFiles.look(own)!;
    expect(cut.size).toBe(0);
    cut.close();
  });
  it('are not believed where one of them was cut off', () => {
    truncateSync(join(dir, '1'), 32);
    const tree = TreeFiles.open(dir);
    expect(tree.size).toBe(0);
    tree.close();
  });
  it('hold nothing beyond their end', () => {
    const tree = filled(newFolder(), 3);
    expect(() => tree.leaf(3)).toThrow(RangeError);
    expect(tree.leaves(1, 10)).toHaveLength(2);
    tree.close();
  });
});
