import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { Said } from '#event-store/port.js';
import { mostKept } from '#event-store/kurrentdb/sayings.js';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { booksFor, tell } from '#testing/told-book.js';
import type { MinuteBook } from '#shell/minute-book.js';

jest.setTimeout(30_000);
const { newFolder, open } = booksFor();
const server = serverForEach();

const many = mostKept + 300;
const heard = (book: MinuteBook): readonly Said[] => {
  const all: Said[] = [];
  book.store.witnesses!.onSaid((one) => all.push(one))();
  return all;
};
const readAgain = async (book: MinuteBook): Promise<readonly Said[]> => {
  const all: Said[] = [];
  for await (const one of book.store.witnesses!.earlier(new AbortController().signal)) all.push(one);
  return all;
};
/** What another server says of a log, one saying after the other. */
const says = (book: MinuteBook, name: string, sayings: readonly object[]) =>
  server().log.append(
    `mb-checkpoints.${book.store.logId}.${name}`,
    'any',
    sayings.map((one) => ({
      ...{ id: randomUUID(), type: 'CheckpointSigned', contentType: 'application/octet-stream', metadata: new Uint8Array() },
      data: new TextEncoder().encode(JSON.stringify(one)),
    })),
  );
const rightOnes = ({ ledger }: MinuteBook) =>
  Array.from({ length: many }, (_, n) => ({ size: n + 1, root: Buffer.from(ledger.rootAt(n + 1)).toString('base64url'), note: null }));
const recorded = async () => {
  const book = await open({ dir: newFolder(), eventStore: server().url });
  await Promise.all(Array.from({ length: many }, () => tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() })));
  await book.settled();
  return book;
};
const until = async (holds: () => boolean) => {
  for (let n = 0; n < 500 && !holds(); n++) await wait(10);
};

const toldOnce = (sayings: readonly Said[]) => new Set(sayings.map(({ size, root }) => `${size} ${root}`));

describe('checkpoints that were shown for a long time', () => {
  it('are not all kept here, and one that nobody came to is found at a start, however many were shown after it', async () => {
    const book = await recorded();
    const sayings = rightOnes(book);
    const last = sayings.at(-1)!;
    says(book, 'long-ago', sayings);
    await until(() => book.store.witnesses!.isSaid(last.size, last.root));
    expect(heard(book)).toHaveLength(mostKept);
    expect(toldOnce([...heard(book), ...(await readAgain(book))]).size).toBeGreaterThanOrEqual(many);
    expect(book.ledger.alarm).toBeNull();

    const lie = { size: 2, root: 'A'.repeat(43), note: null };
    says(book, 'liar', [lie]);
    says(book, 'another', sayings);
    await until(() => book.ledger.alarm !== null);
    await book.close();
    const later = await open({ dir: newFolder(), eventStore: server().url });
    expect(later.store.witnesses!.isSaid(lie.size, lie.root)).toBe(false);
    await until(() => later.ledger.alarm !== null);
    expect(later.ledger.alarm?.says).toBe('the server liar says that the first 2 entries are others than here');
  });
});
