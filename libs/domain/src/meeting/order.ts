import type { Entry } from '#kernel/entry.js';
import type { Meeting, Moment } from './state.js';

/** What is asked of an entry to place it: when it happened, how and when it was recorded. */
export type When = Pick<Entry, 'occurred'> & Partial<Pick<Entry, 'recorded' | 'recordedAt' | 'enteredAt'>>;

/** An instant is known of what was typed in the room, and of what says so itself. */
export const instantOf = (when: When): string | null => {
  if (when.occurred) return 'at' in when.occurred ? when.occurred.at : null;
  return when.recorded === 'live' ? (when.enteredAt ?? when.recordedAt ?? null) : null;
};

/**
 * Before how many of the entries that are there something happened: all of them lie before it where nothing else is said,
 * or where what it says cannot be placed (a day, an entry that no longer stands).
 */
export const placeOf = ({ order }: Meeting, { occurred }: When): number => {
  if (!occurred || 'date' in occurred) return order.length;
  if ('before' in occurred) return orEnd(order, indexOf(order, occurred.before));
  if ('after' in occurred) return behind(order, occurred.after);
  if ('during' in occurred) return whenTurnedTo(order, occurred.during);
  return orEnd(
    order,
    order.findIndex(({ at }) => at !== null && at > occurred.at),
  );
};

/** Behind those who were there from the start, before all that happened since. */
export const theStart = ({ order }: Meeting): number =>
  orEnd(
    order,
    order.findIndex(({ atTheStart }) => !atTheStart),
  );

export const inserted = (order: readonly Moment[], place: number, moment: Moment): readonly Moment[] =>
  place === order.length ? [...order, moment] : order.toSpliced(place, 0, moment);

const indexOf = (order: readonly Moment[], entry: string) => order.findIndex((moment) => moment.entry === entry);
const orEnd = (order: readonly Moment[], index: number) => (index < 0 ? order.length : index);

/** Several that happened after the same entry keep the order in which they were told. */
const behind = (order: readonly Moment[], entry: string): number => {
  let place = indexOf(order, entry) + 1;
  if (place === 0) return order.length;
  while (order[place]?.after === entry) place++;
  return place;
};

const whenTurnedTo = (order: readonly Moment[], item: string): number => {
  const taken = order.findLastIndex((moment) => moment.takes && moment.item === item);
  if (taken >= 0) return taken + 1;
  return orEnd(
    order,
    order.findIndex((moment) => moment.item === item),
  );
};
