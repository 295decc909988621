import { BadShape, fromClient } from '#kernel/shape.js';
import { date } from '#kernel/times.js';
import type { Position } from '#event-store/port.js';
import type { When } from '#registers/ask.js';
import type { Moment } from '#registers/register-file.js';
import { Refused } from './command.js';
import type { MinuteBook } from './minute-book.js';
import { refuse } from './refusals.js';

/** As a reader writes it: `at`, a position or a time, asks what was known then; `on`, a day, what was true on it. */
export type AsOf = { readonly at?: string | undefined; readonly on?: string | undefined };

/** The moment asked for, once the registers have come that far. Without `at` it is now. @param today for a question that names no day */
export const momentOf = async (book: MinuteBook, { at, on }: AsOf, today: string): Promise<Moment> => ({
  at: at === undefined ? null : await positionOf(book, at),
  on: on === undefined ? today : dayOf(on),
});

/** As the registers are asked. */
export const whenOf = ({ at, on }: Moment): When => ({ on, ...(at !== null && { at }) });

/** A position that was written, or the last one that was known at a time, once the registers have come that far. @throws Refused */
export const positionOf = async (book: MinuteBook, asked: string, place: 'at' | 'since' = 'at'): Promise<Position> => {
  const head = await book.store.head();
  const position = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
  if (position !== null && position > head) throw new Refused({ ...refuse(`${place}.ahead`, `It ends at ${head}.`), place });
  await book.registers.reached(position ?? head);
  return position ?? book.registers.positionAt(timeOf(asked, place));
};

const aTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** A day is asked for as it ended, in UTC. */
const timeOf = (asked: string, place: 'at' | 'since'): string => {
  const time = aTime.test(asked) && isADay(asked.slice(0, 10)) ? new Date(asked.length === 10 ? `${asked}T23:59:59.999Z` : asked) : null;
  if (time && !Number.isNaN(time.getTime())) return time.toISOString();
  throw new Refused({ ...refuse(`${place}.wrong`, `It is ${JSON.stringify(asked.slice(0, 40))}.`), place });
};

const dayOf = (on: string): string => {
  if (isADay(on)) return on;
  throw new Refused({ ...refuse('on.wrong', `It is ${JSON.stringify(on.slice(0, 40))}.`), place: 'on' });
};

const isADay = (text: string): boolean => {
  try {
    date.read(text, '', fromClient);
    return true;
  } catch (error) {
    if (error instanceof BadShape) return false;
    throw error;
  }
};
