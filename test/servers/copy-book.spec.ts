import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Said } from '#event-store/port.js';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { Refused } from '#shell/command.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';
import { allIn, booksFor, eraseIn, tell, toldIn } from '#testing/told-book.js';
import { copyBook } from '#shell/copy/copy-book.js';
import { openTarget } from '#shell/copy/target.js';

jest.setTimeout(60_000);
const { newFolder, open, closing } = booksFor();
const secret = 'Member Q has moved to the lighthouse';
const actor = localOperator;
const server = serverForEach();

/** Some 20 s of writing. */
const most = 1_000;

const copyTo = async (book: MinuteBook, to: string) => {
  const target = await openTarget(book, to, '/');
  closing(target.store);
  return { target, copied: await copyBook({ book, target, actor }) };
};
const refusedWith = (code: string, says: RegExp) => ({
  refusal: expect.objectContaining({ refused: code, sentence: expect.stringMatching(says) }),
});
const reopened = (to: string, dir = newFolder()) => (to.startsWith('esdb') ? open({ dir, eventStore: to }) : open({ dir: to }));

describe('a book that is copied', () => {
  it.each(['a folder', 'a server'])('to %s while it is written is there whole, in its order, and goes on there', async (kind) => {
    const dir = newFolder();
    const book = await open({ dir });
    const other = await open({ dir });
    const { march, digest } = await toldIn(book, secret);
    await eraseIn(book, (await streamWith(book, digest))!, digest);
    const to = kind === 'a folder' ? join(newFolder(), 'to') : server().url;

    const acknowledged: string[] = [];
    const writing = (async () => {
      for (let n = 0; n < most; n++) {
        // A hand's breadth between them: the copy is to come to the end of what is written.
        await wait(20);
        const stream = n % 3 === 0 ? march : `meeting-${randomUUID()}`;
        const reply =
          n % 3 === 0
            ? tell(other, stream, 'ListItem', { itemId: randomUUID(), heading: `Later ${n}` })
            : tell(other, stream, 'ScheduleMeeting', { board: randomUUID() });
        try {
          acknowledged.push((await reply).events[0]!.id);
        } catch (error) {
          return error;
        }
      }
      return null;
    })();
    while (acknowledged.length < 5) await turn();
    const { target, copied } = await copyTo(book, to);
    const refused = await writing;
    expect(refused).toMatchObject(refusedWith('log.closed', new RegExp(`closed here\\. It goes on in the store ${copied.store}`)));

    expect(await allIn(target.store)).toEqual(await allIn(book.store));
    const ids = JSON.stringify((await allIn(target.store))[0]);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    expect(copied.size).toBe((await book.store.head()) + 1);
    expect(JSON.stringify(await allIn(target.store))).not.toContain(secret);
    await target.store.close();

    const there = await reopened(to);
    expect(await there.settled()).toBe(copied.size - 1);
    expect(Buffer.from(there.ledger.rootAt(copied.size)).toString('base64url')).toBe(copied.root);
    await book.settled();
    expect(Buffer.compare(there.registers.dump(), book.registers.dump())).toBe(0);
    await tell(there, march, 'ListItem', { itemId: randomUUID(), heading: 'Any other business' });
    expect(await there.store.head()).toBe(copied.size);
  });

  it('answers what was recorded before as before, and refuses all else with the name of its successor', async () => {
    const dir = newFolder();
    const book = await open({ dir });
    const id = randomUUID();
    const march = `meeting-${randomUUID()}`;
    const data = { board: randomUUID() };
    const first = await tell(book, march, 'ScheduleMeeting', data, id);
    const { copied } = await copyTo(book, join(newFolder(), 'to'));
    for (const closed of [book, await open({ dir })]) {
      expect(await tell(closed, march, 'ScheduleMeeting', data, id)).toEqual({ ...first, again: true });
      for (const late of [
        tell(closed, march, 'ListItem', { itemId: randomUUID(), heading: 'Late' }),
        tell(closed, `meeting-${randomUUID()}`, 'ScheduleMeeting', data),
        tell(closed, march, 'ScheduleMeeting', data),
        closed.record({ stream: 'log', id: randomUUID(), verb: 'CloseLog', data: { successor: randomUUID() }, actor, recorded: 'live' }),
      ])
        await expect(late).rejects.toMatchObject(refusedWith('log.closed', new RegExp(copied.store)));
      expect(closed.store.stopped).toMatchObject({ sentence: `This log is closed here: it goes on in the store ${copied.store}.` });
      expect(
        closed
          .health()
          .map(({ stopped }) => stopped)
          .filter((why) => why !== null),
      ).toEqual([]);
    }
  });

  it('twice is copied once; and to a second target not at all', async () => {
    const book = await open({ dir: newFolder() });
    await toldIn(book, secret);
    const to = join(newFolder(), 'to');
    const { copied, target } = await copyTo(book, to);
    await target.store.close();
    expect((await copyTo(book, to)).copied).toEqual({ ...copied, again: true });
    const elsewhere = copyTo(book, join(newFolder(), 'elsewhere'));
    await expect(elsewhere).rejects.toMatchObject(refusedWith('copy.elsewhere', new RegExp(copied.store)));
  });

  it('by two at once is copied once, and closed once', async () => {
    const dir = newFolder();
    const books = [await open({ dir }), await open({ dir })];
    await toldIn(books[0]!, secret);
    for (let n = 0; n < 60; n++) await tell(books[0]!, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });
    const results = await Promise.all(books.map((book) => copyTo(book, server().url)));
    expect(new Set(results.map(({ copied: { root, size, store } }) => `${root} ${size} ${store}`)).size).toBe(1);
    expect(await allIn(results[1]!.target.store)).toEqual(await allIn(books[0]!.store));
    const closings = (await books[0]!.store.read('log')).events.filter(({ envelope }) => envelope.type === 'LogClosed');
    expect(closings).toHaveLength(1);
  });

  it('goes on from store to store: from a folder to a server, and back into a new folder', async () => {
    const book = await open({ dir: newFolder() });
    const { march } = await toldIn(book, secret);
    const { copied } = await copyTo(book, server().url);
    const there = await reopened(server().url);
    await tell(there, march, 'ListItem', { itemId: randomUUID(), heading: 'On the server' });
    const back = join(newFolder(), 'back');
    const { copied: again, target } = await copyTo(there, back);
    await target.store.close();
    expect(again.size).toBe(copied.size + 2);
    await expect(tell(there, march, 'ListItem', { itemId: randomUUID(), heading: 'Late' })).rejects.toThrow(Refused);
    const home = await reopened(back);
    await tell(home, march, 'ListItem', { itemId: randomUUID(), heading: 'At home' });
    expect(await home.store.head()).toBe(again.size);
    const onServerStill = await reopened(server().url);
    await expect(tell(onServerStill, march, 'ListItem', { itemId: randomUUID(), heading: 'Late' })).rejects.toMatchObject(
      refusedWith('log.closed', new RegExp(again.store)),
    );
  });

  it('keeps its checkpoints beside a copy in a folder, and nothing of its keys', async () => {
    const dir = newFolder();
    const book = await open({ dir });
    await toldIn(book, secret);
    const to = join(newFolder(), 'to');
    const { copied, target } = await copyTo(book, to);
    await target.store.close();
    const note = (of: string) => readFileSync(join(of, 'checkpoints', `${copied.size}.txt`), 'utf8');
    expect(note(to)).toBe(note(dir));
    expect(() => readFileSync(join(to, 'keys'))).toThrow(/ENOENT/);
  });

  it('shows its checkpoints to the servers that follow it on a server', async () => {
    const dir = newFolder();
    const book = await open({ dir });
    await toldIn(book, secret);
    const { copied } = await copyTo(book, server().url);
    const said: Said[] = [];
    const there = await reopened(server().url);
    there.store.witnesses!.onSaid((one) => said.push(one));
    const note = readFileSync(join(dir, 'checkpoints', `${copied.size}.txt`), 'utf8');
    expect(said).toContainEqual({ server: book.store.storeId, size: copied.size, root: copied.root, note });
    expect(there.ledger.alarm).toBeNull();
  });
});

describe('a target', () => {
  it.each(['a folder', 'a server'])('that is %s with another log is refused, and left as it is', async (kind) => {
    const book = await open({ dir: newFolder() });
    const to = kind === 'a folder' ? newFolder() : server().url;
    const theirs = await reopened(to);
    const before = await allIn(theirs.store);
    await theirs.close();
    await expect(openTarget(book, to, '/')).rejects.toThrow(/holds another log\. Copy to/);
    expect(await allIn((await reopened(to)).store)).toEqual(before);
    expect(book.store.stopped).toBeNull();
  });
  it('that is the book itself is refused', async () => {
    const dir = newFolder();
    await expect(openTarget(await open({ dir }), dir, '/')).rejects.toThrow(/is the one that is to be copied/);
    const book = await reopened(server().url);
    await expect(openTarget(book, server().url, '/')).rejects.toThrow(/holds the very store that is to be copied/);
  });
  it('in which somebody else has written since is refused, and the book stays open', async () => {
    const book = await open({ dir: newFolder() });
    const { march } = await toldIn(book, secret);
    const target = await openTarget(book, join(newFolder(), 'to'), '/');
    closing(target.store);
    const first = (await book.store.read('log')).events[0]!;
    const other = { ...first.envelope, nonce: 'AAAAAAAAAAAAAAAAAAAAAA' };
    const { bytesOf } = await import('#event-store/contract-fixtures.js');
    await target.store.append('log', -1, [bytesOf(other)], []);
    await expect(copyBook({ book, target, actor })).rejects.toMatchObject(refusedWith('copy.differs', /another entry at position 0/));
    await tell(book, march, 'ListItem', { itemId: randomUUID(), heading: 'Still open' });
  });
  it.each(['a folder', 'a server'])('that is %s and not finished opens no book', async (kind) => {
    const book = await open({ dir: newFolder() });
    const to = kind === 'a folder' ? join(newFolder(), 'to') : server().url;
    await (await openTarget(book, to, '/')).store.close();
    await expect(reopened(to)).rejects.toThrow(/is a copy of the store .* that is not finished.*minutebook copy/);
  });
  it('is never a store that has no copy', async () => {
    const plain = closing(await SqliteStore.open(newFolder()));
    await expect(plain.agree({ size: 0, root: '' })).rejects.toThrow(/is no copy/);
    const onServer = closing(await KurrentStore.open({ url: server().url }));
    await expect(onServer.agree({ size: 0, root: '' })).rejects.toThrow(/is no copy/);
  });
});

const streamWith = async (book: MinuteBook, digest: string) =>
  ((await allIn(book.store))[0] as string[])
    .map((bytes) => [bytes, JSON.parse(bytes) as { stream: string; type: string }] as const)
    .find(([bytes, { type }]) => type === 'ActionReported' && bytes.includes(digest))?.[1].stream;
