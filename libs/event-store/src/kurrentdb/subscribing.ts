import {
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  START,
  streamNameFilter,
  type SubscribeToAllOptions,
} from '@eventstore/db-client';
import type { Duplex } from 'node:stream';
import { type ReadMessage, StreamsClient, StreamsService } from './client-parts.js';
import { eventIn } from './event-in.js';
import { onServer, type OnServer, type ServerPosition } from './on-server.js';

/** The client's own way to the server, on which what comes is taken apart by us where it is an event as we write them. */
class PlainStreams extends StreamsClient {
  read(...given: readonly unknown[]): unknown {
    const { path, requestSerialize, responseDeserialize } = StreamsService.read;
    const read = (message: Buffer) => eventIn(message) ?? responseDeserialize(message);
    return this.makeServerStreamRequest(path, requestSerialize, read, ...given);
  }
}

type Opening = (of: unknown, name: string) => Promise<unknown>;

/** Makes what is followed on this client cheaper to read; everything else is left as it is. */
export const readingPlainly = (client: EventStoreDBClient): EventStoreDBClient => {
  const { getGRPCClient: open } = client as unknown as { readonly getGRPCClient: Opening };
  const getGRPCClient: Opening = (of, name) => open(name === 'subscribeToAll' ? PlainStreams : of, name);
  return Object.assign(client, { getGRPCClient });
};

type Next = (error?: Error | null, event?: OnServer) => void;
type Subscription = Duplex & { unsubscribe(): Promise<void>; convertGrpcEvent(event: unknown): AllStreamResolvedEvent };
type Opened = (asked: SubscribeToAllOptions, options: { readonly transform: unknown }) => Subscription;

/**
 * What is written under these prefixes after a place, or from the beginning, and then as it comes. Each event is given away by itself,
 * and the next once `next` was called; what that is called with can be read from the stream.
 */
export const subscribed = (
  client: EventStoreDBClient,
  after: ServerPosition | null,
  prefixes: readonly string[],
  give: (event: OnServer, next: Next) => void,
): Subscription => {
  const filter = streamNameFilter({ prefixes: [...prefixes], maxSearchWindow: 1_024 });
  // In place of the client's own, which would make an object of its own of each event.
  const transform = function (this: Subscription, came: OnServer | ReadMessage, _encoding: string, next: Next): void {
    try {
      const event = 'at' in came ? came : readByClient(this, came);
      if (event) give(event, next);
      else next();
    } catch (error) {
      next(error as Error);
    }
  };
  const { subscribeToAll } = client as unknown as { readonly subscribeToAll: Opened };
  return subscribeToAll.call(client, { fromPosition: after ?? START, filter, requiresLeader: true }, { transform });
};

const readByClient = (subscription: Subscription, message: ReadMessage): OnServer | null => {
  if (message.hasConfirmation()) subscription.emit('confirmation');
  return message.hasEvent() ? onServer(subscription.convertGrpcEvent(message.getEvent())) : null;
};
