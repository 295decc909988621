import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { entryInWords } from './words.js';

/** Whoever is told: a response, or what a spec puts in its place. */
export type Ear = {
  /** False where no more should be written before it is drained. */
  write(words: Uint8Array): boolean;
  /** What was written waits to be taken. */
  readonly isFull: boolean;
  /** Resolves when more may be written. @throws where the signal aborts before */
  drained(signal: AbortSignal): Promise<unknown>;
  end(): void;
};

/** One who listens: to everything, or to one stream; and up to where it knows the log. */
export type Listener = { readonly ear: Ear; readonly stream: string | null; readonly signal: AbortSignal; at: Position };

/**
 * The log as it grows, told to all who listen. Those who have come to its end are told together: an entry is read once and put into
 * words once for all of them. Whoever is behind, or takes it in slowly, reads on from a place of his own, and holds no memory.
 */
export class Feed {
  private readonly all = new Set<Listener>();
  /** Those who are told together, by what they listen to. */
  private readonly together = new Map<string | null, Set<Listener>>();
  /** Up to where those have been told. */
  private at: Position = -1;
  private following: AbortController | null = null;

  /** @param grown is called when those at the end of the log have been told of an entry */
  constructor(
    private readonly store: EventStore,
    private readonly grown: () => void = () => undefined,
  ) {}

  get listeners(): ReadonlySet<Listener> {
    return this.all;
  }

  /** Until its signal aborts, or the store closes or fails: then it is ended. @throws StoreUnavailable */
  async listen(listener: Listener): Promise<void> {
    const head = this.following ? this.at : await this.store.head();
    if (listener.signal.aborted) return;
    this.all.add(listener);
    listener.signal.addEventListener('abort', () => this.leave(listener), { once: true });
    if (!this.following) this.begin(head);
    if (!this.joins(listener)) void this.catchUp(listener);
  }

  /** A sign of life for all who take it: what nobody takes would be kept for them. */
  beat(words: Uint8Array): void {
    for (const { ear } of this.all) if (!ear.isFull) ear.write(words);
  }

  /** Up to where a listener knows the log. */
  knownTo(listener: Listener): Position {
    return this.groupOf(listener).has(listener) ? Math.max(this.at, listener.at) : listener.at;
  }

  /** Told together from now on, if it knows as much as the others: nothing is awaited between the question and the answer. */
  private joins(listener: Listener): boolean {
    if (listener.at < this.at || !this.following || listener.signal.aborted) return false;
    this.groupOf(listener).add(listener);
    return true;
  }

  private async catchUp(listener: Listener): Promise<void> {
    const { ear, signal } = listener;
    try {
      for await (const recorded of this.store.all(listener.at, { signal })) {
        if (!tell(listener, recorded, () => entryInWords(recorded))) await ear.drained(signal);
        if (this.joins(listener)) return;
      }
    } catch {
      // It learns why where it asks again.
    }
    ear.end();
  }

  private begin(head: Position): void {
    this.at = head;
    this.following = new AbortController();
    void this.follow(this.following.signal);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const recorded of this.store.all(this.at, { signal })) {
        // Whoever recorded it is answered first: many who listen take a while to be written to.
        await nextTurn();
        this.tellTogether(recorded);
        this.grown();
      }
    } catch {
      // As above.
    }
    if (signal.aborted) return;
    this.following = null;
    for (const group of this.together.values()) for (const { ear } of group) ear.end();
  }

  private tellTogether(recorded: Recorded): void {
    let made: Uint8Array | null = null;
    const words = () => (made ??= entryInWords(recorded));
    this.at = recorded.position;
    for (const which of [null, recorded.envelope.stream])
      for (const listener of this.together.get(which) ?? [])
        if (listener.at < recorded.position && !tell(listener, recorded, words)) this.setApart(listener);
  }

  /** It takes no more for now: the others do not wait for it. */
  private setApart(listener: Listener): void {
    this.groupOf(listener).delete(listener);
    const goOn = () => void (this.joins(listener) || this.catchUp(listener));
    listener.ear.drained(listener.signal).then(goOn, () => listener.ear.end());
  }

  private leave(listener: Listener): void {
    this.all.delete(listener);
    const group = this.groupOf(listener);
    group.delete(listener);
    if (group.size === 0) this.together.delete(listener.stream);
    if (this.all.size > 0) return;
    this.following?.abort();
    this.following = null;
  }

  private groupOf({ stream }: Listener): Set<Listener> {
    const group = this.together.get(stream) ?? new Set();
    this.together.set(stream, group);
    return group;
  }
}

/** False where it takes no more for now. */
const tell = (listener: Listener, { position, envelope }: Recorded, words: () => Uint8Array): boolean => {
  listener.at = position;
  return (listener.stream !== null && envelope.stream !== listener.stream) || listener.ear.write(words());
};
