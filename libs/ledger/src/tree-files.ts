import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHash, rootOf, type Hash, type Nodes } from './merkle.js';

const hashBytes = 32;
/** A file holds each 256th part of the one below it: eight levels of the tree. */
export const wide = 256;
const levels = 6;

/** A hash, and its place in the file of its row. */
export type Placed = { readonly row: number; readonly index: number; readonly hash: Hash };

/**
 * The nodes of the tree, beside the log: file n holds, one after the other, the hashes of the complete subtrees of 256^n leaves.
 * They are made from the log and may be deleted. Two processes that follow one log write the same bytes in the same places.
 */
export class TreeFiles {
  private readonly files: (number | null)[] = Array.from({ length: levels }, () => null);
  /** Of each level: how many hashes there are, and the last of them that are not in the file yet. */
  private readonly counts: number[];
  private readonly waiting: Hash[][] = Array.from({ length: levels }, () => []);

  /** @param opened a file by its path; null where there is none */
  private constructor(
    private readonly dir: string,
    private readonly opened: (path: string) => number | null,
    size: number,
  ) {
    this.counts = Array.from({ length: levels }, (_, level) => Math.floor(size / wide ** level));
  }

  /** The tree as its files hold it, but no more than `most` leaves. @throws what the file system says */
  static open(dir: string, most = Number.MAX_SAFE_INTEGER): TreeFiles {
    mkdirSync(dir, { recursive: true });
    return TreeFiles.asHeld(dir, openOrMake, most);
  }

  /** To be read alone, of somebody else's book or on a disk that cannot be written: nothing is made. Null where there is no tree. */
  static look(dir: string): TreeFiles | null {
    return existsSync(dir) ? TreeFiles.asHeld(dir, openToRead) : null;
  }

  private static asHeld(dir: string, opened: (path: string) => number | null, most = Number.MAX_SAFE_INTEGER): TreeFiles {
    const tree = new TreeFiles(dir, opened, 0);
    const held = Array.from({ length: levels }, (_, level) => tree.heldIn(level));
    const size = Math.min(most, held[0]!);
    // A file above that is behind was cut off in the middle of a write: nothing of the tree is believed.
    const whole = held.every((count, level) => count >= Math.floor(size / wide ** level));
    tree.close();
    return new TreeFiles(dir, opened, whole ? size : 0);
  }

  get size(): number {
    return this.counts[0]!;
  }

  /** In memory until {@link flush}, which every 256th leaf brings with it. */
  push(leaf: Hash): void {
    this.put(0, leaf);
    if (this.size % wide === 0) this.flush();
  }

  /** @throws what the file system says: what was not written waits for the next time. */
  flush(): void {
    this.waiting.forEach((hashes, level) => {
      if (hashes.length === 0) return;
      const bytes = Buffer.concat(hashes);
      writeSync(this.file(level), bytes, 0, bytes.length, (this.counts[level]! - hashes.length) * hashBytes);
      hashes.length = 0;
    });
  }

  /** A hash that its file has lost, beside others that were made when it was there. @throws what the file system says */
  putBack({ row, index, hash }: Placed): void {
    writeSync(this.file(row), hash, 0, hashBytes, index * hashBytes);
  }

  /** What the file of a row holds: that of row 0 the leaves. @throws RangeError where there is none */
  kept(row: number, index: number): Hash {
    return this.read(row, index, 1)[0]!;
  }

  /** What the file of the row below makes of a node that the file of this row holds. @throws RangeError where it is not complete */
  made(row: number, index: number): Hash {
    let hashes = this.read(row - 1, index * wide, wide);
    while (hashes.length > 1) hashes = paired(hashes);
    return hashes[0]!;
  }

  /** @throws RangeError where there is none */
  leaf(position: number): Hash {
    return this.kept(0, position);
  }

  /** The leaves from a position on, in their order. */
  leaves(from: number, count: number): readonly Hash[] {
    return this.read(0, from, Math.max(0, Math.min(count, this.size - from)));
  }

  readonly nodes: Nodes = (level, index) => {
    const row = Math.floor(level / 8);
    const count = 2 ** (level % 8);
    let hashes = this.read(row, index * count, count);
    while (hashes.length > 1) hashes = paired(hashes);
    return hashes[0]!;
  };

  root(size = this.size): Hash {
    return rootOf(this.nodes, size);
  }

  /** What waits is lost, and is made again from the log. */
  close(): void {
    for (const file of this.files) if (file !== null) closeSync(file);
    this.files.fill(null);
  }

  private put(level: number, hash: Hash): void {
    this.waiting[level]!.push(hash);
    const count = ++this.counts[level]!;
    if (count % wide !== 0 || level + 1 === levels) return;
    this.put(level + 1, this.made(level + 1, count / wide - 1));
  }

  private read(level: number, from: number, count: number): readonly Hash[] {
    if (from < 0 || from + count > this.counts[level]!) throw new RangeError(`no hash ${from + count - 1} at level ${level}`);
    const waiting = this.waiting[level]!;
    const written = this.counts[level]! - waiting.length;
    const inFile = Math.max(0, Math.min(count, written - from));
    const bytes = Buffer.alloc(inFile * hashBytes);
    if (inFile > 0 && readSync(this.file(level), bytes, 0, bytes.length, from * hashBytes) < bytes.length)
      throw new RangeError(`the file of level ${level} is shorter than it was`);
    return [
      ...Array.from({ length: inFile }, (_, n) => bytes.subarray(n * hashBytes, (n + 1) * hashBytes)),
      ...waiting.slice(Math.max(0, from - written), Math.max(0, from + count - written)),
    ];
  }

  private heldIn(level: number): number {
    const file = this.fileIfThere(level);
    return file === null ? 0 : Math.floor(fstatSync(file).size / hashBytes);
  }

  private file(level: number): number {
    const file = this.fileIfThere(level);
    if (file === null) throw new RangeError(`there is no file of level ${level}`);
    return file;
  }
  private fileIfThere(level: number): number | null {
    return (this.files[level] ??= this.opened(join(this.dir, String(level))));
  }
}

const paired = (hashes: readonly Hash[]): readonly Hash[] =>
  Array.from({ length: hashes.length / 2 }, (_, n) => nodeHash(hashes[n * 2]!, hashes[n * 2 + 1]!));

const openOrMake = (path: string): number => {
  const file = openIfThere(path, 'r+');
  if (file !== null) return file;
  closeSync(openSync(path, 'a'));
  return openSync(path, 'r+');
};
const openToRead = (path: string): number | null => openIfThere(path, 'r');

const openIfThere = (path: string, flags: 'r' | 'r+'): number | null => {
  try {
    return openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};
