import type { Position, Recorded } from '#event-store/port.js';

/** An entry as those who listen are told of it: once put into bytes, for all of them. */
export const entryInWords = ({ position, envelope: { stream, revision, type } }: Recorded): Buffer =>
  inWords({ id: position, data: { position, stream, revision, type } });

type Event = { readonly id: Position; readonly type?: string; readonly retry?: number; readonly data: object };

/** JSON has no line feeds, so that one line of data is enough. */
export const inWords = ({ id, type, retry, data }: Event): Buffer =>
  Buffer.from(
    `${type === undefined ? '' : `event: ${type}\n`}id: ${id}\n${retry === undefined ? '' : `retry: ${retry}\n`}data: ${JSON.stringify(data)}\n\n`,
  );

/** A line that says nothing, so that nobody on the way takes the connection for dead. */
export const heartbeat = Buffer.from(': \n\n');
