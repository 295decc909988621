import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Observable } from 'rxjs';
import type { EventStore, Position, Recorded } from '#event-store/port.js';

/** Resolves when another entry may be sent. */
export type Ready = (sent: Recorded, signal: AbortSignal) => Promise<unknown>;

/** The log after a position, entry by entry. The next one is taken from the store when whoever listens is ready for it. */
export const feedOf = (store: EventStore, after: Position, before: Ready, then: Ready): Observable<Recorded> =>
  new Observable((listener) => {
    const leaving = new AbortController();
    const tell = async () => {
      for await (const recorded of store.all(after, { signal: leaving.signal })) {
        await before(recorded, leaving.signal);
        listener.next(recorded);
        await then(recorded, leaving.signal);
      }
      listener.complete();
    };
    tell().catch((error: unknown) => listener.error(error));
    return () => leaving.abort();
  });

/** A client that reads slowly holds its own place in the log, and no memory. */
export const drained =
  (socket: Socket): Ready =>
  async (_, signal) => {
    if (socket.writableNeedDrain) await once(socket, 'drain', { signal });
  };
