import { createRequire } from 'node:module';
import type * as gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import type * as serverFeaturesPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type * as statusPb from '@eventstore/db-client/generated/status_pb.js';
import type * as streamsPb from '@eventstore/db-client/generated/streams_pb.js';

/** What this server needs of the client's gRPC library. */
export type Call<Q> = {
  readonly request: Q;
  readonly metadata: { get(name: string): readonly unknown[] };
  readonly cancelled: boolean;
  on(event: string, listener: (value: never) => void): unknown;
  once(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  write(message: unknown): boolean;
  end(): void;
  emit(event: 'error', error: unknown): boolean;
};
export type Metadata = { set(name: string, value: string): void };
type Server = {
  addService(service: unknown, methods: Readonly<Record<string, unknown>>): void;
  bindAsync(address: string, credentials: unknown, then: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
};
type Grpc = {
  readonly Server: new (options?: Readonly<Record<string, unknown>>) => Server;
  readonly ServerCredentials: {
    createInsecure(): unknown;
    createSsl(authority: null, pairs: readonly { readonly private_key: Buffer; readonly cert_chain: Buffer }[]): unknown;
  };
  readonly Metadata: new () => Metadata;
};
type Message = { serializeBinary(): Uint8Array };
type WellKnown = {
  readonly Any: new () => { pack(bytes: Uint8Array, name: string): void };
  readonly Empty: new () => Message;
};

// The client brings them; they are asked for as it would ask.
const brought = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));
const generated = <T>(name: string) => brought(`@eventstore/db-client/generated/${name}`) as T;

export const grpc = brought('@grpc/grpc-js') as Grpc;
export const streams = generated<typeof streamsPb>('streams_pb.js');
export const shared = generated<typeof sharedPb>('shared_pb.js');
export const gossip = generated<typeof gossipPb>('gossip_pb.js');
export const status = generated<typeof statusPb>('status_pb.js');
export const features = generated<typeof serverFeaturesPb>('serverfeatures_pb.js');
export const services = {
  streams: generated<{ StreamsService: Readonly<Record<string, { path: string }>> }>('streams_grpc_pb.js').StreamsService,
  gossip: generated<{ GossipService: unknown }>('gossip_grpc_pb.js').GossipService,
  features: generated<{ ServerFeaturesService: unknown }>('serverfeatures_grpc_pb.js').ServerFeaturesService,
};
const any = brought('google-protobuf/google/protobuf/any_pb.js') as Pick<WellKnown, 'Any'>;
const empty = brought('google-protobuf/google/protobuf/empty_pb.js') as Pick<WellKnown, 'Empty'>;
export const wellKnown: WellKnown = { Any: any.Any, Empty: empty.Empty };
