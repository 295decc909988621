import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { exportForAudit } from '#shell/ledger/audit-export.js';
import { Ledger } from '#shell/ledger/ledger.js';
import { rotateKey } from '#shell/ledger/log-keys.js';
import { compareWith } from '#shell/ledger/proofs.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';
import { booksFor, eraseIn, tell, toldIn } from '#testing/told-book.js';
import { verifiers } from './verifiers.js';

const { newFolder, open, closing } = booksFor();
const secret = 'Member Q has moved to the lighthouse';
const schedule = (book: MinuteBook) => tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });

describe('while another program writes', () => {
  it('a log that is opened, and grows and is signed in that moment, is not taken for one that was cut off', async () => {
    const dir = newFolder();
    const other = await open({ dir });
    await schedule(other);
    await other.ledger.newest();
    const store = closing(await SqliteStore.open(dir));
    const head = store.head.bind(store);
    store.head = async () => {
      const now = await head();
      await schedule(other);
      await other.ledger.newest();
      return now;
    };
    const ledger = closing(await Ledger.open(dir, store));
    expect(ledger.alarm).toBeNull();
  });

  it('a checkpoint that is shown just after a new key has signed it is one of this log', async () => {
    const dir = newFolder();
    const other = await open({ dir });
    await schedule(other);
    const store = closing(await SqliteStore.open(dir));
    const [pages, head] = [store.pages.bind(store), store.head.bind(store)];
    const held = { until: Promise.resolve() };
    store.pages = async function* (...asked) {
      for await (const page of pages(...asked)) {
        await held.until;
        yield page;
      }
    };
    const book = await open({ dir, store });
    // It follows no more until somebody asks how far the log goes.
    const { promise, resolve } = Promise.withResolvers<void>();
    held.until = promise;
    await rotateKey(other, localOperator);
    const shown = (await other.ledger.newest())!;
    store.head = () => (resolve(), head());
    const { second } = await compareWith(book, shown);
    expect(second).toBeGreaterThanOrEqual(other.ledger.size);
  });

  it('an export holds the erasure of each word that was erased while it was written, and no key that came later', async () => {
    const dir = newFolder();
    const other = await open({ dir });
    const { digest } = await toldIn(other, secret);
    const book = await open({ dir });
    const stream = await streamCiting(book, digest);
    const get = book.store.texts.get;
    const meanwhile = [() => eraseIn(other, stream, digest), () => rotateKey(other, localOperator)];
    book.store.texts.get = async (digests) => {
      await meanwhile.shift()?.();
      return get(digests);
    };
    const to = join(newFolder(), 'export');
    const { entries } = await exportForAudit(book, to);
    expect(readFileSync(join(to, 'entries.jsonl'), 'utf8')).not.toContain(secret);
    for (const [, verify] of verifiers)
      expect(await verify(to)).toEqual({ exit: 0, said: expect.stringMatching(new RegExp(`^OK: ${entries} entries, .*, 2 erased`)) });
  });
});

const streamCiting = async ({ store }: MinuteBook, digest: string): Promise<string> => {
  const stop = new AbortController();
  for await (const { envelope } of store.all(-1, { signal: stop.signal }))
    if (JSON.stringify(envelope.data).includes(digest)) return envelope.stream;
  throw new Error('nothing cites it');
};
