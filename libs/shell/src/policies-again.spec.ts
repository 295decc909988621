import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { policies } from '#domain/policies/policies.js';
import { follow } from '#event-store/contract-fixtures.js';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import type { EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { idOf } from '#testing/log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import type { Command } from './command.js';
import { beginLog } from './genesis.js';
import { localOperator } from './minute-book.js';
import { PolicyRunner } from './policy-runner.js';
import { WritePath } from './write-path.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});
const opened = <S extends EventStore>(store: S): S => {
  ending.push(() => store.close());
  return store;
};
const stores = {
  sqlite: async () => opened(await SqliteStore.open(newFolder())),
  'a server': async () => {
    const server = await TestServer.start();
    ending.push(() => server.stop());
    return opened(await KurrentStore.open({ url: server.url }));
  },
};

const writing = (store: EventStore) => new WritePath(store, () => '2026-04-14T09:00:00.000Z');
const [march, april] = [`meeting-${idOf('march')}`, `meeting-${idOf('april')}`];

/** Actions that are reported on a month later, one of them of a meeting that nobody knows; and a report that is put right, and one struck out. */
const tell = async (store: EventStore) => {
  const write = writing(store);
  await beginLog(
    store,
    write,
    policies.map(({ name }) => name),
    localOperator,
  );
  let told = 0;
  const say = (stream: string, verb: string, data: object) =>
    write.handle({ stream, id: idOf(`command ${told++}`), verb, data, actor: localOperator, recorded: 'afterwards' });
  for (const stream of [march, april]) await say(stream, 'ScheduleMeeting', { board: idOf('board') });
  await say(april, 'ListItem', { itemId: idOf('item'), heading: 'Matters Arising' });
  const reports: string[] = [];
  for (const [n, raisedIn] of [march, march, `meeting-${idOf('nowhere')}`].entries()) {
    const action = idOf(`action ${n}`);
    if (raisedIn === march)
      await say(march, 'RaiseAction', { actionId: action, words: `Letter ${n}`, assigned: 'unassigned', arises: 'stated' });
    const its = { reportId: idOf(`report ${n}`), item: idOf('item'), action, raisedIn: raisedIn.slice(8), words: `Sent ${n}` };
    const { events } = await say(april, 'ReportAction', { ...its, outcome: { progress: true } });
    reports.push(events[0]!.id);
  }
  const clerk = { clerk: true };
  const data = { reportId: idOf('report 0'), item: idOf('item'), action: idOf('action 0'), raisedIn: march.slice(8), words: 'Sent in May' };
  const replacement = { type: 'ActionReported', v: 1, data: { ...data, by: null, reason: null, outcome: { completed: true } } };
  await say(april, 'PutRight', { entry: reports[0], follows: null, replacement, reason: 'Misheard', authority: clerk });
  await say(april, 'StrikeOut', { entries: [{ entry: reports[1], follows: null }], reason: 'Typed twice', authority: clerk });
};

/** Follows the log once, to where it ends by then, what it carries itself included. */
const carry = async (store: EventStore, write: Pick<WritePath, 'carry'> = writing(store)) => {
  const runner = new PolicyRunner(store, write as WritePath);
  for (let next = 0; next <= (await store.head()); next++) await runner.each((await follow(store, next - 1, 1))[0]!);
};
const logOf = async (store: EventStore) => {
  const log = await follow(store, -1, (await store.head()) + 1);
  return log
    .filter(({ envelope }) => envelope.stream !== 'log')
    .map(({ envelope: { stream, revision, type, id, causation } }) => [stream, revision, type, id, causation].join(' '))
    .toSorted();
};
class Crash extends Error {}
/** Ends after so many appends, each of them durable: nobody has kept how far the log was followed. */
const crashingAfter = (store: EventStore, appends: number): Pick<WritePath, 'carry'> => {
  const write = writing(store);
  let done = 0;
  return {
    carry: async (command: Command) => {
      const reply = await write.carry(command);
      if (++done === appends) throw new Crash();
      return reply;
    },
  };
};

describe.each(Object.entries(stores))('what policies carry on %s', (_, newStore) => {
  const whole = async () => {
    const store = await newStore();
    await tell(store);
    const before = (await logOf(store)).length;
    await carry(store);
    const log = await logOf(store);
    return { store, log, carried: log.length - before };
  };

  it('is carried once, however often the log is followed', async () => {
    const { store, log, carried } = await whole();
    expect(carried).toBeGreaterThan(5);
    expect(log.some((entry) => entry.includes('NotCarried'))).toBe(true);
    await carry(store);
    expect(await logOf(store)).toEqual(log);
  });

  it('reads no meeting again for what was carried before', async () => {
    const { store } = await whole();
    const read = jest.spyOn(store, 'read');
    await carry(store);
    const streams = read.mock.calls.map(([stream]) => stream);
    expect([streams.some((stream) => stream.startsWith('action-')), streams.includes(march)]).toEqual([true, false]);
  });

  it('is the same after a crash behind any of its appends', async () => {
    const { log, carried } = await whole();
    for (let appends = 1; appends <= carried; appends++) {
      const store = await newStore();
      await tell(store);
      await carry(store, crashingAfter(store, appends)).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      await carry(store);
      expect(await logOf(store)).toEqual(log);
    }
  });

  it('is carried once by two that follow the log at the same time', async () => {
    const { log } = await whole();
    const store = await newStore();
    await tell(store);
    await Promise.all([carry(store), carry(store)]);
    expect(await logOf(store)).toEqual(log);
  });
});
