import type { Fact } from '#kernel/entry.js';
import { isRefusal, type Refusal } from '#kernel/refusal.js';
import { advance, streamOf, type Stream } from '#kernel/stream.js';
import { meeting as decider } from '#domain/meeting/index.js';
import type { Meeting } from '#domain/meeting/state.js';
import { decide, decideAll } from './decide.js';
import type { Intent } from './intent.js';

/** What a correction may cite. */
export type Cites = (intent: Intent) => ReadonlySet<string>;

/** The meeting with what is on its way to the server, as far as it would be recorded. */
export const heldWith = (recorded: readonly Fact[], intents: readonly Intent[], cites: Cites): Stream<Meeting> =>
  decideAll(decider, streamOf(decider, recorded), intents, cites).stream;

/** What would be recorded, one after the other: all of it, or why not. */
export const decisionOn = (held: Stream<Meeting>, intents: readonly Intent[], cites: Cites): readonly Fact[] | Refusal => {
  let stream = held;
  const all: Fact[] = [];
  for (const intent of intents) {
    const facts = decide(decider, stream, intent, cites(intent));
    if (isRefusal(facts)) return facts;
    stream = advance(decider, stream, facts);
    all.push(...facts);
  }
  return all;
};

/** The meeting with what is being typed, as far as it would be recorded. */
export const draftedOn = (held: Stream<Meeting>, intents: readonly Intent[], cites: Cites): Stream<Meeting> =>
  decideAll(decider, held, intents, cites).stream;

/** The verb that asks for this type of fact. */
export const verbOf = (type: string): string | null => decider.events[type]?.by ?? null;
