import { binaryEvent, type EventStoreDBClient, NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import type { SealedText } from '#event-store/port.js';

const leader = { requiresLeader: true } as const;

/** What one append of ours costs at least on such a server: the words, and then the entry at its revision. */
export const bareAppend = async (
  client: EventStoreDBClient,
  stream: string,
  revision: number,
  bytes: Uint8Array,
  texts: readonly SealedText[],
) => {
  await client.appendToStream(`texts-${stream}`, binaryEvent({ type: 'T', data: Buffer.from(JSON.stringify(texts)) }), leader);
  const expectedRevision = revision === 0 ? NO_STREAM : BigInt(revision - 1);
  await client.appendToStream(stream, binaryEvent({ type: 'AdviceGiven', data: bytes }), { expectedRevision, ...leader });
};

/** So many events under a prefix, from the beginning of all streams. */
export const bareCatchUp = async (client: EventStoreDBClient, prefix: string, count: number): Promise<void> => {
  const filter = streamNameFilter({ prefixes: [prefix], maxSearchWindow: 1_024 });
  const subscription = client.subscribeToAll({ fromPosition: START, filter, ...leader });
  subscription.on('error', () => undefined);
  let seen = 0;
  for await (const { event } of subscription) {
    JSON.parse(Buffer.from(event!.data as Uint8Array).toString('utf8'));
    if (++seen === count) break;
  }
  await subscription.unsubscribe();
};
