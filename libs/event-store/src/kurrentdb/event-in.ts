import { asBuffer, BinaryReader, type Reader } from './client-parts.js';
import type { OnServer } from './on-server.js';

type Parts = {
  id: string;
  stream: string;
  revision: number;
  type: string;
  content: string;
  commit: number;
  prepare: number;
  bytes: Uint8Array;
  isOther: boolean;
};

/**
 * The event in a message of a subscription, taken apart once, and into what is asked of it. Its bytes lie in the message.
 * Null for what is better left to the client: links, JSON, and whatever is no event. @throws Error where it is no message
 */
export const eventIn = (came: Uint8Array): OnServer | null => {
  const parts: Parts = { id: '', stream: '', revision: 0, type: '', content: '', commit: 0, prepare: 0, bytes: none, isOther: false };
  const reader = new BinaryReader(came);
  while (reader.nextField()) {
    if (reader.getFieldNumber() !== 1) return null;
    reader.readMessage(parts, resolved);
  }
  const { id, stream, revision, type, content, commit, prepare, bytes, isOther } = parts;
  if (isOther || id === '' || stream === '' || type === '' || content !== binary || !isExact(commit) || !isExact(prepare)) return null;
  const at = { commit: BigInt(commit), prepare: BigInt(prepare) };
  return { stream, revision: isExact(revision) ? revision : Infinity, id, type, bytes, at };
};

const none = new Uint8Array();
const binary = 'application/octet-stream';
const isExact = Number.isSafeInteger;

type Field = (parts: Parts, reader: Reader) => void;
/** A message of which some fields are taken, by their numbers, and the others passed over. */
const message =
  (taken: Readonly<Record<number, Field>>): Field =>
  (parts, reader) => {
    while (reader.nextField()) {
      const take = taken[reader.getFieldNumber()];
      if (take) take(parts, reader);
      else reader.skipField();
    }
  };

// The numbers are those of the fields in the server's own definitions: streams.proto and shared.proto.
const uuid = message({ 2: (parts, reader) => (parts.id = reader.readString()) });
const name = message({ 3: (parts, reader) => (parts.stream = asBuffer(reader.readBytes()).toString('utf8')) });

const labelled: Field = (parts, reader) => {
  let [label, value] = ['', ''];
  while (reader.nextField()) {
    const field = reader.getFieldNumber();
    if (field === 1) label = reader.readString();
    else if (field === 2) value = reader.readString();
    else reader.skipField();
  }
  if (label === 'type') parts.type = value;
  else if (label === 'content-type') parts.content = value;
};

// What comes once more takes the place of what came before.
const recorded = message({
  1: (parts, reader) => {
    parts.id = '';
    reader.readMessage(parts, uuid);
  },
  2: (parts, reader) => {
    parts.stream = '';
    reader.readMessage(parts, name);
  },
  3: (parts, reader) => (parts.revision = reader.readUint64()),
  4: (parts, reader) => (parts.prepare = reader.readUint64()),
  5: (parts, reader) => (parts.commit = reader.readUint64()),
  6: (parts, reader) => reader.readMessage(parts, labelled),
  8: (parts, reader) => (parts.bytes = reader.readBytes()),
});

const resolved = message({
  1: (parts, reader) => reader.readMessage(parts, recorded),
  2: (parts, reader) => {
    parts.isOther = true;
    reader.skipField();
  },
});
