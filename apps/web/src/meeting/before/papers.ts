import type { Fact } from '#kernel/entry.js';
import { inWords, type Open } from '#documents/reader.js';

/** A paper of this meeting: by its item, or null where it belongs to none. */
export type PaperHere = {
  readonly entry: string;
  readonly item: string | null;
  readonly title: string;
  readonly reference: string | null;
  readonly came: string;
};

/** In the order in which they were attached. */
export const papersIn = (standing: readonly Fact[], open: Open): readonly PaperHere[] =>
  standing
    .filter(({ type }) => type === 'PaperAttached')
    .map(({ data, entry }) => ({
      entry: entry.id,
      item: data.item as string | null,
      title: inWords(open(data.title)),
      reference: data.reference === null || data.reference === undefined ? null : inWords(open(data.reference)),
      came: data.came as string,
    }));
