import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { idsIn } from '#kernel/ids-in.js';
import { specOf, type Kind } from '#domain/catalogues.js';
import type { EventStore } from '#event-store/port.js';
import { factOf } from './facts.js';

/** The kinds of streams that continue an entry of a meeting, and the noun of what it created. */
const continuing: Partial<Record<Kind, { readonly noun: string; readonly first: string }>> = {
  action: { noun: 'action', first: 'ActionContinued' },
  decision: { noun: 'decision', first: 'DecisionContinued' },
};

export const continues = (kind: Kind): boolean => continuing[kind] !== undefined;

/** The entry that a stream continues, as it stands in its meeting: named by the stream's first event, or else by the command. */
export const originOf =
  (store: EventStore, stream: string, kind: Kind, named: string | null) =>
  async (facts: readonly Fact[]): Promise<Fact | null> => {
    const how = continuing[kind];
    if (!how) return null;
    const first = facts.find((fact) => fact.type === how.first);
    const meeting = first ? `meeting-${first.data.meeting}` : named;
    if (!meeting) return null;
    const id = stream.slice(kind.length + 1);
    return (await standing(store, meeting)).find((fact) => creates(fact, how.noun, id)) ?? null;
  };

const standing = async (store: EventStore, stream: string) => stands((await store.read(stream)).events.map(factOf));
const creates = (fact: Fact, noun: string, id: string) =>
  idsIn(specOf(fact.entry.stream, fact.type)!, fact.data).created.some((made) => made.noun === noun && made.id === id);
