import { type EventStore, type Position, type Recorded, StoreUnavailable } from '#event-store/port.js';
import { type Built, hands } from './built.js';
import type { FactOf } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { foldShare } from './share-folding.js';
import { type Asked, type Hand, sharesOf, sum, Turns } from './shares.js';

/** From how many entries on another thread is of use, which takes half a second to start, and building is quicker than following. */
const many = 20_000;
export const isLong = (entries: number, byStream: ByStream | null): boolean => entries >= (byStream?.from ?? many);

export type Progress = (done: number, of: number) => void;
/**
 * Where the store reads a stream as cheaply as the log: a log of so many entries is built stream by stream. `hand` folds a share of them in
 * another thread; without it they are all folded here.
 */
export type ByStream = { readonly hand?: Hand; readonly from?: number };

/** Folds the streams one after the other, in shares, each with a place of its own, until all of them are folded up to one entry. */
export class PartedFolding {
  constructor(
    private readonly file: RegisterFile,
    private readonly factOf: FactOf,
    private readonly byStream: ByStream | null,
  ) {}

  /** Where the log is not built by stream, only what another program has left on the way. @throws what a register throws, and what `factOf` throws */
  async fold(store: EventStore, built: readonly Built[], signal: AbortSignal, onProgress?: Progress): Promise<void> {
    await this.part(store, built);
    for (let parted = partedOf(built); parted.length > 0 && !signal.aborted; parted = partedOf(built)) {
      const before = foldedOf(parted);
      await this.foldAll(store, parted, signal, onProgress);
      const isJoined = this.file.writing(() => parted.map((one) => one.join()).every(Boolean));
      if (isJoined || signal.aborted || foldedOf(parted) !== before) continue;
      // Nobody would come back to a stream that is found again.
      this.file.writing(() => parted.forEach((one) => one.begin()));
      throw missing();
    }
  }

  /** Only of what nothing is built yet: whoever goes on in the middle of streams does so in the order of the log. */
  private async part(store: EventStore, built: readonly Built[]): Promise<void> {
    const head = await store.head();
    if (!this.byStream || !isLong(head + 1, this.byStream) || !built.every(isBegun)) return;
    const last = await at(store, head);
    this.file.writing(() => {
      if (built.every(isBegun)) built.forEach((one) => one.part(last));
    });
  }

  private async foldAll(store: EventStore, parted: readonly Built[], signal: AbortSignal, onProgress?: Progress): Promise<void> {
    const upTo = parted[0]!.partedTo!.position;
    const folded = [...parted[0]!.folded];
    const projections = parted.map(({ projection }) => projection);
    const buffer = new Turns().buffer;
    const failing = new AbortController();
    const going = AbortSignal.any([signal, failing.signal]);
    const given = { file: this.file, store, projections, factOf: this.factOf };
    const own: Hand = (asked, ...rest) => foldShare(given, asked, ...rest);
    const fold = (nth: number, hand: Hand) => {
      const asked: Asked = { registers: projections.map(({ name }) => name), share: { nth, of: hands }, upTo, turns: buffer };
      return hand(asked, going, (entries) => {
        folded[nth] = entries;
        onProgress?.(sum(folded), upTo + 1);
      }).catch((error: unknown) => {
        failing.abort();
        throw error;
      });
    };
    // Both in one thread go on in turn: what they write lies side by side in the file, and neither goes through it by itself.
    const ended = await Promise.allSettled(sharesOf(hands).map(({ nth }) => fold(nth, nth === 0 ? own : (this.byStream?.hand ?? own))));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }
}

/** Nothing of it is folded yet. */
const isBegun = ({ track: { checkpoint }, partedTo }: Built): boolean => checkpoint?.position === -1 && !partedTo;
const partedOf = (built: readonly Built[]) => built.filter(({ partedTo }) => partedTo);
const foldedOf = (parted: readonly Built[]): number => sum(parted.flatMap(({ folded }) => folded));

const at = async (store: EventStore, position: Position): Promise<Recorded> => {
  const stop = new AbortController();
  for await (const recorded of store.all(position - 1, { signal: stop.signal })) {
    stop.abort();
    return recorded;
  }
  throw missing();
};
const missing = () =>
  new StoreUnavailable(
    'Its streams do not hold all entries of the log.',
    'Bring it back from a backup; `minutebook verify` says what is missing.',
    { lasts: true },
  );
