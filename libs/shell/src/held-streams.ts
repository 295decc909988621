import type { Decider } from '#kernel/decider.js';
import type { Fact } from '#kernel/entry.js';
import { advance, streamOf, type Stream } from '#kernel/stream.js';
import { deciders } from '#domain/deciders.js';
import type { Kind } from '#domain/catalogues.js';
import type { EventStore, Recorded } from '#event-store/port.js';
import { factOf } from './facts.js';

/** What is known of a command that was recorded: the look-up for ever. */
export type Done = { readonly hash: string; readonly events: readonly Recorded[] };

/** A stream read and folded, with the commands that made it. */
export type Held = {
  readonly decider: Decider;
  readonly stream: Stream;
  readonly done: ReadonlyMap<string, Done>;
};

export const revisionOf = (held: Held): number => held.stream.recorded.length - 1;

/** Streams that were used lately stay folded; an append at a revision that no longer holds makes the caller read again. */
export class HeldStreams {
  private readonly held = new Map<string, Held>();
  constructor(
    private readonly store: EventStore,
    private readonly most = 1000,
  ) {}

  async get(name: string, kind: Kind, origin: (facts: readonly Fact[]) => Promise<Fact | null>): Promise<Held> {
    const kept = this.held.get(name);
    if (kept) return kept;
    const { events } = await this.store.read(name);
    const facts = events.map(factOf);
    const decider: Decider = deciders[kind];
    const held = { decider, stream: streamOf(decider, facts, await origin(facts)), done: doneIn(events) };
    return this.keep(name, held);
  }

  forget(name: string) {
    this.held.delete(name);
  }

  grow(name: string, held: Held, events: readonly Recorded[]): Held {
    return this.keep(name, { ...held, stream: advance(held.decider, held.stream, events.map(factOf)), done: doneIn(events, held.done) });
  }

  private keep(name: string, held: Held): Held {
    this.held.delete(name);
    this.held.set(name, held);
    if (this.held.size > this.most) this.held.delete(this.held.keys().next().value!);
    return held;
  }
}

const doneIn = (events: readonly Recorded[], before: ReadonlyMap<string, Done> = new Map()) => {
  const done = new Map(before);
  for (const event of events) {
    const { command, commandHash } = event.envelope;
    done.set(command, { hash: commandHash, events: [...(done.get(command)?.events ?? []), event] });
  }
  return done;
};
