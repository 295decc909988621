import { randomUUID } from 'node:crypto';
import { closeSync, cpSync, mkdirSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { entry } from '#event-store/contract-fixtures.js';
import { commandHash, leafHash, newSalt } from '#event-store/digests.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { originOfLog, readNote, signCheckpoint } from '#ledger/checkpoint.js';
import { SigningKey } from '#ledger/keys.js';
import { CompactRange } from '#ledger/merkle.js';
import { verifyConsistency } from '#ledger/proofs.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { verifyLog } from '#ledger/verify-log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import type { MinuteBook } from '../minute-book.js';
import { Ledger } from './ledger.js';
import { compareWith, consistencyOf } from './proofs.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();
/** Of so many the nodes of a file lie below one of the next, so that opening does not read them. */
const many = 66_000;
const key = SigningKey.make();
const log = randomUUID();
const salt = newSalt();
const members = { command: randomUUID(), commandHash: commandHash(salt, {}) };
const store = new MemoryStore();
const notes = new Map<number, string>();
const nodes = new Map<string, Uint8Array>();

beforeAll(async () => {
  const texts = [{ digest: members.commandHash, salt, text: null }];
  const genesis = { ...members, type: 'LogBegun', v: 2, data: { format: 0, log, origin: null, key: key.publicKey, recoveryKey: null } };
  const bytes = [entry('log', 0, genesis), ...Array.from({ length: many - 1 }, (_, n) => entry('meeting-a', n, members))];
  await store.append('log', -1, bytes.slice(0, 1), texts);
  await store.append('meeting-a', -1, bytes.slice(1), texts);
  const range = new CompactRange((row, index, node) => nodes.set(`${row} ${index}`, node));
  for (const one of bytes) {
    const leaf = leafHash(one);
    nodes.set(`0 ${range.size}`, leaf);
    range.push(leaf);
    if (range.size === 40_000 || range.size === many)
      notes.set(range.size, signCheckpoint({ origin: originOfLog(log), size: range.size, root: range.root() }, key));
  }
  const tree = TreeFiles.open(join(whole, 'tree'));
  for (let n = 0; n < many; n++) tree.push(nodes.get(`0 ${n}`)!);
  tree.flush();
  tree.close();
  mkdirSync(join(whole, 'checkpoints'));
  for (const [size, note] of notes) writeFileSync(join(whole, 'checkpoints', `${size}.txt`), note);
});

/** As a ledger leaves it: each spec works on a copy. */
const whole = newFolder();
const folder = () => {
  const dir = newFolder();
  cpSync(whole, dir, { recursive: true });
  return dir;
};
const hashIn = (dir: string, row: number, index: number): Buffer => {
  const file = openSync(join(dir, 'tree', String(row)), 'r');
  const bytes = Buffer.alloc(32);
  readSync(file, bytes, 0, 32, index * 32);
  closeSync(file);
  return bytes;
};
const lose = (dir: string, row: number, index: number, as: Buffer = Buffer.alloc(32, 7)) => {
  const file = openSync(join(dir, 'tree', String(row)), 'r+');
  writeSync(file, as, 0, 32, index * 32);
  closeSync(file);
};
const opened: Ledger[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
const open = async (dir: string) => {
  const ledger = await Ledger.open(dir, store);
  opened.push(ledger);
  return { ledger, book: { ledger, store } as unknown as MinuteBook };
};
const never = new AbortController().signal;

describe('a hash that the files of the tree have lost', () => {
  it.each<[string, readonly (readonly [row: number, index: number])[], Buffer | undefined]>([
    ['a node', [[1, 3]], undefined],
    ['a node that a power cut left empty', [[1, 3]], Buffer.alloc(32)],
    ['a leaf', [[0, 1000]], undefined],
    [
      'a leaf and the node above it',
      [
        [0, 1000],
        [1, 3],
      ],
      undefined,
    ],
    ['all leaves below a node', Array.from({ length: 256 }, (_, n) => [0, 768 + n] as const), undefined],
  ])('%s: is made anew at the start, and is no alarm', async (_, lost, as) => {
    const dir = folder();
    for (const [row, index] of lost) lose(dir, row, index, as);
    const { ledger } = await open(dir);
    const stop = new AbortController();
    const looking = ledger.verifyTheRest(stop.signal);
    for (let n = 0; n < 1000 && ledger.health().mended < lost.length && !ledger.alarm; n++) await wait(10);
    stop.abort();
    await looking;
    expect(ledger.health()).toMatchObject({ alarm: null, mended: lost.length, unsigned: null });
    for (const [row, index] of lost) expect(hashIn(dir, row, index).equals(nodes.get(`${row} ${index}`)!)).toBe(true);
  });

  it('contradicts nobody who shows a checkpoint before it was looked for', async () => {
    const dir = folder();
    lose(dir, 1, 140);
    const { ledger, book } = await open(dir);
    const shown = readNote(notes.get(40_000)!);
    await expect(ledger.bearsOut(shown)).resolves.toBe(true);
    lose(dir, 1, 140);
    const { proof, second } = await compareWith(book, notes.get(40_000)!);
    const hashes = proof.map((one) => Buffer.from(one, 'base64url'));
    expect(verifyConsistency(40_000, second, hashes, shown.checkpoint.root, readNote(notes.get(many)!).checkpoint.root)).toBe(true);
    expect(ledger.health()).toMatchObject({ alarm: null, mended: 2 });
  });

  it('gives nobody a proof that does not hold', async () => {
    const dir = folder();
    lose(dir, 1, 200);
    const { book, ledger } = await open(dir);
    const { proof } = await consistencyOf(book, 40_000, many);
    const hashes = proof.map((one) => Buffer.from(one, 'base64url'));
    const [first, second] = [40_000, many].map((size) => readNote(notes.get(size)!).checkpoint.root);
    expect(verifyConsistency(40_000, many, hashes, first!, second!)).toBe(true);
    expect(ledger.health().mended).toBe(1);
  });

  it('is counted by who verifies, who writes nothing', async () => {
    const dir = folder();
    lose(dir, 1, 3);
    lose(dir, 0, 5, Buffer.alloc(32));
    const tree = TreeFiles.open(join(dir, 'tree'));
    const checkpoints = [...notes].map(([size, note]) => ({ name: `${size}.txt`, note }));
    const found = await verifyLog({ store, tree, checkpoints });
    tree.close();
    expect(found).toMatchObject({ covered: many, lost: 2, alarms: [] });
    expect(hashIn(dir, 1, 3).equals(Buffer.alloc(32, 7))).toBe(true);
  });
});

describe('an entry that was changed', () => {
  const changedStore = () => {
    const changed = Object.create(store) as MemoryStore;
    changed.pages = async function* (after, options) {
      for await (const page of store.pages(after, options))
        yield page.map((one) =>
          one.position === 1000 ? { ...one, bytes: entry('meeting-a', 999, members), envelope: one.envelope } : one,
        );
    };
    changed.all = async function* (after, options) {
      for await (const page of changed.pages(after, options)) yield* page;
    };
    return changed;
  };
  const alarmed = async (dir: string) => {
    const ledger = await Ledger.open(dir, changedStore());
    opened.push(ledger);
    await ledger.verifyTheRest(never);
    return ledger.alarm?.position;
  };

  it('is named, whatever the files of the tree have lost beside it', async () => {
    const dir = folder();
    expect(await alarmed(dir)).toBe(1000);
    lose(dir, 1, 3);
    expect(await alarmed(dir)).toBe(1000);
    expect(hashIn(dir, 1, 3).equals(Buffer.alloc(32, 7))).toBe(true);
  });

  it('is found by whoever shows what was signed, without the files of the tree', async () => {
    const dir = folder();
    rmSync(join(dir, 'tree'), { recursive: true });
    const ledger = await Ledger.open(dir, changedStore());
    opened.push(ledger);
    await ledger.run(never).catch(() => undefined);
    expect(ledger.alarm?.says).toMatch(/this entry, or one before it, is not what was signed in checkpoint 40000.txt/);
  });
});
