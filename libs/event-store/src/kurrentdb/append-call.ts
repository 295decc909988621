import { convertToCommandError, type EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client';
import {
  type AppendMessage,
  asBuffer,
  BinaryReader,
  BinaryWriter,
  type Calls,
  StreamsClient,
  StreamsService,
  type Writer,
} from './client-parts.js';

export type Sent = { readonly id: string; readonly type: string; readonly data: Uint8Array };
/** `expected` is the revision before, -1 for no stream. */
export type Append = { readonly stream: string; readonly expected: number | 'any'; readonly events: readonly Sent[] };

type Client = {
  execute(of: typeof StreamsClient, name: string, act: (calls: Calls) => Promise<void>): Promise<void>;
  callArguments(options: { readonly requiresLeader: boolean; readonly deadline: number }): readonly unknown[];
};

/**
 * Sends one append to the leader as a call of its own, as the client would, without an object for each part of each message.
 * @param deadline in milliseconds @throws what the client throws
 */
export const append = (client: EventStoreDBClient, sent: Append, deadline: number): Promise<void> => {
  const through = client as unknown as Client;
  const { path } = StreamsService.append;
  return through.execute(
    StreamsClient,
    'appendToStream',
    (calls) =>
      new Promise<void>((resolve, reject) => {
        const answered = (error: Error | null, answer?: Answer) => {
          if (error) reject(convertToCommandError(error));
          else if (answer === 'kept') resolve();
          else reject(refused(sent, answer!));
        };
        const given = through.callArguments({ requiresLeader: true, deadline });
        const sink = calls.makeClientStreamRequest(path, asBuffer, answerIn, ...given, answered);
        sink.on('error', reject);
        sink.write(written(1, sent, options));
        for (const event of sent.events) sink.write(written(2, event, proposed));
        sink.end();
      }),
  );
};

type Answer = 'kept' | AppendMessage;
const answerIn = (message: Buffer): Answer => {
  const reader = new BinaryReader(message);
  return reader.nextField() && reader.getFieldNumber() === 1 ? 'kept' : StreamsService.append.responseDeserialize(message);
};

const refused = ({ stream, expected }: Append, answer: AppendMessage): Error => {
  const wrong = answer.getWrongExpectedVersion();
  if (!wrong) return new Error('The server gave no answer to an append.');
  const current = wrong.hasCurrentRevision() ? BigInt(wrong.getCurrentRevision()) : 'no_stream';
  return new WrongExpectedVersionError(null as never, {
    streamName: stream,
    current,
    expected: expected === 'any' ? 'any' : expected < 0 ? 'no_stream' : BigInt(expected),
  });
};

// The numbers are those of the fields in the server's own definitions: streams.proto and shared.proto.
const written = <M>(field: number, message: M, write: (message: M, writer: Writer) => void): Uint8Array => {
  const writer = new BinaryWriter();
  writer.writeMessage(field, message, write);
  return writer.getResultBuffer();
};
const options = ({ stream, expected }: Append, writer: Writer): void => {
  writer.writeMessage(1, stream, named);
  if (expected === 'any') writer.writeMessage(4, empty, nothing);
  else if (expected < 0) writer.writeMessage(3, empty, nothing);
  else writer.writeUint64(2, expected);
};
const named = (stream: string, writer: Writer): void => writer.writeString(3, stream);
const empty = {};
const nothing = (): void => undefined;
const proposed = ({ id, type, data }: Sent, writer: Writer): void => {
  writer.writeMessage(1, id, uuid);
  writer.writeMessage(2, ['type', type], labelled);
  writer.writeMessage(2, ['content-type', 'application/octet-stream'], labelled);
  writer.writeBytes(4, data);
};
const uuid = (id: string, writer: Writer): void => writer.writeString(2, id);
const labelled = ([label, value]: readonly string[], writer: Writer): void => {
  writer.writeString(1, label!);
  writer.writeString(2, value!);
};
