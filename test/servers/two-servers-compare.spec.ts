import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore, Said } from '#event-store/port.js';
import { readNote } from '#ledger/checkpoint.js';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { booksFor, tell } from '#testing/told-book.js';
import { acceptKey, ownKey } from '#shell/ledger/log-keys.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';

jest.setTimeout(30_000);
const { newFolder, open, closing } = booksFor();
const server = serverForEach();
const onServer = (dir = newFolder()) => open({ dir, eventStore: server().url });

const said = (book: MinuteBook): readonly Said[] => {
  const all: Said[] = [];
  book.store.witnesses!.onSaid((one) => all.push(one))();
  return all;
};
const rootOf = ({ ledger }: MinuteBook, size: number) => Buffer.from(ledger.rootAt(size)).toString('base64url');
const schedule = (book: MinuteBook) => tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });
const alarmOf = async ({ ledger }: MinuteBook) => {
  for (let n = 0; n < 300 && !ledger.alarm; n++) await wait(10);
  return ledger.alarm?.says;
};
const streamsOf = () => [...new Set(server().log.all.map(({ stream }) => stream))].filter((name) => name.startsWith('mb-checkpoints.'));
/** What somebody writes there as if a server had. */
const forge = (book: MinuteBook, what: object, name: string = randomUUID()): string => {
  const data = new TextEncoder().encode(JSON.stringify(what));
  const event = { id: randomUUID(), type: 'CheckpointSigned', contentType: 'application/octet-stream', data, metadata: new Uint8Array() };
  server().log.append(`mb-checkpoints.${book.store.logId}.${name}`, 'any', [event]);
  return name;
};
/** A store that gives one entry otherwise than it is. */
const lying = (store: EventStore, position: number): EventStore =>
  new Proxy(store, {
    get: (target, name, itself) => {
      const value: unknown = Reflect.get(target, name, target);
      // Pages are made of what it says one by one.
      if (name === 'pages') return (value as EventStore['pages']).bind(itself as EventStore);
      if (name !== 'all') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return async function* (...given: Parameters<EventStore['all']>) {
        for await (const recorded of target.all(...given))
          yield recorded.position === position ? { ...recorded, bytes: Uint8Array.from([...recorded.bytes, 32]) } : recorded;
      };
    },
  });

describe('two servers that follow one log', () => {
  it('show each other their checkpoints, each in a side stream of its own, and come to the same root', async () => {
    const dirs = [newFolder(), newFolder()] as const;
    const [one, other] = [await onServer(dirs[0]), await onServer(dirs[1])];
    for (const book of [one, other, one]) await schedule(book);
    await Promise.all([one.settled(), other.settled()]);
    const note = await one.ledger.newest();
    await other.close();
    expect(streamsOf()).toEqual([`mb-checkpoints.${one.store.logId}.${readFileSync(join(dirs[0], 'server-id'), 'utf8').trim()}`]);
    expect(said(one)).toContainEqual(expect.objectContaining({ note, size: one.ledger.size, root: rootOf(one, one.ledger.size) }));
    for (const { size, root } of said(one)) expect(root).toBe(rootOf(one, size));

    // Without a key that the log accepts, the second says what nobody else has said.
    const again = await onServer(dirs[1]);
    await schedule(one);
    await again.settled();
    await again.ledger.newest();
    await one.settled();
    expect(streamsOf()).toHaveLength(2);
    expect([one.ledger.alarm, again.ledger.alarm]).toEqual([null, null]);
    const third = await onServer();
    expect(third.ledger.alarm).toBeNull();
    expect(said(third).map(({ size }) => size)).toEqual(expect.arrayContaining([one.ledger.size]));
  });

  it('sign each with a key of its own, once a server that signs has accepted it', async () => {
    const dir = newFolder();
    const [one, other] = [await onServer(), await onServer(dir)];
    await Promise.all([one.settled(), other.settled()]);
    expect(await other.ledger.newest()).toBeNull();
    expect(other.ledger.health().unsigned).toMatch(/No key that this log accepts is kept in/);
    const key = await ownKey(other);
    expect(await ownKey(other)).toBe(key);
    await acceptKey(one, key, localOperator);
    await Promise.all([one.settled(), other.settled()]);
    const note = readNote((await other.ledger.newest())!);
    expect(note.checkpoint.size).toBe(other.ledger.size);
    expect(one.ledger.isSigned(note)).toBe(true);
    expect(await one.ledger.newest()).not.toBe(await other.ledger.newest());
    expect(other.ledger.health().unsigned).toBeNull();
    await expect(acceptKey(one, key, localOperator)).rejects.toMatchObject({ refusal: { refused: 'key.accepted-already' } });
  });

  it('say so loudly where one lies: neither writes, and each says which server it was', async () => {
    const one = await onServer();
    await schedule(one);
    await one.settled();
    const liar = await open({ dir: newFolder(), store: lying(closing(await KurrentStore.open({ url: server().url })), 2) });
    await liar.ledger.newest().catch(() => null);
    expect(await alarmOf(one)).toMatch(/^the server [0-9a-f-]{36} says that the first \d+ entries are others than here$/);
    expect(await alarmOf(liar)).toMatch(/^the server [0-9a-f-]{36} says that the first \d+ entries are others than here$/);
    for (const book of [one, liar])
      await expect(schedule(book)).rejects.toThrow(/Nothing more is written, since the log is not what was signed: the server/);
    // At the next start it is known before anything is answered.
    const later = await onServer();
    expect(later.ledger.alarm?.says).toMatch(/are others than here$/);
    await expect(schedule(later)).rejects.toThrow(/Nothing more is written/);
  });

  it('a root that nobody else came to is an alarm', async () => {
    const one = await onServer();
    await schedule(one);
    await one.settled();
    const name = forge(one, { size: 2, root: 'A'.repeat(43), note: null });
    expect(await alarmOf(one)).toBe(`the server ${name} says that the first 2 entries are others than here`);
  });

  it('more entries than there were is an alarm', async () => {
    const one = await onServer();
    await one.settled();
    const size = one.ledger.size + 7;
    const name = forge(one, { size, root: 'A'.repeat(43), note: null });
    expect(await alarmOf(one)).toBe(`the server ${name} says what the first ${size} entries are, and there were ${size - 7}`);
  });

  it('what is no checkpoint is passed over, and told', async () => {
    const one = await onServer();
    forge(one, { size: 'two', root: 2 }, 'junk');
    await schedule(one);
    await one.settled();
    expect(one.ledger.alarm).toBeNull();
    expect((await one.store.about()).alarms).toEqual([
      expect.stringMatching(/mb-checkpoints.*\.junk holds at revision 0 what was not written/),
    ]);
  });
});
