import { createRequire } from 'node:module';

/** What this asks of the Protocol Buffers that the client brings. */
export type Reader = {
  nextField(): boolean;
  getFieldNumber(): number;
  skipField(): void;
  readMessage<M>(message: M, read: (message: M, reader: Reader) => void): void;
  readString(): string;
  readUint64(): number;
  readBytes(): Uint8Array;
};
export type Writer = {
  writeMessage<M>(field: number, message: M, write: (message: M, writer: Writer) => void): void;
  writeString(field: number, value: string): void;
  writeUint64(field: number, value: number): void;
  writeBytes(field: number, value: Uint8Array): void;
  getResultBuffer(): Uint8Array;
};
type Protobuf = { readonly BinaryReader: new (bytes: Uint8Array) => Reader; readonly BinaryWriter: new () => Writer };

/** A way of calling the server, as the client's definitions have it. */
type Method<A> = { readonly path: string; readonly requestSerialize: unknown; readonly responseDeserialize: (bytes: Buffer) => A };
export type Sink = {
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(message: Uint8Array): boolean;
  end(): void;
};
export type Calls = {
  makeServerStreamRequest(...given: readonly unknown[]): unknown;
  makeClientStreamRequest(...given: readonly unknown[]): Sink;
};
export type ReadMessage = { hasConfirmation(): boolean; hasEvent(): boolean; getEvent(): unknown };
export type AppendMessage = {
  hasSuccess(): boolean;
  getWrongExpectedVersion(): { hasCurrentRevision(): boolean; getCurrentRevision(): string } | undefined;
};
type Streams = {
  readonly StreamsClient: new (...given: never) => Calls;
  readonly StreamsService: { readonly read: Method<ReadMessage>; readonly append: Method<AppendMessage> };
};

// They are asked for as the client would ask.
const brought = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));
export const { BinaryReader, BinaryWriter } = brought('google-protobuf') as Protobuf;
export const { StreamsClient, StreamsService } = brought('@eventstore/db-client/generated/streams_grpc_pb.js') as Streams;

/** The same bytes, not copied. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
