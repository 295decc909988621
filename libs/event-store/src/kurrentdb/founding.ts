import { BACKWARDS, binaryEvent, END, FORWARDS, NO_STREAM, START } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { type CopyOf, type Held, StoreUnavailable } from '../port.js';
import type { Connection } from './connection.js';
import { meaningOf } from './failures.js';
import { metadataOf } from './names.js';
import { jsonBytes, jsonIn, onServer, type OnServer } from './on-server.js';

/** Which log this is, and which of the stores that have held it. */
export type Founded = { readonly log: string; readonly store: string; readonly copyOf: CopyOf | null };
/** A log that is copied here: its id, and the store that it comes from. */
export type Copying = { readonly log: string; readonly of: string };
type Named = { readonly format: number; readonly log: string; readonly store: string; readonly copyOf: string | null };
const format = 0;

/**
 * Reads what log the server holds, and names a new one where it holds none. Of several who begin at once, one names it.
 * @throws StoreUnavailable, also where it is to be a copy and is none of that store
 */
export const found = async (connection: Connection, foundingStream: string, copying: Copying | null = null): Promise<Founded> => {
  const founded = await foundAny(connection, foundingStream, copying);
  if (!copying || (founded.log === copying.log && founded.copyOf?.of === copying.of)) return founded;
  throw new StoreUnavailable(
    founded.store === copying.of
      ? `${connection.to.shown} holds the very store that is to be copied.`
      : `${connection.to.shown} holds another log.`,
    'Copy to a server that is empty, or to the one on which this copy was begun.',
  );
};

const foundAny = async (connection: Connection, foundingStream: string, copying: Copying | null): Promise<Founded> => {
  const doing = 'The log cannot be opened';
  const first = await connection.again(doing, () => eventOf(connection, foundingStream, START));
  const settings = await connection.again(doing, () => eventOf(connection, metadataOf(foundingStream), END));
  if (settings && /"\$(tb|maxAge|maxCount)"/.test(new TextDecoder().decode(settings.bytes))) throw tampered(connection, foundingStream);
  if (first) return foundedIn(connection, foundingStream, first);
  const mine: Named = { format, log: copying?.log ?? randomUUID(), store: randomUUID(), copyOf: copying?.of ?? null };
  const event = binaryEvent({ type: 'LogNamed', data: jsonBytes(mine) });
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
  return foundedIn(connection, foundingStream, named);
};

/** The second event of the stream that names the log. Of several who say so at once, all say the same. @throws StoreUnavailable */
export const sayAgreed = async (connection: Connection, foundingStream: string, held: Held): Promise<void> => {
  const event = binaryEvent({ type: 'CopyAgreed', data: jsonBytes(held) });
  try {
    await connection.again('The copy cannot be finished', (client) =>
      client.appendToStream(foundingStream, event, { expectedRevision: 0n, requiresLeader: true, deadline: connection.timers.attempt }),
    );
  } catch (error) {
    if (meaningOf(error) !== 'wrong revision') throw error;
  }
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

const foundedIn = async (connection: Connection, foundingStream: string, { bytes, revision }: OnServer): Promise<Founded> => {
  if (revision !== 0) throw tampered(connection, foundingStream);
  const named = read(bytes);
  if (!named) throw tampered(connection, foundingStream);
  if (named.format > format)
    throw new StoreUnavailable(
      `The log on ${connection.to.shown} has format ${named.format}, and this program reads formats up to ${format}.`,
      'Use the newer version of the program that wrote it.',
    );
  const { log, store, copyOf } = named;
  if (copyOf === null) return { log, store, copyOf };
  const last = await connection.again('The log cannot be opened', () => eventOf(connection, foundingStream, END));
  return { log, store, copyOf: { of: copyOf, agreed: last?.type === 'CopyAgreed' ? (jsonIn(last.bytes) as Held) : null } };
};

const read = (bytes: Uint8Array): Named | null => {
  try {
    const named = { copyOf: null, ...(jsonIn(bytes) as Partial<Named>) } as Named;
    const ids = [named.log, named.store, ...(named.copyOf === null ? [] : [named.copyOf])];
    return ids.every((id) => /^[0-9a-f-]{36}$/.test(id)) && Number.isInteger(named.format) ? named : null;
  } catch {
    return null;
  }
};

const tampered = ({ to }: Connection, foundingStream: string) =>
  new StoreUnavailable(
    `The stream ${foundingStream} on ${to.shown} does not name a log: it was deleted, cut, or written by another program.`,
    'Restore the server from a backup, or use one that is empty.',
  );
