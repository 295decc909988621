import type { EventStore, Position } from '#event-store/port.js';
import { registers } from './catalogue.js';
import type { Projection } from './projection.js';
import type { Following } from './following.js';
import { Queries } from './queries.js';
import { RegisterFile } from './register-file.js';
import type { Health } from './health.js';
import { Runner, type RunnerOptions } from './runner.js';
import { tablesOf } from './tables.js';

export type Options = RunnerOptions & {
  /** The day of questions that name none, `2026-01-20`; by the clock of this computer (UTC) without it. */
  readonly today?: () => string;
  readonly projections?: readonly Projection[];
  /** Who follows the log, told how far the registers are before; without it they are followed in this thread. */
  readonly following?: (before: Pick<Following, 'position' | 'health'>) => Following;
};

/** What is read from many streams. All of it comes from the log: the file may be deleted at any time. */
export class Registers extends Queries {
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<void>>();

  private constructor(
    private readonly opened: RegisterFile,
    private readonly projections: readonly Projection[],
    private readonly runner: Runner,
    private readonly following: Following,
    today: () => string,
  ) {
    super(opened, today);
  }

  /** Opens `registers.sqlite` in the folder, and makes it where it is missing. @throws RegistersUnavailable */
  static async open(dir: string, { today, projections = registers, following, ...options }: Options): Promise<Registers> {
    const file = RegisterFile.open(dir);
    try {
      const runner = new Runner(file, projections, options);
      return new Registers(
        file,
        projections,
        runner,
        following?.(runner) ?? runner,
        today ?? (() => new Date().toISOString().slice(0, 10)),
      );
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** Follows the log until the signal aborts. It never rejects: `health` says what is wrong. */
  follow(store: EventStore, signal: AbortSignal): Promise<void> {
    const running = this.following.follow(store, AbortSignal.any([signal, this.closing.signal]));
    this.running.add(running);
    return running.finally(() => this.running.delete(running));
  }
  /** Resolves when every register that is not stopped has followed to this position. @throws what ended the following */
  reached(position: Position): Promise<void> {
    return this.following.reached(position);
  }
  /** As `reached`, but those that are built anew by a newer version are not waited for where their older rows can answer. */
  answering(position: Position): Promise<void> {
    return this.following.reached(position, true);
  }
  /** Those whose answers do not go as far as the others': they have stopped, or are built anew. */
  halted(): readonly Health[] {
    return this.following.halted();
  }
  get position(): Position {
    return this.following.position;
  }
  health(): readonly Health[] {
    return this.following.health();
  }
  /** True while erased words may still lie between the rows of the file, because another program is reading it. */
  get wipePending(): boolean {
    return this.opened.wipePending;
  }
  /** Builds every register anew beside what is read from, and swaps them. @throws what a register throws */
  rebuild(store: EventStore, onProgress?: (done: number, of: number) => void): Promise<void> {
    return this.runner.rebuild(store, onProgress);
  }

  /** All rows of all tables at all positions, in one order: the same bytes for the same log. */
  dump(): Uint8Array {
    const tables = this.projections.flatMap((one) => tablesOf(one).map(([table]) => table)).sort();
    const lines = tables.flatMap((table) => [
      `-- ${table}`,
      ...this.opened.db
        .prepare(`SELECT * FROM ${table} ORDER BY stream, key, known_from`)
        .all()
        .map(({ docid: _, ...row }) => JSON.stringify(row)),
    ]);
    return new TextEncoder().encode(`${lines.join('\n')}\n`);
  }

  /** Ends the following first. Closing twice is harmless. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running);
    this.opened.close();
  }
}
