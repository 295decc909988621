import { type EventStore, type Position, StoreUnavailable } from '#event-store/port.js';
import { batches, entriesIn, holds, isNewer } from './batches.js';
import { Build } from './build.js';
import { Folding, type Taken, writeFolded } from './folding.js';
import type { Following } from './following.js';
import { remedyFor, type Health } from './health.js';
import { type Pace, Sliced } from './pace.js';
import { type ByStream, isLong } from './parted-folding.js';
import type { FactOf, Projection } from './projection.js';
import { type RegisterFile, RegistersUnavailable } from './register-file.js';
import { isCurrent, reachedBy, Track } from './track.js';
import { createViews, dropViews } from './views.js';

export type RunnerOptions = {
  readonly factOf: FactOf;
  /** Called while there is more than one batch to catch up. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Milliseconds until a register that stopped is tried again. */
  readonly retryMs?: number;
  /** Builds registers stream by stream where there are many entries; without it in the order of the log. */
  readonly byStream?: ByStream;
  /** How many entries share one transaction, at most, where there is more to catch up; it holds up whoever else is in the same thread. */
  readonly together?: number;
  /** How many entries of streams that were followed lately stay folded, at 15 kB each. */
  readonly folded?: number;
  /** How it gives way to whoever else is there. */
  readonly pace?: Pace;
  /** Called whenever a register has come further, has stopped or goes on. */
  readonly onMoved?: () => void;
};

/** `meanwhile`: what older rows answer is not waited for while it is built anew. */
type Waiting = {
  readonly position: Position;
  readonly meanwhile: boolean;
  readonly resolve: () => void;
  readonly reject: (because: Error) => void;
};

/** Follows the log and keeps the registers; several may follow into one file. */
export class Runner implements Following {
  private readonly live: readonly Track[];
  private readonly failures = new Map<string, Error>();
  private readonly waiting = new Set<Waiting>();
  private over: Error | null = null;
  private farBehind = false;
  /** Registers of an older version whose rows answer until they are built anew. */
  private readonly older: ReadonlySet<Track>;
  /** Registers that are built at the moment, and not followed. */
  private building: readonly Track[] = [];
  /** Those that were built since they were opened. */
  private readonly built = new Set<Projection>();
  /** Some that held next to nothing could not be built: followed, each that throws stops alone. */
  private followsFromNothing = false;
  /** Until then what is in the file may be of another log, and answers nobody who waits. */
  private isLookedAt = false;
  private restart = new AbortController();
  private readonly builder: Build;
  private readonly pace: Pace;

  constructor(
    private readonly file: RegisterFile,
    private readonly projections: readonly Projection[],
    private readonly options: RunnerOptions,
  ) {
    this.live = projections.map((one) => new Track(file.db, one, 'live'));
    this.pace = options.pace ?? new Sliced();
    this.builder = new Build(file, projections, options.factOf, options.byStream ?? null);
    this.file.writing(() => {
      for (const track of this.live) {
        if ((track.checkpoint?.version ?? 0) > track.projection.version) throw keptByNewer(track.projection);
        if (!track.checkpoint) track.begin();
      }
      if (this.live.every((track) => isCurrent(track) || track.canAnswer())) createViews(this.file, this.projections);
      else dropViews(this.file);
    });
    this.older = new Set(this.live.filter((track) => !isCurrent(track) && track.canAnswer()));
  }

  get position(): Position {
    const going = this.live.filter((track) => !this.failures.has(track.projection.name));
    return Math.min(...(going.length > 0 ? going : this.live).map((track) => this.answersTo(track)));
  }

  health(): readonly Health[] {
    return this.live.map((track) => {
      const why = this.failures.get(track.projection.name) ?? this.over;
      return {
        name: track.projection.name,
        position: this.answersTo(track),
        stopped: why?.message ?? null,
        remedy: why && remedyFor(why, this.answersTo(track)),
        building: !isCurrent(track) || this.building.includes(track),
      };
    });
  }

  halted(): readonly Health[] {
    const isWell = this.failures.size === 0 && !this.over && this.older.size === 0 && this.building.length === 0;
    return isWell ? [] : this.health().filter(({ stopped, building }) => stopped !== null || building);
  }

  reached(position: Position, meanwhile = false): Promise<void> {
    return new Promise((resolve, reject) => {
      const one = { position, meanwhile, resolve, reject };
      this.waiting.add(one);
      // The others have been looked at when it came further.
      this.wake([one]);
    });
  }

  async follow(store: EventStore, signal: AbortSignal): Promise<void> {
    this.over = null;
    while (!signal.aborted && !this.over) {
      this.restart = new AbortController();
      const going = AbortSignal.any([signal, this.restart.signal]);
      await this.lookAt(store).catch((error: Error) => this.fail(this.projections, error));
      const building = this.upgrade(store, going).catch((error: Error) => this.fail(this.projections, error));
      await this.followUntil(store, going).catch((error: Error) => this.fail(this.projections, error));
      this.restart.abort();
      await building;
    }
    this.over ??= new Error('Nothing follows the log any more.');
    this.moved();
  }

  /**
   * Builds all registers anew beside those that are read from, and swaps them; if all of them were built since they were opened, they are
   * anew. @throws what a register throws
   */
  async rebuild(store: EventStore, onProgress?: (done: number, of: number) => void, signal = new AbortController().signal): Promise<void> {
    if (this.projections.every((one) => this.built.has(one))) return this.builder.clear(signal);
    this.builder.begin(this.projections);
    await this.build(store, this.projections, signal, onProgress);
    this.moved();
    await this.builder.clear(signal);
  }

  private async followUntil(store: EventStore, signal: AbortSignal): Promise<void> {
    this.file.wipe();
    const stop = AbortSignal.any([signal, ...this.retry()]);
    const tracks = this.live.filter((track) => !this.building.includes(track) && isCurrent(track) && !this.hasFailed(track));
    this.moved();
    if (tracks.length === 0) return aborted(stop);
    const folding = new Folding(store, this.options.factOf, { most: this.options.folded, pace: this.pace, signal });
    for await (const events of batches(store, Math.min(...tracks.map(reachedBy)), stop, this.options.together)) {
      const [entries, because] = entriesIn(events, this.options.factOf);
      this.write(await folding.take(entries, tracks), folding);
      if (because && !isNewer(because)) throw because;
      this.over = because;
      this.moved();
      const last = events.at(-1)!.position;
      if (because || tracks.some((track) => reachedBy(track) < last)) return;
      await this.progress(store, last, events.length);
      await this.pace.turn();
    }
  }

  private async lookAt(store: EventStore): Promise<void> {
    try {
      this.building = [];
      await this.mustBeOf(store);
      this.building = await this.toBuild(store);
    } finally {
      this.isLookedAt = true;
    }
  }

  /** Registers of an older version, and of a long log those that hold next to nothing of it: to follow all of it takes far longer. */
  private async toBuild(store: EventStore): Promise<readonly Track[]> {
    const entries = (await store.head()) + 1;
    const isFarBehind = !this.followsFromNothing && isLong(entries, this.options.byStream ?? null);
    const holdsLittle = (track: Track) => isFarBehind && (reachedBy(track) + 1) * 10 < entries;
    return this.live.filter((track) => !this.hasFailed(track) && (!isCurrent(track) || holdsLittle(track)));
  }

  /** They are built beside what is read from while the others are followed. */
  private async upgrade(store: EventStore, signal: AbortSignal): Promise<void> {
    const [left, before] = [this.building.map(({ projection }) => projection), this.building.map(reachedBy)];
    if (left.length === 0) return this.builder.clear(signal);
    this.builder.goOn(left);
    try {
      await this.build(store, left, signal, this.options.onProgress);
      this.building.forEach((track, n) => reachedBy(track) > before[n]! && this.built.add(track.projection));
    } catch (error) {
      this.giveUp(error as Error);
    }
    // Whoever waits for them may ask for a rebuild at once.
    this.building = [];
    this.moved();
    this.restart.abort();
  }

  /** Those of this version are followed from here on. What passes by itself is waited for, and then all of them are gone on with. */
  private giveUp(error: Error): void {
    const [building, current] = [this.building, this.building.filter(isCurrent)];
    const followed = passes(error) ? [] : current;
    this.followsFromNothing ||= followed.length > 0;
    this.builder.giveUp(followed.map(({ projection }) => projection));
    this.fail(
      building.filter((track) => !followed.includes(track)).map(({ projection }) => projection),
      error,
    );
  }

  private async build(
    store: EventStore,
    projections: readonly Projection[],
    signal: AbortSignal,
    onProgress?: (done: number, of: number) => void,
  ): Promise<void> {
    const reached = (one: Projection) => reachedBy(this.live.find(({ projection }) => projection === one)!);
    await this.builder.run(store, projections, signal, reached, onProgress);
  }

  /** One transaction, with the checkpoints; a register that cannot be written leaves it alone. */
  private write({ folded, failures }: Taken, folding: Folding): void {
    this.file.writing(() => {
      for (const one of folded) {
        this.file.db.exec('SAVEPOINT register');
        try {
          writeFolded(this.file, one, folding);
        } catch (error) {
          // On a full disk SQLite takes the whole transaction back by itself.
          if (!this.file.db.isTransaction) throw error;
          this.file.db.exec('ROLLBACK TO register');
          this.failures.set(one.track.projection.name, error as Error);
          folding.forget();
        }
        this.file.db.exec('RELEASE register');
      }
    });
    for (const { track, error } of failures) this.failures.set(track.projection.name, error);
    this.file.wipe();
  }

  /** Registers of another log, or of one that was put back to an older copy, are begun anew. */
  private async mustBeOf(store: EventStore): Promise<void> {
    for (const track of this.live.filter((one) => isCurrent(one) && !this.hasFailed(one))) {
      const { position, event } = track.checkpoint!;
      if (!(await holds(store, position, event))) this.file.writing(() => track.begin());
    }
  }

  private async progress(store: EventStore, done: Position, batch: number): Promise<void> {
    const left = (await store.head()) - done;
    if (left >= batch || this.farBehind) this.options.onProgress?.(done + 1, done + 1 + left);
    if (left === 0) this.pace.caughtUp();
    this.farBehind = left > 0 && (this.farBehind || left >= batch);
  }

  /** After a while those that stopped go on, and so does what is left of an erasure. */
  private retry(): readonly AbortSignal[] {
    const due = this.failures.size > 0 || this.file.wipePending;
    if (!due) return [];
    const signal = AbortSignal.timeout(this.options.retryMs ?? 5_000);
    signal.addEventListener('abort', () => {
      this.failures.clear();
    });
    return [signal];
  }

  private answersTo(track: Track): Position {
    return this.older.has(track) ? (track.checkpoint?.position ?? -1) : reachedBy(track);
  }

  private hasFailed({ projection }: Track): boolean {
    return this.failures.has(projection.name);
  }
  private fail(projections: readonly Projection[], error: Error): void {
    for (const { name } of projections) this.failures.set(name, error);
    this.moved();
  }

  private moved(): void {
    this.options.onMoved?.();
    this.wake();
  }

  private wake(among: Iterable<Waiting> = this.waiting): void {
    if (this.waiting.size === 0 || !this.isLookedAt) return;
    // Where all have stopped nobody waits for them.
    const going = this.live.filter(({ projection }) => !this.failures.has(projection.name));
    const all = Math.min(...going.map(reachedBy));
    const others = Math.min(...going.filter((track) => isCurrent(track) || !this.older.has(track)).map(reachedBy));
    for (const one of among) {
      const position = one.meanwhile ? others : all;
      if (one.position > position && !this.over) continue;
      this.waiting.delete(one);
      if (one.position <= position) one.resolve();
      else one.reject(this.over!);
    }
    this.pace.waitedForBy(this.waiting.size);
  }
}

const passes = (error: Error): boolean => error instanceof RegistersUnavailable || (error instanceof StoreUnavailable && !error.lasts);
const keptByNewer = ({ name }: Projection) =>
  new RegistersUnavailable(
    `A newer version of this program keeps the register ${name} in this folder.`,
    'Use that version, or delete registers.sqlite: it is made anew from the log.',
  );
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
