import type { Fact } from '#kernel/entry.js';
import type { EventStore, Position, Recorded } from '#event-store/port.js';
import { factOf } from '#shell/facts.js';
import { openerFor, type Open } from '#shell/opener.js';
import { textPlaces, type TextPlace } from '#shell/seal.js';
import { shownData } from '#shell/shown.js';

/** An entry of the log as the operator reads it: its envelope's times and places, its data with the words opened. */
export type Entry = {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly enteredAt: string | null;
  readonly occurred: unknown;
  readonly recorded: string;
  readonly actor: string;
  readonly id: string;
  readonly command: string;
  readonly causation: string | null;
  readonly correlation: string | null;
  readonly data: unknown;
  /** What `EraseTexts` names: each text of the entry by its place in the data. */
  readonly texts: readonly TextPlace[];
};

const batch = 200;

/** The entries up to a position, of one stream or of all, in the order of the log. */
export async function* entriesOf(store: EventStore, stream: string | null, upTo: Position): AsyncGenerator<Entry> {
  const page: Recorded[] = [];
  for await (const recorded of recordedIn(store, stream, upTo)) {
    page.push(recorded);
    if (page.length === batch) yield* opened(store, page.splice(0));
  }
  yield* opened(store, page);
}

async function* recordedIn(store: EventStore, stream: string | null, upTo: Position): AsyncGenerator<Recorded> {
  const last = Math.min(upTo, await store.head());
  if (stream !== null) {
    for (const recorded of (await store.read(stream)).events) if (recorded.position <= last) yield recorded;
    return;
  }
  if (last < 0) return;
  for await (const recorded of store.all(-1, { signal: new AbortController().signal })) {
    yield recorded;
    if (recorded.position >= last) return;
  }
}

async function* opened(store: EventStore, page: readonly Recorded[]): AsyncGenerator<Entry> {
  const facts = page.map(factOf);
  const open = await openerFor(store, facts);
  for (const [n, recorded] of page.entries()) yield entryOf(recorded, facts[n]!, open);
}

const entryOf = ({ position, envelope }: Recorded, fact: Fact, open: Open): Entry => ({
  position,
  stream: envelope.stream,
  revision: envelope.revision,
  type: envelope.type,
  recordedAt: envelope.recordedAt,
  enteredAt: envelope.enteredAt,
  occurred: envelope.occurred,
  recorded: envelope.recorded,
  actor: envelope.actor,
  id: envelope.id,
  command: envelope.command,
  causation: envelope.causation,
  correlation: envelope.correlation,
  data: shownData(fact, open),
  texts: textPlaces(fact),
});
