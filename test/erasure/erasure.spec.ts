import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { leafHash } from '#event-store/digests.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { consistencyProof, inclusionProof, type Hash } from '#ledger/merkle.js';
import { verifyConsistency, verifyInclusion } from '#ledger/proofs.js';
import { backUp } from '#shell/backup/backup.js';
import { restore } from '#shell/backup/restore.js';
import { erasedIn } from '#shell/erased-list.js';
import { factOf } from '#shell/facts.js';
import { MinuteBook } from '#shell/minute-book.js';
import { openerFor } from '#shell/opener.js';
import { digestsIn } from '#shell/seal.js';
import { sealed } from '#kernel/text.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { commandLine } from '../e2e/command-line.js';
import { serverProcess } from '../e2e/server-process.js';
import { wholeLog } from '../faults/answers.js';
import { chance, countedSuite, many, newSeed, patience } from '../faults/suite.js';
import { canariesIn, canary, eraseAll, filesWith, fill } from './filled-book.js';

const newFolder = temporaryFolders();
const count = countedSuite('Erasure');
const proofs = 1_000;

const opened = async <T>(dir: string, use: (book: MinuteBook) => Promise<T>): Promise<T> => {
  const book = await MinuteBook.open({ dir });
  try {
    return await use(book);
  } finally {
    await book.close();
  }
};
/** Waits for what another process does in its own time; what never comes is met by the expectation that follows. */
const until = async (is: () => boolean) => {
  for (let n = 0; n < 400 && !is(); n++) await wait(50);
};
const dump = (book: MinuteBook) => Buffer.from(book.registers.dump()).toString('utf8');

type Proof = { readonly first: number; readonly second: number; readonly path: readonly Hash[] };
/** As a reader was given them, each with the root that a checkpoint of then has. */
const proofsOf = ({ ledger }: MinuteBook, random: () => number) => {
  const any = (below: number) => Math.floor(random() * below);
  const roots = new Map<number, Hash>();
  const size = (most: number) => {
    const one = 1 + any(most);
    roots.set(one, ledger.rootAt(one));
    return one;
  };
  const pair = (index: (second: number) => number, prove: (first: number, second: number) => readonly Hash[]): Proof => {
    const second = size(ledger.size);
    const first = index(second);
    return { first, second, path: prove(first, second) };
  };
  const inclusion = Array.from({ length: proofs / 2 }, () => pair(any, (index, second) => inclusionProof(ledger.nodes, index, second)));
  const consistency = Array.from({ length: proofs / 2 }, () =>
    pair(size, (first, second) => consistencyProof(ledger.nodes, first, second)),
  );
  return { inclusion, consistency, roots };
};

describe('after an erasure', () => {
  it(
    'no byte of the book holds the words, each earlier proof holds, and a rebuild makes the same registers',
    async () => {
      const dir = newFolder();
      const { texts } = await opened(dir, async (book) => {
        const filled = await fill(book);
        expect([filled.recorded > 60, filesWith(dir).length > 0]).toEqual([true, true]);
        const before = proofsOf(book, chance(newSeed()));
        const erased = await eraseAll(book);
        expect(erased).toBeGreaterThan(80);
        // In the open book, its journals and all.
        expect(filesWith(dir)).toEqual([]);
        expect(dump(book)).not.toContain(canary);

        const log = await wholeLog(book.store);
        for (const { first, second, path } of before.inclusion)
          expect(verifyInclusion(leafHash(log[first]!.bytes), first, second, path, before.roots.get(second)!)).toBe(true);
        for (const { first, second, path } of before.consistency) {
          expect(verifyConsistency(first, second, path, before.roots.get(first)!, before.roots.get(second)!)).toBe(true);
          const now = consistencyProof(book.ledger.nodes, second, book.ledger.size);
          expect(verifyConsistency(second, book.ledger.size, now, before.roots.get(second)!, book.ledger.rootAt(book.ledger.size))).toBe(
            true,
          );
        }
        const live = dump(book);
        await book.registers.rebuild(book.store);
        expect(dump(book)).toBe(live);
        return { texts: erased };
      });
      expect(filesWith(dir)).toEqual([]);
      expect(await commandLine(dir).say('verify')).toMatchObject({ exit: 0 });
      count('texts erased', texts);
      count('earlier proofs that hold', proofs);
    },
    patience,
  );

  it(
    'neither a backup taken later, nor an older one that is put back, nor what a server says of it holds the words',
    async () => {
      const root = newFolder();
      const [dir, older, newer, anew] = ['book', 'older', 'newer', 'anew'].map((name) => join(root, name)) as [
        string,
        string,
        string,
        string,
      ];
      await opened(dir, async (book) => {
        await fill(book);
        await backUp(book, older, { versions: {} });
        await eraseAll(book);
        await backUp(book, newer, { versions: {} });
      });
      expect(filesWith(older)).not.toEqual([]);
      expect(filesWith(newer)).toEqual([]);
      const restored = await restore(older, anew, { erased: dir, kept: dir });
      expect(restored.fork).not.toBeNull();
      expect(restored.erasedAgain).toBeGreaterThan(80);
      expect(filesWith(anew)).toEqual([]);
      expect(await commandLine(anew).say('verify')).toMatchObject({ exit: 0 });

      const server = await serverProcess(anew, { MINUTEBOOK_LOG: 'debug' });
      for (const path of ['/', `/search?q=erased`, '/api/people', '/api/actions', '/api/decisions', '/api/audit', '/registers'])
        expect((await (await fetch(server.address + path)).text()).toLowerCase()).not.toContain(canary);
      expect((await server.end()).exit).toBe(0);
      expect(server.said()).not.toContain(canary);
      expect(filesWith(anew)).toEqual([]);
    },
    patience,
  );

  it(
    'a second program that has the same folder open forgets the words',
    async () => {
      const dir = newFolder();
      await opened(dir, fill);
      const server = await serverProcess(dir, { MINUTEBOOK_LOG: 'debug' });
      const search = async () => (await (await fetch(`${server.address}/api/search?q=${canary}`)).text()).toLowerCase();
      expect(await search()).toContain(canary);
      const people = async () => (await (await fetch(`${server.address}/api/people`)).text()).toLowerCase();
      expect(await people()).toContain(canary);
      await opened(dir, eraseAll);
      await until(() => filesWith(dir).length === 0);
      expect(filesWith(dir)).toEqual([]);
      expect(await people()).not.toContain(canary);
      const { results = [] } = JSON.parse(await search()) as { results?: readonly unknown[] };
      expect(results).toEqual([]);
      expect((await server.end()).exit).toBe(0);
      expect(filesWith(dir)).toEqual([]);
      expect(server.said()).not.toContain(canary);
    },
    patience,
  );

  it(
    'nor does a second server that follows the same log on a server of its own, nor that one once it is scavenged',
    async () => {
      const server = await TestServer.start();
      const dirs = [newFolder(), newFolder()];
      const books = await Promise.all(dirs.map((dir) => MinuteBook.open({ dir, eventStore: server.url })));
      const [one, other] = books as [MinuteBook, MinuteBook];
      await fill(one);
      const follow = async () => {
        const head = await one.store.head();
        await other.registers.reached(head);
        await other.settled();
        await one.settled();
      };
      await follow();
      expect(dirs.map((dir) => filesWith(dir).length > 0)).toEqual([true, true]);
      await eraseAll(one);
      await follow();
      expect(dump(other)).toBe(dump(one));
      expect(dump(other)).not.toContain(canary);
      const digests = [...(await canariesIn(other)).values()].flat();
      expect(digests).toEqual([]);
      await until(() => dirs.every((dir) => readFileSync(join(dir, 'erased.txt'), 'utf8').length > 0));
      await Promise.all(books.map((book) => book.close()));
      expect(dirs.map((dir) => filesWith(dir))).toEqual([[], []]);
      const [here, there] = await Promise.all(dirs.map((dir) => erasedIn(join(dir, 'erased.txt'))));
      expect([...there!].toSorted()).toEqual([...here!].toSorted());
      server.log.scavenge();
      const held = server.log.all.filter(({ data, metadata }) => Buffer.concat([data, metadata]).includes(canary));
      server.stop();
      expect(held).toEqual([]);
    },
    patience,
  );

  it('a store in memory holds none of the words', async () => {
    const store = new MemoryStore();
    const book = await MinuteBook.open({ dir: newFolder(), store });
    await fill(book);
    const inMemory = () => inspect(store, { depth: 8, maxArrayLength: null, maxStringLength: null, showHidden: true });
    expect(inMemory()).toContain(canary);
    await eraseAll(book);
    expect(inMemory()).not.toContain(canary);
    await book.close();
  });
});

describe('an erasure that is cut off', () => {
  const kills = many(8, 200);
  const killsOfOne = 8;
  it(
    `by kill -9, ${kills} times, is brought to its end at the next start: what is on record as erased is in no byte`,
    async () => {
      const random = chance(newSeed());
      const said = join(newFolder(), 'said');
      writeFileSync(said, '');
      let dir = '';
      for (let n = 0; n < kills; n++) {
        if (n % killsOfOne === 0) await opened((dir = newFolder()), fill);
        const before = statSync(said).size;
        const child = spawn(process.execPath, ['test/erasure/erasing.child.ts', dir, said], { stdio: ['ignore', 'ignore', 'inherit'] });
        const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        await Promise.race([until(() => statSync(said).size > before), gone]);
        await wait(random() * 40);
        child.kill('SIGKILL');
        await gone;
        await opened(dir, async (book) => {
          await book.settled();
          expect(book.erasures.pending).toBeNull();
        });
        const left = await wordsLeft(dir);
        for (const [file, words] of left.inFiles) expect([file, words.filter((word) => !left.standing.has(word))]).toEqual([file, []]);
        expect(await commandLine(dir).say('verify')).toMatchObject({ exit: 0 });
      }
      count('kills', kills);
    },
    patience,
  );
});

/** The numbered words in each file, and those that still stand. */
const wordsLeft = async (dir: string) => {
  const standing = await opened(dir, async ({ store }) => {
    const facts = (await wholeLog(store)).map(factOf);
    const open = await openerFor(store, facts);
    const words = facts.flatMap(digestsIn).map((digest) => open(sealed(digest)));
    return new Set(words.flatMap((one) => (typeof one === 'object' && 'words' in one ? (one.words.match(numbered) ?? []) : [])));
  });
  const inFiles = filesWith(dir).map((path) => [path, [...new Set(readFileSync(path, 'latin1').match(numbered))]] as const);
  return { standing, inFiles };
};
const numbered = new RegExp(`${canary} \\d+\\.`, 'g');
