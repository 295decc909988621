import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, jest } from '@jest/globals';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { booksFor, tell } from '#testing/told-book.js';

jest.setTimeout(60_000);
const { newFolder, open, closing } = booksFor();

it('policies wait for a store that does not answer, and go on by themselves where they were', async () => {
  const server = await TestServer.start();
  try {
    // A policy is given up by the store long before the server is back.
    const store = closing(await KurrentStore.open({ url: server.url, timers: { attempt: 1_000, call: 1_200, seen: 500 } }));
    const book = await open({ dir: newFolder(), store });
    const [march, april] = [`meeting-${randomUUID()}`, `meeting-${randomUUID()}`];
    const [action, item] = [randomUUID(), randomUUID()];
    for (const stream of [march, april]) await tell(book, stream, 'ScheduleMeeting', { board: randomUUID() });
    await tell(book, april, 'ListItem', { itemId: item, heading: 'Matters Arising' });
    await tell(book, march, 'RaiseAction', { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' });
    await book.settled();
    server.leader.failNext(1_000_000, 'before', 14, `mb.${store.logId}.action-`);
    const report = { reportId: randomUUID(), item, action, raisedIn: march.slice(8), words: 'Sent', outcome: { progress: true } };
    await tell(book, april, 'ReportAction', report);
    await wait(3_500);
    const policies = () => book.health().find(({ name }) => name === 'policies');
    expect(policies()).toMatchObject({ position: (await store.head()) - 1, stopped: null });
    server.leader.failNoMore();
    await book.settled();
    const { events } = await store.read(`action-${action}`);
    expect(events.map(({ envelope }) => envelope.type)).toEqual(['ActionContinued', 'ProgressReported']);
    expect(policies()).toMatchObject({ stopped: null });
  } finally {
    server.stop();
  }
});
