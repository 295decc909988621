import type { EventStore, Position } from '#event-store/port.js';
import { Refused } from './command.js';
import type { MinuteBook } from './minute-book.js';
import { refuse } from './refusals.js';

/** What a reader has seen elsewhere: a position of the log, or an entry of a stream by its revision. */
export type Seen = { readonly position: Position } | { readonly stream: string; readonly revision: number };

/** `41`, or `meeting-3f…@12`. @throws Refused */
export const seenIn = (written: string): Seen => {
  const [, position, stream, revision] = /^(?:(\d{1,15})|(log|[a-z]+-[0-9a-f-]{36})@(\d{1,15}))$/.exec(written.trim()) ?? [];
  if (position !== undefined) return { position: Number(position) };
  if (stream !== undefined) return { stream, revision: Number(revision) };
  throw new Refused({ ...refuse('wait.wrong', `It is ${JSON.stringify(written.slice(0, 60))}.`), place: 'Wait-For' });
};

/**
 * Resolves with its position when the registers show it; those that have stopped are not waited for: health says so.
 * @throws Refused `wait.over` where it has not come within so many milliseconds; what ended the following
 */
export const waitFor = async (book: MinuteBook, seen: Seen, ms: number): Promise<Position> => {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ms);
  try {
    const position = await untilOver(over.signal, (signal) => positionOf(book.store, seen, signal));
    if (position === null) throw late(`The log ends at ${await book.store.head()}.`);
    const shown = await untilOver(over.signal, async () => (await book.registers.reached(position), true));
    if (!shown) throw late(`The registers are at ${book.registers.position}.`);
    return position;
  } finally {
    clearTimeout(timer);
    over.abort();
  }
};

const late = (where: string): Refused => new Refused({ ...refuse('wait.over', where), place: 'Wait-For' });

/** Null where it was over before. */
const untilOver = async <T>(over: AbortSignal, work: (over: AbortSignal) => Promise<T>): Promise<T | null> => {
  let left = (_: null) => {};
  const ended = new Promise<null>((resolve) => (left = resolve));
  const leave = () => left(null);
  if (over.aborted) return null;
  over.addEventListener('abort', leave);
  try {
    return await Promise.race([work(over), ended]);
  } finally {
    over.removeEventListener('abort', leave);
  }
};

/** Where it is, once it is in the log; null where it is not there when the signal aborts. */
const positionOf = async (store: EventStore, seen: Seen, signal: AbortSignal): Promise<Position | null> => {
  const head = await store.head();
  if ('stream' in seen) {
    const { events } = await store.read(seen.stream);
    if (seen.revision < events.length) return events[seen.revision]!.position;
  } else if (seen.position <= head) return seen.position;
  for await (const { position, envelope } of store.all(head, { signal }))
    if ('stream' in seen ? envelope.stream === seen.stream && envelope.revision === seen.revision : position === seen.position)
      return position;
  return null;
};
