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
export const eventIn = (message: Uint8Array): OnServer | null => {
  const parts: Parts = { id: '', stream: '', revision: 0, type: '', content: '', commit: 0, prepare: 0, bytes: none, isOther: false };
  const reader = new BinaryReader(message);
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

// The numbers are those of the fields in the server's own definitions: streams.proto and shared.proto.
const resolved = (parts: Parts, reader: Reader): void => {
  while (reader.nextField())
    switch (reader.getFieldNumber()) {
      case 1:
        reader.readMessage(parts, recorded);
        break;
      case 2:
        parts.isOther = true;
        reader.skipField();
        break;
      default:
        reader.skipField();
    }
};

const recorded = (parts: Parts, reader: Reader): void => {
  while (reader.nextField())
    switch (reader.getFieldNumber()) {
      case 1:
        reader.readMessage(parts, uuid);
        break;
      case 2:
        reader.readMessage(parts, name);
        break;
      case 3:
        parts.revision = reader.readUint64();
        break;
      case 4:
        parts.prepare = reader.readUint64();
        break;
      case 5:
        parts.commit = reader.readUint64();
        break;
      case 6:
        reader.readMessage(parts, labelled);
        break;
      case 8:
        parts.bytes = reader.readBytes();
        break;
      default:
        reader.skipField();
    }
};

const uuid = (parts: Parts, reader: Reader): void => {
  parts.id = '';
  while (reader.nextField())
    if (reader.getFieldNumber() === 2) parts.id = reader.readString();
    else reader.skipField();
};

const name = (parts: Parts, reader: Reader): void => {
  parts.stream = '';
  while (reader.nextField())
    if (reader.getFieldNumber() === 3) parts.stream = asBuffer(reader.readBytes()).toString('utf8');
    else reader.skipField();
};

const labelled = (parts: Parts, reader: Reader): void => {
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
