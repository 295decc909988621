import { Worker } from 'node:worker_threads';
import { beside } from '#event-store/beside.js';
import { StoreUnavailable } from '#event-store/port.js';
import type { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { nothingMore } from '#event-store/sqlite/writer.js';
import type { Command, Reply } from '../command.js';
import { errorOf, failedOf } from '../crossing.js';
import type { Answer, Asked, FromRecording, ToRecording } from './words.js';

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

/** So many are sent without waiting for the end of the turn: the thread decides them while more are read here. */
const mostTogether = 8;

const main = beside(import.meta.url, 'recording-main');

/**
 * Records in a thread of its own, so that deciding and answering go on at the same time. What it appends is told to the store of
 * whoever answers, before the replies are.
 */
export class RecordingThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended: Promise<void>;
  private outgoing: Asked[] = [];
  private asked = 0;
  private over: StoreUnavailable | null = null;
  /** Why it writes nothing more, as it says itself. */
  private stopped: StoreUnavailable | null = null;
  private idle: (() => void)[] = [];

  constructor(
    dir: string,
    private readonly store: SqliteStore,
  ) {
    this.worker = new Worker(main, { workerData: { dir }, name: 'recording' });
    this.worker.on('message', (words: FromRecording) => this.take(words));
    let why: unknown = null;
    this.worker.on('error', (error) => (why = error));
    this.ended = new Promise((resolve) =>
      this.worker.once('exit', () => {
        this.lose(why);
        resolve();
      }),
    );
    store.onStopped((reason) => this.stop(nothingMore(reason)));
  }

  /** @throws Refused where a rule stands against it: nothing has changed. @throws StoreUnavailable */
  handle(command: Command): Promise<Reply> {
    if (this.over) return Promise.reject(this.over);
    const n = this.asked++;
    const isIdle = this.waiting.size === 0;
    const reply = new Promise<Reply>((resolve, reject) => this.waiting.set(n, { resolve, reject }));
    const outgoing = this.outgoing.push({ n, command });
    if (outgoing === mostTogether) this.send();
    // What is asked in one turn of the event loop goes over together; while the thread has nothing to do it does not wait for the turn's end.
    else if (outgoing === 1) (isIdle ? queueMicrotask : setImmediate)(() => this.send());
    return reply;
  }

  /** Nothing more is written from here on; what was recorded is still answered for. */
  stop(why: Error): void {
    if (!this.over) this.tell({ stop: failedOf(why) });
  }

  /** Resolves when everything that is under way now is recorded or refused. */
  async settled(): Promise<void> {
    if (this.waiting.size > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** Records what it was sent before, and ends. */
  async close(): Promise<void> {
    this.send();
    if (!this.over) this.tell(null);
    this.over ??= new StoreUnavailable('The log is closed.', 'Open it again.', { lasts: true });
    await this.ended;
  }

  private send(): void {
    const asked = this.outgoing;
    if (asked.length === 0) return;
    this.outgoing = [];
    this.tell({ asked });
  }

  private tell(words: ToRecording): void {
    this.worker.postMessage(words);
  }

  private take(words: FromRecording): void {
    if ('stopped' in words) {
      this.stopped = errorOf(words.stopped) as StoreUnavailable;
      return this.store.stopToo(this.stopped);
    }
    // Whoever follows the log knows of it before whoever is answered can ask them.
    if (words.appends > 0) this.store.lookAgain(words.appends);
    for (const answer of words.answers) this.answer(answer);
    if (this.waiting.size === 0) this.rest();
  }

  private answer(answer: Answer): void {
    const waiting = this.waiting.get(answer.n);
    this.waiting.delete(answer.n);
    if ('reply' in answer) waiting?.resolve(answer.reply);
    else waiting?.reject(errorOf(answer.failed));
  }

  private rest(): void {
    for (const tell of this.idle.splice(0)) tell();
  }

  /** The thread is gone: what it was asked last may be durable or not. */
  private lose(cause: unknown): void {
    if (this.over && this.waiting.size === 0) return;
    this.over ??=
      this.stopped ?? new StoreUnavailable('The thread that records has ended.', 'Start the server again.', { lasts: true, cause });
    this.store.stopToo(this.over);
    for (const { reject } of this.waiting.values()) reject(this.over);
    this.waiting.clear();
    this.rest();
  }
}
