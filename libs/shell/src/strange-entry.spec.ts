import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { booksFor, tell } from '#testing/told-book.js';
import { NotAnEntry } from './facts.js';
import type { MinuteBook } from './minute-book.js';

jest.setTimeout(30_000);
const { open, newFolder } = booksFor();
const server = serverForEach();

const introduce = (book: MinuteBook, person: string) => tell(book, person, 'IntroducePerson', { name: 'Member A' });
/** What somebody else writes at the end of a stream. */
const strangeIn = async ({ store }: MinuteBook, stream: string) => {
  const { revision } = await store.read(stream);
  const event = {
    id: randomUUID(),
    type: 'Note',
    contentType: 'application/octet-stream',
    data: Buffer.from('minutes'),
    metadata: Buffer.of(),
  };
  server().log.append(`mb.${store.logId}.${stream}`, BigInt(revision), [event]);
};
const spelling = { spelling: 'A.', kind: 'spelling', scope: { everywhere: true } };
const standing = (book: MinuteBook) => book.health().filter(({ name }) => name !== 'ledger');

describe('a log on a server into which somebody else has written', () => {
  it.each(['a person', 'log'])(
    'in the stream of %s: it is opened again, shows what came before, and says where it stands still',
    async (whose) => {
      const person = `person-${randomUUID()}`;
      const before = await open({ dir: newFolder(), eventStore: server().url });
      for (let n = 0; n < 3; n++) await introduce(before, `person-${randomUUID()}`);
      const { position } = await introduce(before, person);
      await strangeIn(before, whose === 'log' ? whose : person);
      const after = `person-${randomUUID()}`;
      await introduce(before, after);
      const again = await open({ dir: newFolder(), eventStore: server().url });
      for (const book of [before, again]) {
        await book.settled().catch(() => undefined);
        expect(book.registers.people()).toHaveLength(4);
        for (const one of standing(book))
          expect(one).toMatchObject({
            position,
            stopped: expect.stringMatching(/was not written by Minutebook.*Find out who may write there/),
          });
        const reply = await tell(book, after, 'AddSpelling', { spellingId: randomUUID(), ...spelling });
        expect(reply.stream).toBe(after);
      }
      if (whose === 'log') return;
      const refused = tell(again, person, 'AddSpelling', { spellingId: randomUUID(), ...spelling });
      await expect(refused).rejects.toBeInstanceOf(NotAnEntry);
      await expect(refused).rejects.toMatchObject({ code: 'log.not-an-entry', remedy: expect.stringMatching(/who may write there/) });
    },
  );
});
