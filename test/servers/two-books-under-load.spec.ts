import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { follow } from '#event-store/contract-fixtures.js';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import { StoreUnavailable } from '#event-store/port.js';
import { Proxy } from '#testing/kurrentdb/proxy.js';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import type { TestServer } from '#testing/kurrentdb/test-server.js';
import { booksFor } from '#testing/told-book.js';
import type { Command, Reply } from '#shell/command.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';

const seconds = Number(process.env['MINUTEBOOK_LOAD_SECONDS']) || (process.env['MINUTEBOOK_NIGHTLY'] ? 120 : 4);
jest.setTimeout((seconds + 180) * 1_000);
const { newFolder, open, closing } = booksFor();
const writers = 6;
const meetings = Array.from({ length: 3 }, () => `meeting-${randomUUID()}`);
const command = (stream: string, verb: string, data: object): Command => ({
  stream,
  id: randomUUID(),
  verb,
  data,
  actor: localOperator,
  recorded: 'afterwards',
});

/** The same command until it is answered: what nobody could tell is settled under its id. */
const until = async (book: MinuteBook, one: Command): Promise<{ readonly reply: Reply; readonly tries: number }> => {
  for (let tries = 1; ; tries++) {
    try {
      return { reply: await book.record(one), tries };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await wait(50);
    }
  }
};

type Told = { readonly replies: Reply[]; again: number };
/** Through both books in turn: items, actions, and reports that policies carry to other streams. */
const load = async (books: readonly MinuteBook[]): Promise<Told> => {
  const told: Told = { replies: [], again: 0 };
  const end = performance.now() + seconds * 1_000;
  const tell = async (book: MinuteBook, one: Command) => {
    const { reply, tries } = await until(book, one);
    told.replies.push(reply);
    if (tries > 1) told.again++;
  };
  for (const stream of meetings) await tell(books[0]!, command(stream, 'ScheduleMeeting', { board: randomUUID() }));
  const write = async (n: number) => {
    for (let round = 0; performance.now() < end; round++) {
      const book = books[(n + round) % books.length]!;
      const [stream, next] = [meetings[n % meetings.length]!, meetings[(n + 1) % meetings.length]!];
      const [item, action] = [randomUUID(), randomUUID()];
      await tell(book, command(next, 'ListItem', { itemId: item, heading: `Item ${n}.${round}` }));
      if (round % 3 > 0) continue;
      const raised = { actionId: action, words: `To be done ${n}.${round}`, assigned: 'unassigned', arises: 'stated' };
      await tell(book, command(stream, 'RaiseAction', raised));
      const report = {
        reportId: randomUUID(),
        item,
        action,
        raisedIn: stream.slice(8),
        words: `Done ${n}.${round}`,
        outcome: { progress: true },
      };
      await tell(book, command(next, 'ReportAction', report));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, n) => write(n)));
  return told;
};

/** Both have come to the end of what all policies wrote. */
const settled = async (books: readonly MinuteBook[]) => {
  for (let before = -2, head = -1; before !== head;) {
    before = head;
    for (const book of books) await book.settled();
    head = Math.max(...(await Promise.all(books.map(({ store }) => store.head()))));
    for (const book of books) await Promise.all([book.registers.reached(head), book.ledger.reached(head)]);
  }
};

const holds = async (books: readonly MinuteBook[], { replies }: Told) => {
  const [one, ...others] = books as [MinuteBook, ...MinuteBook[]];
  const length = (await one.store.head()) + 1;
  const log = await follow(one.store, -1, length);
  const at = new Map(log.map(({ envelope, position }) => [envelope.id, position]));
  expect(at.size).toBe(length);
  expect(replies.filter(({ position, events }) => at.get(events.at(-1)!.id) !== position)).toEqual([]);
  expect(new Set(replies.map(({ position }) => position)).size).toBe(replies.length);
  const dump = one.registers.dump();
  for (const other of others) {
    expect(Buffer.compare(other.ledger.rootAt(length), one.ledger.rootAt(length))).toBe(0);
    expect(Buffer.compare(other.registers.dump(), dump)).toBe(0);
  }
  for (const { ledger, registers, store } of books) {
    expect(ledger.alarm).toBeNull();
    expect((await store.about()).alarms).toEqual([]);
    expect(registers.health().filter(({ stopped }) => stopped !== null)).toEqual([]);
  }
  await others[0]!.registers.rebuild(others[0]!.store);
  await others[0]!.registers.reached(length - 1);
  expect(Buffer.compare(others[0]!.registers.dump(), dump)).toBe(0);
  return { length, carried: log.filter(({ envelope }) => envelope.causation !== null).length };
};

type Harm = (test: TestServer | null, line: Proxy | null, signal: AbortSignal) => Promise<void>;

/** `line`: the second book's own way to the server goes wrong too. */
const underLoad = (name: string, trialOf: () => Promise<Trial>, line: boolean, harm: Harm) =>
  describe(`two minute books on ${name}, under load`, () => {
    it(`come to the same registers, byte for byte, and so does a rebuild (${seconds} s)`, async () => {
      const trial = await trialOf();
      const proxied = line ? await Proxy.to(trial.url) : null;
      try {
        const bookAt = async (url: string) => {
          const store = closing(await KurrentStore.open({ url, name: trial.name }));
          return open({ dir: newFolder(), store });
        };
        const books = [await bookAt(trial.url), await bookAt(proxied?.url ?? trial.url)];
        const stop = new AbortController();
        const harming = harm(trial.test, proxied?.proxy ?? null, stop.signal);
        const told = await load(books);
        stop.abort();
        await harming;
        const late = await bookAt(trial.url);
        await settled([...books, late]);
        const { length, carried } = await holds([...books, late], told);
        process.stdout.write(
          `two books on ${name}: ${told.replies.length} commands acknowledged in ${seconds} s, ${told.again} sent again, ${carried} carried, ${length} entries\n`,
        );
        expect(told.replies.length).toBeGreaterThan(writers);
        expect(carried).toBeGreaterThan(0);
      } finally {
        await proxied?.proxy.close();
        trial.stop();
      }
    });
  });

const pausing = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined);
const resets: Harm = async (_, line, signal) => {
  for (let n = 0; !signal.aborted; n++) {
    await pausing(400, signal);
    if (n % 3 === 2) line!.silence('both');
    else line!.speak();
  }
  line!.speak();
};
const elections: Harm = async (test, _, signal) => {
  while (!signal.aborted) {
    await pausing(700, signal);
    const old = test!.leader;
    test!.elect();
    old.kill();
    await wait(300);
    await old.start();
  }
};

underLoad('a test server, whose line to one of them is reset and goes silent', () => onTestServer(), true, resets);
underLoad('a test server of three nodes whose leader is killed again and again', () => onTestServer(3), false, elections);
// Its nodes are killed and paused from outside meanwhile, such as by `docker kill` and `docker pause`.
if (realServer) underLoad('a real server', onRealServer, false, async () => undefined);

describe('a server that is paused', () => {
  const timers = { attempt: 300, call: 1_200, seen: 200 };
  it('answers nobody in time: what nobody can tell is said so, and is settled by the same command', async () => {
    const trial = await onTestServer();
    const { proxy, url } = await Proxy.to(trial.url);
    try {
      const store = closing(await KurrentStore.open({ url, timers }));
      const book = await open({ dir: newFolder(), store });
      const stream = meetings[0]!;
      await book.record(command(stream, 'ScheduleMeeting', { board: randomUUID() }));
      const one = command(stream, 'ListItem', { itemId: randomUUID(), heading: 'Sent, and not answered' });
      const other = command(stream, 'ListItem', { itemId: randomUUID(), heading: 'Never arrived' });
      proxy.silence('answers');
      const first = book.record(one);
      await wait(200);
      proxy.silence('both');
      const second = book.record(other);
      // Longer than the timers: half-open, as a paused process leaves its connections.
      await wait(2_000);
      proxy.speak();
      const replies = await Promise.all([first, second].map((reply) => reply.catch((error: unknown) => error)));
      for (const [n, reply] of replies.entries()) {
        if (reply instanceof Error) expect(reply).toBeInstanceOf(StoreUnavailable);
        const settledNow = await until(book, [one, other][n]!);
        if (!(reply instanceof Error)) expect(settledNow.reply).toEqual({ ...(reply as Reply), again: true });
      }
      const { events } = await store.read(stream);
      for (const { id } of [one, other]) expect(events.filter(({ envelope }) => envelope.command === id)).toHaveLength(1);
      expect(events.map(({ envelope }) => envelope.revision)).toEqual([0, 1, 2]);
    } finally {
      await proxy.close();
      trial.stop();
    }
  });
});
