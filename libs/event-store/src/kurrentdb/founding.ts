import { BACKWARDS, binaryEvent, END, FORWARDS, NO_STREAM, START } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../port.js';
import type { Connection } from './connection.js';
import { meaningOf } from './failures.js';
import { metadataOf } from './names.js';
import { jsonBytes, jsonIn, onServer, type OnServer } from './on-server.js';

/** Which log this is, and which of the stores that have held it. */
export type Founded = { readonly log: string; readonly store: string };
const format = 0;

/** Reads what log the server holds, and names a new one where it holds none. Of several who begin at once, one names it. @throws StoreUnavailable */
export const found = async (connection: Connection, foundingStream: string): Promise<Founded> => {
  const doing = 'The log cannot be opened';
  const first = await connection.again(doing, () => eventOf(connection, foundingStream, START));
  const settings = await connection.again(doing, () => eventOf(connection, metadataOf(foundingStream), END));
  if (settings && /"\$(tb|maxAge|maxCount)"/.test(new TextDecoder().decode(settings.bytes))) throw tampered(connection, foundingStream);
  if (first) return foundedIn(connection, first);
  const mine: Founded = { log: randomUUID(), store: randomUUID() };
  const event = binaryEvent({ type: 'LogNamed', data: jsonBytes({ format, ...mine }) });
  try {
    await connection.again(doing, (client) =>
      client.appendToStream(foundingStream, event, {
        expectedRevision: NO_STREAM,
        requiresLeader: true,
        deadline: connection.timers.attempt,
      }),
    );
  } catch (error) {
    if (meaningOf(error) !== 'wrong revision') throw error;
  }
  const named = await connection.again(doing, () => eventOf(connection, foundingStream, START));
  if (!named) throw tampered(connection, foundingStream);
  return foundedIn(connection, named);
};

/** The first or the last event of a stream, null where it has none. */
export const eventOf = async (connection: Connection, stream: string, from: typeof START | typeof END): Promise<OnServer | null> => {
  const direction = from === END ? BACKWARDS : FORWARDS;
  try {
    const read = connection.client.readStream(stream, { fromRevision: from, maxCount: 1, requiresLeader: true, direction });
    for await (const resolved of connection.patiently(read)) return onServer(resolved);
  } catch (error) {
    if (meaningOf(error) !== 'no stream') throw error;
  }
  return null;
};

const foundedIn = (connection: Connection, { stream: foundingStream, bytes, revision }: OnServer): Founded => {
  if (revision !== 0) throw tampered(connection, foundingStream);
  const named = read(bytes);
  if (!named) throw tampered(connection, foundingStream);
  if (named.format > format)
    throw new StoreUnavailable(
      `The log on ${connection.to.shown} has format ${named.format}, and this program reads formats up to ${format}.`,
      'Use the newer version of the program that wrote it.',
    );
  return { log: named.log, store: named.store };
};

const read = (bytes: Uint8Array): (Founded & { readonly format: number }) | null => {
  try {
    const named = jsonIn(bytes) as Founded & { readonly format: number };
    return [named.log, named.store].every((id) => /^[0-9a-f-]{36}$/.test(id)) && Number.isInteger(named.format) ? named : null;
  } catch {
    return null;
  }
};

const tampered = ({ to }: Connection, foundingStream: string) =>
  new StoreUnavailable(
    `The stream ${foundingStream} on ${to.shown} does not name a log: it was deleted, cut, or written by another program.`,
    'Restore the server from a backup, or use one that is empty.',
  );
