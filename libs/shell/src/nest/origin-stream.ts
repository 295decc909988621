import { kindOf } from '#domain/catalogues.js';
import { continues } from '../gather.js';
import type { MinuteBook } from '../minute-book.js';

/** The stream of the meeting whose entry an action or a decision continues; null for other streams, and where nothing is known of it. */
export const originStream = async (book: MinuteBook, stream: string): Promise<string | null> => {
  const kind = kindOf(stream);
  if (!kind || !continues(kind)) return null;
  const id = stream.slice(kind.length + 1);
  const known = book.registers.whereabouts(id);
  if (known) return known.stream;
  // It may have been raised a moment ago: the registers follow the log.
  await book.registers.reached(await book.store.head());
  return book.registers.whereabouts(id)?.stream ?? null;
};
