import { askedBy } from '#kernel/event.js';
import { isRefusal, type Refusal } from '#kernel/refusal.js';
import { advance, streamOf, type Stream } from '#kernel/stream.js';
import { kindOf } from '#domain/catalogues.js';
import { deciders } from '#domain/deciders.js';
import type { ShownEntry } from '#shell/shown.js';
import type { Sending } from '../net/send.js';
import { decide } from '../room/decide.js';
import { newId } from '../room/intent.js';
import { factOf } from '../room/shown.js';

/** What a stream holds, as far as this desk knows. */
export type Holding = { readonly stream: string; readonly entries: readonly ShownEntry[] };
const begins = new Set(['EstablishBoard', 'IntroducePerson', 'ScheduleMeeting']);

/**
 * What would be refused of entries that belong together, before any of them is sent: nothing is recorded by halves.
 * A stream that this desk does not hold is the server's to judge.
 */
export const refusedOf = (holding: readonly Holding[], all: readonly Sending[]): Refusal | null => {
  const held = new Map<string, Stream>();
  for (const { stream, entries } of holding)
    if (entries.length > 0) held.set(stream, streamOf(deciders[kindOf(stream)!], entries.map(factOf)));
  const cites = new Set(holding.flatMap(({ entries }) => entries).flatMap(({ texts }) => texts.map(({ digest }) => digest)));
  for (const one of all) {
    const decider = deciders[kindOf(one.stream)!];
    if (begins.has(one.verb) && !held.has(one.stream)) held.set(one.stream, streamOf(decider, []));
    const stream = held.get(one.stream);
    if (!stream || !askedBy(decider.events, one.verb)) continue;
    const intent = {
      id: newId(),
      recorded: 'live',
      override: null,
      occurred: null,
      enteredAt: new Date().toISOString(),
      actor: null,
      ...one,
    } as const;
    const facts = decide(decider, stream, intent, one.verb === 'PutRight' ? cites : undefined);
    if (isRefusal(facts)) return facts;
    held.set(one.stream, advance(decider, stream, facts));
  }
  return null;
};
