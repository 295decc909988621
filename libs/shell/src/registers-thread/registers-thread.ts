import { Worker } from 'node:worker_threads';
import { beside } from '#event-store/beside.js';
import type { EventStore, Position } from '#event-store/port.js';
import type { Following } from '#registers/following.js';
import type { Health } from '#registers/health.js';
import { errorOf } from '../crossing.js';
import type { FromThread, State, ToThread } from './words.js';

type Waiting = { readonly resolve: () => void; readonly reject: (error: Error) => void };

const main = beside(import.meta.url, 'registers-main');

/** Keeps the registers of a folder in a thread of its own, so that whoever records does not wait for them. */
export class RegistersThread implements Following {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  /** What is being waited for, once for all who wait for the same: many come while the registers are behind. */
  private readonly reaching = new Map<string, Promise<void>>();
  private readonly ended: Promise<void>;
  private over: Error | null = null;
  private asked = 0;

  /** @param state how far the registers are before it begins */
  constructor(
    dir: string,
    private state: State,
    private readonly onProgress: (done: number, of: number) => void = () => undefined,
  ) {
    this.worker = new Worker(main, { workerData: { dir }, name: 'registers' });
    this.worker.on('message', (words: FromThread) => this.take(words));
    let why: Error = new Error('The thread that keeps the registers has ended.');
    this.worker.on('error', (error) => (why = error as Error));
    this.ended = new Promise((resolve) =>
      this.worker.once('exit', () => {
        this.lose(why);
        resolve();
      }),
    );
  }

  get position(): Position {
    return this.state.position;
  }

  health(): readonly Health[] {
    const { over } = this;
    if (!over) return this.state.health;
    const remedy = 'Start the server again: the registers go on where they are.';
    return this.state.health.map((one) => ({ ...one, stopped: one.stopped ?? over.message, remedy: one.remedy ?? remedy }));
  }

  halted(): readonly Health[] {
    return this.health().filter(({ stopped, building }) => stopped !== null || building);
  }

  reached(position: Position, meanwhile = false): Promise<void> {
    if (this.over) return Promise.reject(this.over);
    if (position <= this.state.position && this.halted().length === 0) return Promise.resolve();
    const which = `${position} ${meanwhile}`;
    const reaching = this.reaching.get(which) ?? this.ask(position, meanwhile).finally(() => this.reaching.delete(which));
    this.reaching.set(which, reaching);
    return reaching;
  }

  /** The thread reads the log by itself; it is told when there is more. */
  async follow(store: EventStore, signal: AbortSignal): Promise<void> {
    const quiet = store.onWritten(() => this.tell({ do: 'look' }));
    const end = () => this.tell({ do: 'end' });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    await this.ended;
    quiet();
  }

  private ask(position: Position, meanwhile: boolean): Promise<void> {
    const n = this.asked++;
    this.tell({ do: 'reach', n, position, meanwhile });
    return new Promise((resolve, reject) => this.waiting.set(n, { resolve, reject }));
  }

  private tell(words: ToThread): void {
    this.worker.postMessage(words);
  }

  private take(words: FromThread): void {
    if ('state' in words) this.state = words.state;
    else if ('done' in words) this.onProgress(words.done, words.of);
    else {
      const waiting = this.waiting.get(words.reached);
      this.waiting.delete(words.reached);
      if (words.failed) waiting?.reject(errorOf(words.failed));
      else waiting?.resolve();
    }
  }

  private lose(why: Error): void {
    this.over = why;
    for (const { reject } of this.waiting.values()) reject(why);
    this.waiting.clear();
  }
}
