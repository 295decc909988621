/*
 * The product's own server from the build, on a folder: {dir, store}. Without a store it answers the same requests, read and
 * validated in the same way, as if they had been recorded.
 */
import { randomUUID } from 'node:crypto';
import { takeIn } from '#shell/take-in.js';
import type { Command, Reply } from '#shell/command.js';
import { MinuteBook } from '#shell/minute-book.js';
import { given } from '../given.js';

export type Serving = { readonly dir: string; readonly store: boolean };

const { createServer } = (await import(
  new URL('../../dist/apps/server/src/server.js', import.meta.url).href
)) as typeof import('../../apps/server/src/server.js');

const { dir, store } = await given<Serving>();
const server = await createServer({ dir, port: 0, inThreads: true });

if (!store) {
  const book = server.app.get(MinuteBook);
  let position = 0;
  book.record = async (command: Command): Promise<Reply> => {
    await takeIn(book.store, command, false);
    const events = [{ id: randomUUID(), type: command.verb, revision: 200 }];
    return { stream: command.stream, revision: 200, position: position++, events, again: false };
  };
}
process.send!({ address: server.address });
process.on(
  'message',
  () =>
    void server.app
      .get(MinuteBook)
      .settled()
      .then(() => process.send!('settled')),
);
process.once('disconnect', () => void server.close().then(() => process.exit()));
