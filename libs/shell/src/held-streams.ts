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
type Growing = Held & { readonly commands: Set<string> };
type Kept = Growing & { place: number };

export const revisionOf = (stream: Stream): number => stream.length - 1;

/** How much stays folded: some 500 MB, at little more than 1 kB an entry. */
const atMost = { streams: 1_000, entries: 400_000 };
/** Which of so many. */
type Choose = (count: number) => number;
const anyOne: Choose = (count) => Math.floor(Math.random() * count);

/**
 * Streams that were used lately stay folded; an append at a revision that no longer holds makes the caller read again. Which one makes room
 * for another is left to chance: of streams that are used in turn, and are a few more than have room, the oldest is the next to be used.
 */
export class HeldStreams {
  private readonly held = new Map<string, Kept>();
  /** Of those that are held, each in its place. */
  private readonly names: string[] = [];
  private entries = 0;
  constructor(
    private readonly store: EventStore,
    private readonly most = atMost,
    private readonly choose = anyOne,
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
    const kept = this.held.get(name);
    if (!kept) return;
    this.entries -= kept.stream.length;
    this.held.delete(name);
    const last = this.names.pop()!;
    if (last === name) return;
    this.names[kept.place] = last;
    this.held.get(last)!.place = kept.place;
  }

  /** The stream as it is after an append, with the commands that made it grow. */
  grow(name: string, { decider, commands: before }: Held, stream: Stream, more: readonly string[]): void {
    // One turn at a time holds a stream: nobody else reads what is added to here.
    const commands = before as Set<string>;
    for (const command of more) commands.add(command);
    this.keep(name, { decider, stream, commands });
  }

  private keep(name: string, held: Growing): void {
    this.forget(name);
    const { length } = held.stream;
    while (this.names.length > 0 && (this.names.length >= this.most.streams || this.entries + length > this.most.entries))
      this.forget(this.names[this.choose(this.names.length)]!);
    this.held.set(name, { ...held, place: this.names.push(name) - 1 });
    this.entries += length;
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
