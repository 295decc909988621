import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import type { EventStore, Position } from '#event-store/port.js';
import { factOf } from './facts.js';
import { openerFor, type Open } from './opener.js';

/** A stream as it was known at a position. */
export type Read = {
  readonly recorded: readonly Fact[];
  readonly standing: readonly Fact[];
  /** -1 where nothing was known of it. */
  readonly revision: number;
  /** Of its newest entry, -1 where there is none. */
  readonly position: Position;
  /** When that entry was recorded. */
  readonly recordedAt: string | null;
  /** The position of each entry, by its id. */
  readonly positions: ReadonlyMap<string, Position>;
  readonly open: Open;
};

export const readStream = async (store: EventStore, stream: string, at: Position = Number.MAX_SAFE_INTEGER): Promise<Read> => {
  const events = (await store.read(stream)).events.filter(({ position }) => position <= at);
  const recorded = events.map(factOf);
  const last = events.at(-1);
  return {
    recorded,
    standing: stands(recorded),
    revision: last?.envelope.revision ?? -1,
    position: last?.position ?? -1,
    recordedAt: last?.envelope.recordedAt ?? null,
    positions: new Map(events.map(({ envelope, position }) => [envelope.id, position])),
    open: await openerFor(store, recorded),
  };
};
