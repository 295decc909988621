import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Position } from '#event-store/port.js';
import { batches, entriesIn, holds } from './batches.js';
import { Built } from './built.js';
import { clearNext, isOldThere } from './clearing.js';
import { Folding, writeFolded } from './folding.js';
import { fewerEntries } from './lately.js';
import type { FactOf, Projection } from './projection.js';
import { type RegisterFile, RegistersUnavailable } from './register-file.js';
import { type ByStream, PartedFolding, type Progress } from './parted-folding.js';
import { isCurrent, reachedBy } from './track.js';
import { createViews, dropViews } from './views.js';

/** How many events share one transaction: of streams that grow side by side each is folded anew for each of these. */
const together = 8_192;

/** Builds registers anew beside those that are read from, and swaps them. */
export class Build {
  private readonly parted: PartedFolding;

  constructor(
    private readonly file: RegisterFile,
    /** All that are read from: their views stand for all of them or for none. */
    private readonly projections: readonly Projection[],
    private readonly factOf: FactOf,
    byStream: ByStream | null = null,
  ) {
    this.parted = new PartedFolding(file, factOf, byStream);
  }

  begin(registers: readonly Projection[]): void {
    this.file.writing(() => this.of(registers).forEach((one) => one.begin()));
  }

  /** They are followed instead: what was built so far goes, since nobody would take out of it what is erased. */
  giveUp(registers: readonly Projection[]): void {
    this.file.writing(() => this.of(registers).forEach((one) => one.drop()));
  }

  /** With what is there already, where it is of this version. */
  goOn(registers: readonly Projection[]): void {
    this.file.writing(() => {
      for (const one of this.of(registers)) if (!isCurrent(one.track) || one.isPartedByPosition) one.begin();
    });
  }

  /** What it replaces is there until it is cleared away. @param reached how far the one that is read from has followed. @throws what a register throws, and what `factOf` throws */
  async run(
    store: EventStore,
    registers: readonly Projection[],
    signal: AbortSignal,
    reached: (register: Projection) => Position,
    onProgress?: Progress,
  ): Promise<void> {
    const built = this.of(registers);
    const folding = new Folding(store, this.factOf, { most: fewerEntries, signal });
    for (;;) {
      // Another program may have built and swapped some of them.
      const left = built.filter(({ track }) => track.checkpoint);
      for (const one of left) await this.mustBeThisLog(store, one);
      if (signal.aborted || this.swapped(left, await store.head(), reached)) break;
      await this.parted.fold(store, left, signal, onProgress);
      await this.fold(store, left, folding, signal, onProgress);
      for (const one of left) while (!signal.aborted && this.file.sorting(() => one.track.checkpoint && one.indexNext())) await turn();
    }
  }

  /** What was read from before goes piece by piece; what another program keeps from it goes with the next build. */
  async clear(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && isOldThere(this.file.db) && this.file.writing(() => clearNext(this.file.db))) await turn();
    } catch (error) {
      if (!(error instanceof RegistersUnavailable)) throw error;
    }
  }

  /** To the end of the log, or to where another program goes on. */
  private async fold(
    store: EventStore,
    built: readonly Built[],
    folding: Folding,
    signal: AbortSignal,
    onProgress?: Progress,
  ): Promise<void> {
    const tracks = built.map(({ track }) => track);
    const after = Math.min(...tracks.map(reachedBy));
    if (after >= (await store.head())) return;
    for await (const events of batches(store, after, signal, together)) {
      const [entries, because] = entriesIn(events, this.factOf);
      if (because) throw because;
      const { folded, failures } = await folding.take(entries, tracks);
      if (failures[0]) throw failures[0].error;
      this.file.writing(() => folded.forEach((one) => writeFolded(this.file, one, folding)));
      const { position } = events.at(-1)!;
      const head = await store.head();
      onProgress?.(position + 1, head + 1);
      if (position >= head || tracks.some((track) => reachedBy(track) < position)) return;
    }
  }

  /** True where nothing is left to build: each register has reached the head and what is read from, and took its place. */
  private swapped(built: readonly Built[], head: Position, reached: (register: Projection) => Position): boolean {
    return this.file.writing(() => {
      const left = built.filter(({ track }) => track.checkpoint);
      const isReady = ({ track, projection }: Built) => reachedBy(track) >= Math.max(head, reached(projection));
      if (!left.every(isReady)) return false;
      dropViews(this.file);
      for (const one of left) one.swap();
      createViews(this.file, this.projections);
      return true;
    });
  }

  /** What was built of another log, or of one that was put back to an older copy, is begun anew. */
  private async mustBeThisLog(store: EventStore, built: Built): Promise<void> {
    for (const checkpoint of [built.track.checkpoint, built.partedTo])
      if (checkpoint && !(await holds(store, checkpoint.position, checkpoint.event))) return this.file.writing(() => built.begin());
  }

  private of(registers: readonly Projection[]): readonly Built[] {
    return registers.map((one) => new Built(this.file.db, one));
  }
}
