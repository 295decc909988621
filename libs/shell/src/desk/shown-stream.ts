import type { When } from '#registers/ask.js';
import { actorNames } from '../actor.js';
import type { MinuteBook } from '../minute-book.js';
import { readStream, type Read } from '../reading.js';
import { shownEntries, type ShownEntry } from '../shown.js';

/** All of a stream as it was known, and as a reader is shown it. */
export const shownStream = async (
  book: MinuteBook,
  stream: string,
  when: When,
): Promise<Read & { readonly entries: readonly ShownEntry[] }> => {
  const read = await readStream(book.store, stream, when.at);
  const actors = read.recorded.map(({ entry }) => entry.actor);
  return { ...read, entries: shownEntries(read, await actorNames(book, actors, when)) };
};
