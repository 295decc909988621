import { logRefusals } from '#domain/log/index.js';
import { refusing } from '#kernel/refusal.js';
import { LogMoved, successorIn } from '#event-store/closing.js';
import { StoreUnavailable, type EventStore, type Held } from '#event-store/port.js';
import { Refused } from './command.js';
import type { Drafted } from './drafted.js';

/** As whoever records here is told. */
export const closedHere = ({ successor }: LogMoved): Refused =>
  new Refused(refusing(logRefusals)('log.closed', `It goes on in the store ${successor}.`));

export const isClosedHere = (error: unknown): error is Refused => error instanceof Refused && error.refusal.refused === 'log.closed';

/** The store in which the log goes on, where it was closed here. */
export const movedFrom = ({ stopped }: EventStore): LogMoved | null => (stopped instanceof LogMoved ? stopped : null);

/** The same, where a command that goes before in its turn closes it. */
export const closedAhead = ({ ahead }: Drafted, { storeId }: EventStore): LogMoved | null => {
  const successor = ahead.flatMap(({ events }) => events.map(({ envelope }) => successorIn(envelope))).find((one) => one !== null);
  return successor === undefined || successor === null || successor === storeId ? null : new LogMoved(successor);
};

/** What a copy was found to hold when the log left the store before it; null of a store that is none. @throws StoreUnavailable where it is not finished */
export const heldByCopy = ({ copyOf }: EventStore): Held | null => {
  if (copyOf === null) return null;
  if (copyOf.agreed) return copyOf.agreed;
  throw new StoreUnavailable(
    `What is here is a copy of the store ${copyOf.of} that is not finished.`,
    'Run `minutebook copy --to` on the book it comes from once more: it goes on where it stopped, and then this one can be opened.',
  );
};
