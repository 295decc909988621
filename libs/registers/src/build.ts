import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Position } from '#event-store/port.js';
import { holds } from './batches.js';
import { buildShare } from './build-share.js';
import { Built } from './built.js';
import { clearNext } from './clearing.js';
import type { FactOf, Projection } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { type Share, sharesOf } from './share.js';
import { reachedBy, type Track } from './track.js';
import { createViews, dropViews } from './views.js';

/** What is built in threads of their own: these registers, up to a position, and then their indexes. */
export type AskedOfThreads = {
  readonly registers: readonly string[];
  readonly shares: readonly Share[];
  readonly upTo: Position;
  readonly signal: AbortSignal;
  readonly reached: (share: Share, position: Position) => void;
};
export type Threads = {
  readonly count: number;
  /** @throws what a register throws, what the store throws, and where a thread ends */
  readonly build: (asked: AskedOfThreads) => Promise<void>;
};

export type BuildOptions = {
  readonly factOf: FactOf;
  /** Without them all is built here, beside everything else that this thread does. */
  readonly threads?: Threads;
};
export type Progress = (done: number, of: number) => void;

/** For fewer entries no thread is started. */
const worthAThread = 20_000;

/** Builds registers anew beside those that are read from, and swaps them. */
export class Build {
  constructor(
    private readonly file: RegisterFile,
    /** All that are read from: their views stand for all of them or for none. */
    private readonly projections: readonly Projection[],
    private readonly options: BuildOptions,
  ) {}

  async begin(store: EventStore, registers: readonly Projection[]): Promise<void> {
    const by = await this.hands(store);
    this.file.writing(() => {
      for (const one of registers) new Built(this.file.db, one).begin(by);
    });
  }

  /** With what is there already, where it can be gone on with. */
  async goOn(store: EventStore, registers: readonly Projection[]): Promise<void> {
    const by = await this.hands(store);
    this.file.writing(() => {
      const built = registers.map((one) => new Built(this.file.db, one));
      const held = Math.max(...built.map(({ tracks }) => tracks.length)) || by;
      for (const one of built) if (one.tracks.length !== held) one.begin(held);
    });
  }

  /** @param reached how far the one that is read from has followed. @throws what a register throws */
  async run(
    store: EventStore,
    registers: readonly Projection[],
    signal: AbortSignal,
    { reached, onProgress }: { readonly reached: (register: Projection) => Position; readonly onProgress?: Progress | undefined },
  ): Promise<void> {
    const all = registers.map((one) => new Built(this.file.db, one));
    for (;;) {
      // Another program may have built and swapped some of them.
      const left = all.filter(({ tracks }) => tracks.length > 0);
      for (const built of left) await this.mustBeThisLog(store, built);
      const head = await store.head();
      if (signal.aborted || this.swapped(left, head, reached)) break;
      await this.bringTo(head, left, store, signal, onProgress);
    }
    await this.clear(signal);
  }

  /** What was read from before goes piece by piece. */
  async clear(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.file.writing(() => clearNext(this.file.db))) await turn();
  }

  private async bringTo(
    upTo: Position,
    built: readonly Built[],
    store: EventStore,
    signal: AbortSignal,
    onProgress?: Progress,
  ): Promise<void> {
    const shares = sharesOf(built[0]!.tracks.length);
    const tracks = (share: Share) => built.map((one) => one.track(share));
    const at = new Map(shares.map((share) => [share.nth, Math.min(...tracks(share).map(reachedBy))]));
    const begun = Math.min(...at.values());
    const reached = ({ nth }: Share, position: Position) => {
      at.set(nth, position);
      const done = [...at.values()].reduce((sum, one) => sum + one + 1, 0) / shares.length;
      onProgress?.(Math.floor(done), upTo + 1);
    };
    const { threads, factOf } = this.options;
    if (threads && upTo - begun >= worthAThread) {
      const registers = built.map(({ projection }) => projection.name);
      return threads.build({ registers, shares, upTo, signal, reached });
    }
    for (const share of shares)
      await buildShare(this.file, tracks(share), store, { share, upTo, factOf, signal, reached: (position) => reached(share, position) });
    for (const one of built) while (!signal.aborted && this.file.writing(() => one.indexNext())) await turn();
  }

  /** True where nothing is left to build: each register has reached the head and what is read from, and took its place. */
  private swapped(built: readonly Built[], head: Position, reached: (register: Projection) => Position): boolean {
    return this.file.writing(() => {
      const left = built.filter(({ tracks }) => tracks.length > 0);
      const positions = left.flatMap(({ tracks }) => tracks.map(reachedBy));
      const least = Math.max(head, ...left.map(({ projection }) => reached(projection)));
      if (new Set(positions).size > 1 || positions.some((position) => position < least)) return false;
      dropViews(this.file);
      for (const one of left) one.swap(one.tracks[0]!.checkpoint!);
      createViews(this.file, this.projections);
      return true;
    });
  }

  /** What was built of another log, or of one that was put back to an older copy, is begun anew. */
  private async mustBeThisLog(store: EventStore, built: Built): Promise<void> {
    const isOf = ({ checkpoint }: Track) => !checkpoint || holds(store, checkpoint.position, checkpoint.event);
    const { tracks } = built;
    for (const track of tracks) if (!(await isOf(track))) return this.file.writing(() => built.begin(tracks.length));
  }

  private async hands(store: EventStore): Promise<number> {
    return (await store.head()) >= worthAThread ? (this.options.threads?.count ?? 1) : 1;
  }
}
