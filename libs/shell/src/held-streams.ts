import type { Decider } from '#kernel/decider.js';
import type { Fact } from '#kernel/entry.js';
import { streamOf, type Stream } from '#kernel/stream.js';
import { deciders } from '#domain/deciders.js';
import type { Kind } from '#domain/catalogues.js';
import type { EventStore, Recorded } from '#event-store/port.js';
import type { Reply } from './command.js';
import { factOf } from './facts.js';

/** A stream read and folded, with the commands that made it. */
export type Held = {
  readonly decider: Decider;
  readonly stream: Stream;
  readonly commands: ReadonlySet<string>;
};
type Kept = Held & { readonly commands: Set<string> };

export const revisionOf = (stream: Stream): number => stream.length - 1;

/** How much stays folded: some 500 MB, at less than 2 kB an entry. */
const atMost = { streams: 1_000, entries: 300_000 };

/** Streams that were used lately stay folded; an append at a revision that no longer holds makes the caller read again. */
export class HeldStreams {
  private readonly held = new Map<string, Kept>();
  private entries = 0;
  constructor(
    private readonly store: EventStore,
    private readonly most = atMost,
  ) {}

  async get(name: string, kind: Kind, origin: (facts: readonly Fact[]) => Promise<Fact | null>): Promise<Held> {
    const kept = this.held.get(name);
    if (kept) return kept;
    const { events } = await this.store.read(name);
    const facts = events.map(factOf);
    const decider: Decider = deciders[kind];
    const commands = new Set(facts.map(({ entry }) => entry.command));
    const held = { decider, stream: streamOf(decider, facts, await origin(facts)), commands };
    this.keep(name, held);
    return held;
  }

  forget(name: string): void {
    this.entries -= this.held.get(name)?.stream.length ?? 0;
    this.held.delete(name);
  }

  /** The stream as it is after an append, with the commands that made it grow. */
  grow(name: string, { decider, commands: before }: Held, stream: Stream, more: readonly string[]): void {
    // One turn at a time holds a stream: nobody else reads what is added to here.
    const commands = before as Set<string>;
    for (const command of more) commands.add(command);
    this.keep(name, { decider, stream, commands });
  }

  private keep(name: string, held: Kept): void {
    this.forget(name);
    this.held.set(name, held);
    this.entries += held.stream.length;
    for (const other of this.held.keys()) {
      if (other === name || (this.held.size <= this.most.streams && this.entries <= this.most.entries)) break;
      this.forget(other);
    }
  }
}

/** To a command that was recorded, for ever. @param events all of that command */
export const replyOf = (events: readonly Recorded[]): Omit<Reply, 'again'> => {
  const { envelope, position } = events.at(-1)!;
  return {
    stream: envelope.stream,
    revision: envelope.revision,
    position,
    events: events.map(({ envelope: { id, type, revision: at } }) => ({ id, type, revision: at })),
  };
};
