import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import { Proxy } from '#testing/kurrentdb/proxy.js';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { booksFor, tell } from '#testing/told-book.js';
import { readNote } from '#ledger/checkpoint.js';
import { compareWith } from '#shell/ledger/proofs.js';
import { acceptKey, ownKey } from '#shell/ledger/log-keys.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';

jest.setTimeout(30_000);
const { newFolder, open } = booksFor();
const server = serverForEach();
let proxy: Proxy;
let url: string;
beforeEach(async () => {
  ({ proxy, url } = await Proxy.to(server().url));
});
afterEach(() => proxy.close());
const schedule = (book: MinuteBook) => tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });

describe('a checkpoint that one of two servers gave, shown to the other', () => {
  it('is borne out, also where the other has not seen the last entries yet', async () => {
    const [one, other] = [await open({ dir: newFolder(), eventStore: server().url }), await open({ dir: newFolder(), eventStore: url })];
    await acceptKey(one, await ownKey(other), localOperator);
    await schedule(one);
    await other.settled();
    proxy.delay(150);
    await schedule(one);
    const note = (await one.ledger.newest())!;
    const { size } = readNote(note).checkpoint;
    expect(other.ledger.size).toBeLessThan(size);
    expect(await compareWith(other, note)).toMatchObject({ first: size });
    expect([one.ledger.alarm, other.ledger.alarm]).toEqual([null, null]);
    expect((await schedule(other)).revision).toBe(0);
    proxy.delay(0);
  });

  it('is no alarm where the line is down: that is said, and nothing else', async () => {
    const one = await open({ dir: newFolder(), eventStore: server().url });
    const store = await KurrentStore.open({ url, timers: { attempt: 300, call: 1_200, seen: 300 } });
    const other = await open({ dir: newFolder(), store });
    await schedule(one);
    await other.settled();
    proxy.silence('both');
    await schedule(one);
    const note = (await one.ledger.newest())!;
    await expect(compareWith(other, note)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(other.ledger.alarm).toBeNull();
    proxy.speak();
  });
});
