import type * as streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { grpc, shared, status, streams, wellKnown } from './client-parts.js';
import type { Answer, Expected, Held, Proposed } from './server-log.js';

export const uuidIn = (uuid: { getString(): string } | undefined): string => uuid?.getString() ?? '';
export const nameIn = (stream: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  Buffer.from(stream?.getStreamName_asU8() ?? []).toString('utf8');

type Message = {
  getId(): { getString(): string } | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
};
export const proposedIn = (message: Message): Proposed => ({
  id: uuidIn(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: new Uint8Array(message.getData_asU8()),
  metadata: new Uint8Array(message.getCustomMetadata_asU8()),
});

type Expecting = { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean };
export const expectedIn = (options: Expecting, revision: string): Expected =>
  options.hasNoStream() ? 'no stream' : options.hasAny() ? 'any' : options.hasStreamExists() ? 'exists' : BigInt(revision);

export const uuid = (id: string) => {
  const message = new shared.UUID();
  message.setString(id);
  return message;
};
export const identifier = (stream: string) => {
  const message = new shared.StreamIdentifier();
  message.setStreamName(Buffer.from(stream, 'utf8').toString('base64'));
  return message;
};

export const readEvent = ({ id, stream, revision, at, created, type, contentType, data, metadata }: Held): streamsPb.ReadResp => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuid(id));
  recorded.setStreamIdentifier(identifier(stream));
  recorded.setStreamRevision(String(revision));
  recorded.setCommitPosition(String(at));
  recorded.setPreparePosition(String(at));
  for (const [name, value] of Object.entries({ type, 'content-type': contentType, created: String(created) }))
    recorded.getMetadataMap().set(name, value);
  recorded.setData(data);
  recorded.setCustomMetadata(metadata);
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(at));
  const answer = new streams.ReadResp();
  answer.setEvent(event);
  return answer;
};

/** The answer to one append of a batch. */
export const batchAnswer = (correlation: string, stream: string, expected: Expected, answer: Answer): streamsPb.BatchAppendResp => {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(uuid(correlation));
  response.setStreamIdentifier(identifier(stream));
  if (answer.answer === 'kept') {
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(String(answer.revision));
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(String(answer.at));
    position.setPreparePosition(String(answer.at));
    success.setPosition(position);
    response.setSuccess(success);
  } else response.setError(errorOf(stream, expected, answer));
  return response;
};

/** The answer to an append that is a call of its own. @throws an error of gRPC */
export const appendAnswer = (stream: string, expected: Expected, answer: Answer): streamsPb.AppendResp => {
  const response = new streams.AppendResp();
  if (answer.answer === 'deleted')
    throw failing(9, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });
  if (answer.answer === 'too large')
    throw failing(3, 'Maximum Append Size Exceeded.', {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(answer.most),
    });
  if (answer.answer === 'wrong') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (answer.current === null) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(answer.current));
    if (typeof expected === 'bigint') wrong.setExpectedRevision(String(expected));
    else wrong.setExpectedNoStream(new shared.Empty());
    response.setWrongExpectedVersion(wrong);
    return response;
  }
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(answer.at));
  position.setPreparePosition(String(answer.at));
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(answer.revision));
  success.setPosition(position);
  response.setSuccess(success);
  return response;
};

const errorOf = (stream: string, expected: Expected, answer: Exclude<Answer, { answer: 'kept' }>) => {
  const details = new wellKnown.Any();
  if (answer.answer === 'wrong') {
    const wrong = new shared.WrongExpectedVersion();
    if (answer.current !== null) wrong.setCurrentStreamRevision(String(answer.current));
    else wrong.setCurrentNoStream(new wellKnown.Empty() as never);
    if (typeof expected === 'bigint') wrong.setExpectedStreamPosition(String(expected));
    else wrong.setExpectedNoStream(new wellKnown.Empty() as never);
    details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  } else if (answer.answer === 'deleted') {
    const deleted = new shared.StreamDeleted();
    deleted.setStreamIdentifier(identifier(stream));
    details.pack(deleted.serializeBinary(), 'event_store.client.StreamDeleted');
  } else {
    const large = new shared.MaximumAppendSizeExceeded();
    large.setMaxappendsize(answer.most);
    details.pack(large.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
  }
  const error = new status.Status();
  error.setDetails(details as never);
  return error;
};

/** An error as the server sends it: a code of gRPC, and what it means in the metadata. */
export const failing = (code: number, details: string, meaning: Readonly<Record<string, string>> = {}) => {
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(meaning)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
};
