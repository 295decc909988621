import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { serverForEach } from '#testing/kurrentdb/server-for-each.js';
import { booksFor, tell } from '#testing/told-book.js';

// A call is given twenty seconds to be answered.
jest.setTimeout(15_000);
const { open, newFolder } = booksFor();
const server = serverForEach();

describe('a book whose log is on a server that is away', () => {
  it('is closed all the same, with a checkpoint over what it has seen, and goes on when the server is back', async () => {
    const [dir, person] = [newFolder(), `person-${randomUUID()}`];
    const book = await open({ dir, eventStore: server().url });
    const { position } = await tell(book, person, 'IntroducePerson', { name: 'Member A' });
    server().leader.kill();
    await book.close();
    expect(readdirSync(join(dir, 'checkpoints')).map((name) => parseInt(name))).toContain(position + 1);
    await server().leader.start();
    const again = await open({ dir, eventStore: server().url });
    expect((await again.store.read(person)).revision).toBe(0);
    expect(again.registers.people().map(({ name }) => name)).toEqual(['Member A']);
  });
});
