import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { upTo, utf8 } from '../contract-fixtures.js';
import { append, type Append, type Sent } from './append-call.js';
import { oneCallEach } from './connection.js';
import { actualIn, meaningOf } from './failures.js';

jest.setTimeout(30_000);
const made = (words: string, id: string = randomUUID()): Sent => ({ id, type: 'AdviceGiven', data: utf8(words) });
type Way = (client: EventStoreDBClient, sent: Append) => Promise<unknown>;
const ours: Way = (client, sent) => append(client, sent, 5_000);
const theirs: Way = (client, { stream, expected, events }) =>
  client.appendToStream(
    stream,
    events.map(({ id, type, data }) => binaryEvent({ id, type, data })),
    { expectedRevision: expected === 'any' || expected >= 0 ? bigOrAny(expected) : NO_STREAM, requiresLeader: true, deadline: 5_000 },
  );
const bigOrAny = (expected: number | 'any') => (expected === 'any' ? 'any' : BigInt(expected));

/** What an append comes to: what the adapter asks of an error, and of which kind it is. */
const outcome = async (work: Promise<unknown>) =>
  work.then(
    () => 'kept' as const,
    (error: Error & { code?: number; actualVersion?: unknown; expectedVersion?: unknown; streamName?: string; leader?: unknown }) => ({
      kind: error.constructor.name,
      meaning: meaningOf(error),
      actual: actualIn(error),
      code: error.code,
      leader: error.leader,
      versions: [error.expectedVersion, error.actualVersion],
    }),
  );

const asTheClient = (name: string, open: () => Promise<Trial>): void =>
  describe(`an append to ${name}`, () => {
    let trial: Trial;
    let client: EventStoreDBClient;
    beforeAll(async () => {
      trial = await open();
      client = oneCallEach(EventStoreDBClient.connectionString(trial.url));
    });
    afterAll(async () => {
      await client.dispose();
      trial.stop();
    });
    const fresh = () => `trial-${randomUUID()}`;
    const held = async (stream: string) => {
      const found: unknown[] = [];
      for await (const { event } of client.readStream(stream, { requiresLeader: true })) {
        const { id, type, revision, isJson, metadata, data } = event!;
        found.push({ id, type, revision, isJson, metadata, data: spelt(data as Uint8Array) });
      }
      return found;
    };
    /** The same by us and by the client, each in a stream of its own. */
    const both = async (work: (way: Way, stream: string) => Promise<unknown>) => {
      const streams = [fresh(), fresh()] as const;
      const outcomes = [await work(ours, streams[0]), await work(theirs, streams[1])] as const;
      return { streams, outcomes };
    };

    it.each<[string, readonly Sent[]]>([
      ['one event', [made('words')]],
      ['an event without bytes', [made('')]],
      ['many events', upTo(300).map((n) => made(`words ${n}`))],
      ['words of every alphabet', [{ ...made('Ǆ 漢字 👩‍⚖️ ﷽'), type: 'Wörter 語' }]],
      ['as much as an append may hold', [made('a'.repeat(512 * 1024))]],
    ])('keeps %s as the client’s own does', async (_, events) => {
      const { streams, outcomes } = await both((way, stream) => outcome(way(client, { stream, expected: -1, events: again(events) })));
      expect(outcomes).toEqual(['kept', 'kept']);
      const [here, there] = [await held(streams[0]), await held(streams[1])];
      expect(here).toHaveLength(events.length);
      expect(withoutIds(here)).toEqual(withoutIds(there));
      expect(here).toMatchObject(events.map(({ type, data }) => ({ type, data: spelt(data), isJson: false })));
    });

    it('keeps the ids that it is given', async () => {
      const stream = fresh();
      const events = upTo(3).map((n) => made(`${n}`));
      await ours(client, { stream, expected: 'any', events });
      expect((await held(stream)).map((one) => (one as Sent).id)).toEqual(events.map(({ id }) => id));
    });

    it.each([
      [-1, -1],
      [0, -1],
      [3, -1],
      [-1, 2],
      [0, 2],
      [2, 2],
      [5, 2],
      [2 ** 40, 2],
    ])('at revision %i of a stream that is at %i comes to the same', async (expected, at) => {
      const { outcomes } = await both(async (way, stream) => {
        if (at >= 0) await theirs(client, { stream, expected: -1, events: upTo(at + 1).map((n) => made(`${n}`)) });
        return outcome(way(client, { stream, expected, events: [made('next')] }));
      });
      expect(outcomes[0]).toEqual(outcomes[1]);
      expect(outcomes[0] === 'kept').toBe(expected === at);
    });

    it('to a stream that was deleted for ever, or of more than the server takes, comes to the same', async () => {
      const { outcomes } = await both(async (way, stream) => {
        await theirs(client, { stream, expected: -1, events: [made('a')] });
        await client.tombstoneStream(stream, { expectedRevision: 'any' });
        return outcome(way(client, { stream, expected: 'any', events: [made('b')] }));
      });
      expect(outcomes[0]).toEqual(outcomes[1]);
      expect(outcomes[0]).toMatchObject({ meaning: 'deleted' });
      const large = [made('a'.repeat(700_000)), made('b'.repeat(700_000))];
      const tooLarge = await both((way, stream) => outcome(way(client, { stream, expected: -1, events: again(large) })));
      expect(tooLarge.outcomes[0]).toEqual(tooLarge.outcomes[1]);
      expect(tooLarge.outcomes[0]).toMatchObject({ meaning: 'too large' });
    });
  });

const again = (events: readonly Sent[]): readonly Sent[] => events.map((event) => ({ ...event, id: randomUUID() }));
const spelt = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const withoutIds = (events: readonly unknown[]) => events.map((event) => ({ ...(event as object), id: '' }));

asTheClient('the test server', onTestServer);
if (realServer) asTheClient('a real server', onRealServer);

describe('an append to a server that fails', () => {
  let trial: Trial;
  const clients: EventStoreDBClient[] = [];
  const connected = (url = trial.url) => clients[clients.push(oneCallEach(EventStoreDBClient.connectionString(url))) - 1]!;
  beforeAll(async () => {
    trial = await onTestServer(3);
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    trial.stop();
  });
  const sent = (): Append => ({ stream: `trial-${randomUUID()}`, expected: -1, events: [made('words')] });

  it.each([1, 2, 4, 5, 7, 10, 12, 13, 14, 16])('with code %i is met with the client’s own error', async (code) => {
    const outcomes = [];
    for (const way of [ours, theirs]) {
      trial.test!.leader.failNext(1, 'after', code);
      outcomes.push(await outcome(way(connected(), sent())));
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]).not.toBe('kept');
  });

  it('at a node that does not lead: the client is told who does, and goes there', async () => {
    const { port } = trial.test!.nodes.find((node) => node !== trial.test!.leader)!;
    const outcomes = [];
    for (const way of [ours, theirs]) {
      const client = connected(`esdb://127.0.0.1:${port}?tls=false`);
      outcomes.push([await outcome(way(client, sent())), await outcome(way(client, sent()))]);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]).toEqual([expect.objectContaining({ meaning: 'not the leader' }), 'kept']);
  });

  it('that is not there is unavailable, and it is found again', async () => {
    const outcomes = [];
    const node = trial.test!.leader;
    for (const way of [ours, theirs]) {
      const client = connected(`esdb://127.0.0.1:${node.port}?tls=false`);
      await way(client, sent());
      node.kill();
      const first = await outcome(way(client, sent()));
      await node.start();
      outcomes.push([first, await outcome(way(client, sent()))]);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]).toEqual([expect.objectContaining({ code: 14 }), 'kept']);
  });
});
