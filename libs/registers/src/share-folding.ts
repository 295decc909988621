import type { EventStore } from '#event-store/port.js';
import { batchesOf, entriesIn } from './batches.js';
import { Folding, writeFolded } from './folding.js';
import type { FactOf, Projection } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { type Asked, Turns } from './shares.js';
import { reachedBy, Track } from './track.js';

/** How many events of a share go into one transaction, and how many entries stay folded: there are as many again in another thread. */
const together = 512;
const most = 300;

export type Given = {
  readonly file: RegisterFile;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  readonly factOf: FactOf;
};

/**
 * Folds what is left of a share of the streams into what is built of these registers, to a position, or to where another program
 * goes on. @throws what a register throws, and what `factOf` throws
 */
export const foldShare = async (
  { file, store, projections, factOf }: Given,
  { share, upTo, turns: buffer }: Omit<Asked, 'registers'>,
  signal: AbortSignal,
  onPlace: (position: number) => void,
): Promise<void> => {
  const turns = new Turns(buffer);
  const tracks = projections.map((one) => new Track(file.db, one, 'building', share));
  const folding = new Folding(store, factOf, { most, signal });
  const after = Math.min(...tracks.map(reachedBy));
  for await (const { events, within } of batchesOf(share, store, [after, upTo], signal, together)) {
    if (tracks.some(({ checkpoint }) => !checkpoint)) return;
    const [entries, because] = entriesIn(events, factOf);
    if (because) throw because;
    const { folded, failures } = await folding.take(entries, tracks, within);
    if (failures[0]) throw failures[0].error;
    if (signal.aborted) return;
    turns.take(() => file.writing(() => folded.forEach((one) => writeFolded(file, one, folding))));
    onPlace(within.last.position);
    if (tracks.some((track) => reachedBy(track) < within.last.position)) return;
  }
};
