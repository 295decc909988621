import type { EventStore } from '#event-store/port.js';
import { Sliced } from './pace.js';
import type { FactOf, Projection } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { type Asked, isIn, type Share, Turns } from './shares.js';
import { ShareTrack } from './share-track.js';
import { WholeFolding, type Whole } from './whole-folding.js';

/** How many entries go into one transaction: where others write at that moment, more are folded first. */
const [together, most] = [512, 1_536];
/** How many names are asked for at once. */
const namesAtOnce = 256;

export type Given = {
  readonly file: RegisterFile;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  readonly factOf: FactOf;
};

/**
 * Folds what is left of a share of the streams into what is built of these registers, or until another program goes on.
 * @param onFolded how many entries of the share are folded
 * @throws what a register throws, and what `factOf` throws
 */
export const foldShare = async (
  { file, store, projections, factOf }: Given,
  { share, upTo, turns: buffer }: Omit<Asked, 'registers'>,
  signal: AbortSignal,
  onFolded: (entries: number) => void,
): Promise<void> => {
  const turns = new Turns(buffer);
  const tracks = projections.map((one) => new ShareTrack(file.db, one, share));
  const folding = new WholeFolding(store, projections, factOf, new Sliced(), signal);
  let at = tracks[0]?.place;
  if (!at || tracks.some((one) => one.place?.last !== at!.last)) return;
  let folded: Whole[] = [];
  let waiting = 0;
  const write = (): boolean => {
    const to = { last: folded.at(-1)!.stream, entries: at!.entries + waiting };
    const isOurs = file.writing(() => {
      if (!tracks.every((one) => one.isAt(at!))) return false;
      tracks.forEach((one, nth) => one.write(folded, nth, to));
      return true;
    });
    [at, folded, waiting] = [to, [], 0];
    return isOurs;
  };
  for await (const stream of namesOf(share, store, at.last)) {
    const whole = await folding.fold(stream, upTo);
    if (signal.aborted) return;
    if (!whole) continue;
    folded.push(whole);
    waiting += whole.entries;
    if (waiting < together) continue;
    const isOurs = waiting < most ? turns.ifFree(write) : turns.take(write);
    if (isOurs === false) return;
    if (isOurs) onFolded(at.entries);
  }
  if (folded.length > 0 && turns.take(write)) onFolded(at.entries);
};

/** Of a share, in the order of names. */
async function* namesOf(share: Share, store: EventStore, after: string): AsyncGenerator<string> {
  for (let last: string | undefined = after; last !== undefined;) {
    const names: readonly string[] = await store.streamsAfter(last, namesAtOnce);
    for (const name of names) if (isIn(share, name)) yield name;
    last = names.at(-1);
  }
}
