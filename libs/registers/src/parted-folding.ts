import type { EventStore } from '#event-store/port.js';
import { type Built, hands } from './built.js';
import type { FactOf } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { foldShare } from './share-folding.js';
import { type Asked, type Hand, sharesOf, Turns } from './shares.js';
import { reachedBy } from './track.js';

/** From how many entries on another thread is of use: it takes half a second to start. */
const many = 20_000;

export type Progress = (done: number, of: number) => void;
/** Another thread that folds a share of the streams, and from how many entries on it is asked to. */
export type Help = { readonly hand: Hand; readonly from?: number };

/** Folds the streams in shares, each with a place of its own, until all of them are equally far. */
export class PartedFolding {
  constructor(
    private readonly file: RegisterFile,
    private readonly factOf: FactOf,
    private readonly help: Help | null,
  ) {}

  /** Without help only what another program has left on the way. @throws what a register throws, and what `factOf` throws */
  async fold(store: EventStore, built: readonly Built[], signal: AbortSignal, onProgress?: Progress): Promise<void> {
    await this.part(store, built);
    for (let parted = partedOf(built); parted.length > 0 && !signal.aborted; parted = partedOf(built)) {
      await this.foldAll(store, parted, signal, onProgress);
      this.file.writing(() => parted.forEach((one) => one.join()));
    }
  }

  private async part(store: EventStore, built: readonly Built[]): Promise<void> {
    const [place, ...others] = new Set(built.map(({ track }) => reachedBy(track)));
    if (!this.help || place === undefined || others.length > 0 || (await store.head()) - place < (this.help.from ?? many)) return;
    this.file.writing(() => {
      if (built.every(({ track, isParted }) => !isParted && track.checkpoint && reachedBy(track) === place))
        built.forEach((one) => one.part());
    });
  }

  private async foldAll(store: EventStore, parted: readonly Built[], signal: AbortSignal, onProgress?: Progress): Promise<void> {
    const upTo = Math.max(await store.head(), ...parted.flatMap(({ places }) => places));
    const places = sharesOf(hands).map(({ nth }) => Math.min(...parted.map((one) => one.places[nth]!)));
    const projections = parted.map(({ projection }) => projection);
    const buffer = new Turns().buffer;
    const failing = new AbortController();
    const going = AbortSignal.any([signal, failing.signal]);
    const given = { file: this.file, store, projections, factOf: this.factOf };
    const own: Hand = (asked, ...rest) => foldShare(given, asked, ...rest);
    const folded = (nth: number, hand: Hand) => {
      const asked: Asked = { registers: projections.map(({ name }) => name), share: { nth, of: hands }, upTo, turns: buffer };
      return hand(asked, going, (place) => {
        places[nth] = place;
        onProgress?.(Math.floor(places.reduce((sum, one) => sum + one + 1, 0) / hands), upTo + 1);
      }).catch((error: unknown) => {
        failing.abort();
        throw error;
      });
    };
    if (!this.help) for (const { nth } of sharesOf(hands)) await folded(nth, own);
    else {
      const { hand } = this.help;
      const ended = await Promise.allSettled(sharesOf(hands).map(({ nth }) => folded(nth, nth === 0 ? own : hand)));
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    }
  }
}

const partedOf = (built: readonly Built[]) => built.filter(({ isParted }) => isParted);
