import { ask, entriesOf, NoAnswer, Refused } from '../net/api.js';
import type { Intent, Queued } from './intent.js';

const againMs = [300, 1_000, 2_000, 5_000];
const patienceMs = 20_000;

/** What the browser keeps for this desk: survives a reload, a crash of the tab, and the server's absence. */
export type Keep = { readonly read: () => readonly Queued[]; readonly write: (queue: readonly Queued[]) => void };

/**
 * Intents on their way to the server: kept before anything else happens, sent one after the other, and sent again under the
 * same id until the answer is known. What is refused is kept apart and holds nothing up.
 */
export class Outbox {
  private queue: readonly Queued[];
  private sending = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly keep: Keep,
    private readonly changed: (queue: readonly Queued[]) => void,
    private readonly send: (intent: Intent) => Promise<unknown> = (intent) => post(intent),
    /** Whether the server answered when something was sent to it last. */
    private readonly answers: (does: boolean) => void = () => undefined,
  ) {
    // What was saved before a reload is read back from the server.
    this.queue = keep.read().filter(({ state }) => state !== 'saved');
  }

  get queued(): readonly Queued[] {
    return this.queue;
  }

  add(intents: readonly Intent[]): void {
    this.set([...this.queue, ...intents.map((intent): Queued => ({ intent, state: 'waiting' }))]);
    void this.flush();
  }

  /** Read back from the server, given up, or about to be sent otherwise. */
  drop(done: (intent: Intent) => boolean): void {
    if (this.queue.some(({ intent }) => done(intent))) this.set(this.queue.filter(({ intent }) => !done(intent)));
  }

  /** Sends what waits, now. */
  async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    try {
      for (let next = this.first(); next; next = this.first()) await this.sendOne(next);
      this.failures = 0;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.answers(false);
      this.timer = setTimeout(() => void this.flush(), againMs[Math.min(this.failures++, againMs.length - 1)]);
    } finally {
      this.sending = false;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private first(): Intent | undefined {
    return this.queue.find(({ state }) => state === 'waiting')?.intent;
  }

  private async sendOne(intent: Intent): Promise<void> {
    try {
      await this.send(intent);
      this.answers(true);
      this.become(intent, { intent, state: 'saved' });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.answers(true);
      this.become(intent, { intent, state: 'refused', refusal: error.refusal });
    }
  }

  private become(intent: Intent, now: Queued): void {
    this.set(this.queue.map((one) => (one.intent.id === intent.id ? now : one)));
  }

  private set(queue: readonly Queued[]): void {
    this.queue = queue;
    this.keep.write(queue);
    this.changed(queue);
  }
}

/** @param settled answers when the registers show it as well. @throws Refused, NoAnswer */
export const post = (
  { id, stream, verb, data, recorded, occurred, enteredAt, override, actor }: Intent,
  settled = false,
): Promise<{ revision: number; position: number }> =>
  ask(`${entriesOf(stream)}${settled ? '?wait=true' : ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id, ...(actor !== null && { 'working-as': actor }) },
    body: JSON.stringify({ verb, data, recorded, occurred, enteredAt, override }),
    // A connection that hangs must not hold up what comes after it: the same is sent again, and recorded once.
    signal: AbortSignal.timeout(patienceMs),
  });
