import { Worker } from 'node:worker_threads';
import { beside } from '../beside.js';
import { type Appended, StoreUnavailable } from '../port.js';
import { type Answer, type Asked, errorOf, type Request } from './requests.js';
import { type FromWriter, type Given, packed } from './wire.js';
import { usually } from './writer.js';

/** Where what is asked becomes durable. */
export interface LogWriter {
  /** Resolves when it is durable. @throws InvalidEnvelope, WrongRevision, TextWasErased, StoreUnavailable */
  ask(asked: Asked): Promise<Appended | null>;
  /** Resolves when everything that was asked has been answered. */
  close(): Promise<void>;
}

type Waiting = { readonly resolve: (done: Appended | null) => void; readonly reject: (error: Error) => void };

const main = beside(import.meta.url, 'writer-main');

/** The writer in a thread of its own, so that a slow disk stops nobody who reads. The thread starts with the first thing to write. */
export class WriterThread implements LogWriter {
  private worker: Worker | null = null;
  private ended: Promise<void> = Promise.resolve();
  private over: StoreUnavailable | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private outgoing: Request[] = [];
  private asked = 0;

  constructor(
    private readonly dir: string,
    private readonly stopped: (why: StoreUnavailable) => void,
    private readonly wrote: (appends: number) => void = () => {},
    /** What the thread runs. */
    private readonly runs = main,
    private readonly sorting = usually,
  ) {}

  ask(asked: Asked): Promise<Appended | null> {
    if (this.over) return Promise.reject(this.over);
    const n = this.asked++;
    const idle = this.waiting.size === 0;
    const done = new Promise<Appended | null>((resolve, reject) => this.waiting.set(n, { resolve, reject }));
    // What is asked in one turn of the event loop goes over together; while the thread has nothing to do it does not wait for the turn's end.
    if (this.outgoing.push({ n, asked }) === 1) (idle ? queueMicrotask : setImmediate)(() => this.send());
    return done;
  }

  async close(): Promise<void> {
    this.over ??= new StoreUnavailable('The log is closed.', 'Open it again.', { lasts: true });
    if (!this.worker) return;
    this.send();
    this.worker.ref();
    this.worker.postMessage(null);
    await this.ended;
  }

  private send(): void {
    const requests = this.outgoing;
    if (requests.length === 0) return;
    this.outgoing = [];
    this.worker ??= this.start();
    // Nobody goes before they are answered; with nothing to write the thread keeps nobody.
    this.worker.ref();
    const sent = packed(requests);
    this.worker.postMessage(sent, 'words' in sent ? [sent.bytes.buffer] : []);
  }

  private start(): Worker {
    const worker = new Worker(this.runs, { workerData: { dir: this.dir, sorting: this.sorting } satisfies Given, name: 'log writer' });
    worker.on('message', (words: FromWriter) => {
      if (words.done) this.take(words.done, words.others);
      else this.stopped(errorOf(words.stopped) as StoreUnavailable);
      if (this.waiting.size === 0) worker.unref();
    });
    worker.on('messageerror', (error) => this.lose(error));
    worker.on('error', (error) => this.lose(error));
    this.ended = new Promise((resolve) =>
      worker.once('exit', () => {
        this.lose(null);
        resolve();
      }),
    );
    return worker;
  }

  private take(done: readonly number[], others: readonly Answer[]): void {
    if (done.length > 0) this.wrote(done.length / 3);
    for (let at = 0; at < done.length; at += 3) this.waitingFor(done[at]!)?.resolve({ revision: done[at + 1]!, position: done[at + 2]! });
    for (const answer of others) {
      const waiting = this.waitingFor(answer.n);
      if ('done' in answer) waiting?.resolve(answer.done);
      else waiting?.reject(errorOf(answer.failed));
    }
  }

  private waitingFor(n: number): Waiting | undefined {
    const waiting = this.waiting.get(n);
    this.waiting.delete(n);
    return waiting;
  }

  /** The thread is gone: what it was asked last may be durable or not. */
  private lose(cause: unknown): void {
    const closed = this.over !== null && this.waiting.size === 0;
    if (closed) return;
    this.over ??= new StoreUnavailable('The writer of the log has failed.', 'Start again.', { lasts: true, cause });
    this.stopped(this.over);
    for (const { reject } of this.waiting.values()) reject(this.over);
    this.waiting.clear();
  }
}
