import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { bytesOf, sealed } from '#event-store/contract-fixtures.js';
import { commandHash, newNonce, newSalt } from '#event-store/digests.js';
import type { Envelope } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { allIn, booksFor, tell } from '#testing/told-book.js';
import { copyBook } from '#shell/copy/copy-book.js';
import { openTarget } from '#shell/copy/target.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';

jest.setTimeout(60_000);
const { newFolder, open, closing } = booksFor();
const server = serverForEach();

const march = `meeting-${randomUUID()}`;
const copied = async (book: MinuteBook) => {
  const target = await openTarget(book, server().url, '/');
  closing(target.store);
  await copyBook({ book, target, actor: localOperator });
  return allIn(target.store);
};
/** A book as it could be before the length of words was bounded. */
const bookWith = async (words: string) => {
  const dir = newFolder();
  const before = await open({ dir });
  await tell(before, march, 'ScheduleMeeting', { board: randomUUID() });
  await tell(before, march, 'ListItem', { itemId: randomUUID(), heading: 'Reports' });
  const last = (await before.store.read(march)).events.at(-1)!.envelope as Envelope & { data: object };
  await before.close();
  const [text, salt] = [sealed(words), newSalt()];
  const hash = commandHash(salt, {});
  const envelope = { ...last, id: randomUUID(), command: randomUUID(), commandHash: hash, nonce: newNonce(), revision: last.revision + 1 };
  const data = { ...last.data, itemId: randomUUID(), heading: { $t: text.digest } };
  const store = await SqliteStore.open(dir);
  await store.append(march, last.revision, [bytesOf({ ...envelope, data })], [text, { digest: hash, salt, text: null }]);
  await store.close();
  return open({ dir });
};

describe('a book that is copied to a server', () => {
  it('takes the longest words along that can be recorded, many at once', async () => {
    const book = await open({ dir: newFolder() });
    await tell(book, march, 'ScheduleMeeting', { board: randomUUID() });
    const longest = '\u0001'.repeat(81_000);
    await Promise.all(Array.from({ length: 5 }, () => tell(book, march, 'ListItem', { itemId: randomUUID(), heading: longest })));
    const there = await copied(book);
    expect(there).toEqual(await allIn(book.store));
  });

  it('takes words along that were recorded before they were bounded', async () => {
    const book = await bookWith('\u0001'.repeat(160_000));
    const there = await copied(book);
    expect(there).toEqual(await allIn(book.store));
  });

  it('and names the entry whose words no server takes', async () => {
    const book = await bookWith('\u0001'.repeat(200_000));
    const position = await book.store.head();
    await expect(copied(book)).rejects.toMatchObject({
      refusal: {
        refused: 'copy.text-too-long',
        sentence: expect.stringMatching(new RegExp(`Position ${position}, ${march}, [\\w-]{43}: the texts hold one of 1200`)),
      },
    });
    await tell(book, march, 'ListItem', { itemId: randomUUID(), heading: 'Any other business' });
  });
});
