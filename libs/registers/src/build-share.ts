import type { EventStore, Position } from '#event-store/port.js';
import { batches, entriesIn } from './batches.js';
import { type Folded, Folding } from './folding.js';
import type { FactOf } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { holdsStream, type Share } from './share.js';
import { reachedBy, type Track } from './track.js';

/** How many events share one transaction where nobody reads what is written. */
const together = 1_024;

export type Asked = {
  readonly share: Share;
  /** No further than to here. */
  readonly upTo: Position;
  readonly factOf: FactOf;
  readonly signal: AbortSignal;
  readonly reached: (position: Position) => void;
};

/** Folds the streams of one share into what is built, where it is not there yet. @throws what a register throws, and what `factOf` throws */
export const buildShare = async (file: RegisterFile, tracks: readonly Track[], store: EventStore, asked: Asked): Promise<void> => {
  const { share, upTo, factOf, signal, reached } = asked;
  const folding = new Folding(store, factOf);
  for (;;) {
    // Another program may have built and swapped some of them.
    const left = tracks.filter(({ checkpoint }) => checkpoint);
    const after = Math.min(...left.map(reachedBy));
    if (after >= upTo || signal.aborted) return;
    for await (const events of batches(store, after, signal, together)) {
      const batch = events.filter(({ position }) => position <= upTo);
      const its = share.of === 1 ? batch : batch.filter(({ envelope }) => holdsStream(share, envelope.stream));
      const [entries, newer] = entriesIn(its, factOf);
      if (newer) throw newer;
      const { folded, failures } = await folding.take(entries, left, batch);
      if (failures[0]) throw failures[0].error;
      file.writing(() => folded.forEach((one) => writeFolded(file, one, folding)));
      const last = batch.at(-1)!.position;
      reached(last);
      if (last >= upTo || left.some((track) => reachedBy(track) < last)) break;
    }
  }
};

/** Belongs into a transaction. */
export const writeFolded = (file: RegisterFile, folded: Folded, folding: Folding): void => {
  // Somebody else follows into this file: what is held here is not what it holds.
  if (!folded.track.write(folded)) return folding.forget();
  if (folded.streams.some(({ erased }) => erased)) file.mustWipe();
};
