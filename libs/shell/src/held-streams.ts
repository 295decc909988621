import type { Decider } from '#kernel/decider.js';
import type { Fact } from '#kernel/entry.js';
import { streamOf, type Stream } from '#kernel/stream.js';
import { deciders } from '#domain/deciders.js';
import type { Kind } from '#domain/catalogues.js';
import type { EventStore, Recorded } from '#event-store/port.js';
import type { Reply } from './command.js';
import { factOf } from './facts.js';

/** What is known of a command that was recorded: the look-up for ever. */
export type Done = { readonly hash: string; readonly reply: Omit<Reply, 'again'> };

/** A stream read and folded, with the commands that made it. */
export type Held = {
  readonly decider: Decider;
  readonly stream: Stream;
  readonly done: ReadonlyMap<string, Done>;
};

export const revisionOf = (stream: Stream): number => stream.recorded.length - 1;

/** Streams that were used lately stay folded; an append at a revision that no longer holds makes the caller read again. */
export class HeldStreams {
  private readonly held = new Map<string, Held & { readonly done: Map<string, Done> }>();
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
    const held = { decider, stream: streamOf(decider, facts, await origin(facts)), done: new Map<string, Done>() };
    for (const [command, its] of Map.groupBy(events, ({ envelope }) => envelope.command)) held.done.set(command, doneOf(its));
    this.keep(name, held);
    return held;
  }

  forget(name: string) {
    this.held.delete(name);
  }

  /** The stream as it is after an append, with the commands that made it grow. */
  grow(name: string, { decider, done: before }: Held, stream: Stream, commands: readonly (readonly Recorded[])[]): void {
    // One turn at a time holds a stream: nobody else reads what is added to here.
    const done = before as Map<string, Done>;
    for (const events of commands) done.set(events[0]!.envelope.command, doneOf(events));
    this.keep(name, { decider, stream, done });
  }

  private keep(name: string, held: Held & { readonly done: Map<string, Done> }): void {
    this.held.delete(name);
    this.held.set(name, held);
    if (this.held.size > this.most) this.held.delete(this.held.keys().next().value!);
  }
}

/** Of the events of one command. */
export const doneOf = (events: readonly Recorded[]): Done => {
  const { envelope, position } = events.at(-1)!;
  const { stream, revision, commandHash } = envelope;
  return {
    hash: commandHash,
    reply: {
      stream,
      revision,
      position,
      events: events.map(({ envelope: { id, type, revision: at } }) => ({ id, type, revision: at })),
    },
  };
};
