import type { Fact } from '#kernel/entry.js';
import { isRefusal } from '#kernel/refusal.js';
import { decideOn } from '#kernel/stream.js';
import { commandHash } from '#event-store/digests.js';
import { StoreUnavailable, type EventStore } from '#event-store/port.js';
import type { Clock } from './clock.js';
import { closedAhead, closedHere, movedFrom } from './closed-log.js';
import { Refused, type Reply } from './command.js';
import type { Ahead, Drafted } from './drafted.js';
import { factOf } from './facts.js';
import { replyOf, revisionOf } from './held-streams.js';
import { refuse } from './refusals.js';
import type { Sealed } from './take-in.js';
import { otherThanTheySay } from './taken.js';

/** What was decided on one command: it is to be appended, or is the same as one that goes before it, or was recorded, or not. */
export type Verdict = { readonly ahead: Ahead; readonly again: boolean } | { readonly reply: Reply } | { readonly error: unknown };

/** Decides one command on the stream and those that go before it in its turn. Never throws. */
export const verdictOn = async (sealed: Sealed, draft: Drafted, store: EventStore, clock: Clock): Promise<Verdict> => {
  try {
    const before = await asBefore(sealed, draft, store);
    if (before) return before;
    const moved = movedFrom(store) ?? closedAhead(draft, store);
    if (moved) throw closedHere(moved);
    return { ahead: draft.add(sealed, await factsOf(sealed, draft, store, clock)), again: false };
  } catch (error) {
    return { error };
  }
};

/** The same id with the same body returns the first reply; with another body it is refused. */
const asBefore = async ({ command: { id, stream }, body }: Sealed, draft: Drafted, store: EventStore): Promise<Verdict | null> => {
  const ahead = draft.aheadWith(id);
  if (!ahead && !draft.held.commands.has(id)) return null;
  // Of what was recorded no more is kept than that it was: it is asked for seldom.
  const its = ahead ? [] : (await store.read(stream)).events.filter(({ envelope }) => envelope.command === id);
  const hash = ahead?.sealed.hash ?? its[0]?.envelope.commandHash;
  if (hash === undefined) throw new StoreUnavailable('The store does not show yet what was recorded in it.', 'Send it again.');
  const salt = ahead?.sealed.texts.get(hash) ?? (await store.texts.get([hash])).get(hash);
  if (salt === 'erased' || salt === undefined) throw new Refused(refuse('command.erased'));
  if (commandHash(salt.salt, body) !== hash) throw new Refused(refuse('command.id-reused'));
  return ahead ? { ahead, again: true } : { reply: { ...replyOf(its), again: true } };
};

const factsOf = async (sealed: Sealed, draft: Drafted, store: EventStore, clock: Clock): Promise<readonly Fact[]> => {
  const { command } = sealed;
  const { stream } = draft;
  const seen = command.ifMatch ?? null;
  if (seen !== null && seen !== revisionOf(stream))
    throw new Refused(refuse('stream.moved', `It is at revision ${revisionOf(stream)}, not ${seen}.`));
  const context = {
    command: command.id,
    actor: command.actor,
    now: clock(),
    recorded: command.recorded,
    occurred: sealed.occurred,
    continues: stream.origin,
  };
  const decision = decideOn(
    draft.held.decider,
    stream,
    { verb: command.verb, data: sealed.data, override: sealed.override },
    context,
    command.stream,
  );
  if (isRefusal(decision)) throw new Refused(decision);
  // Of its own stream the store does not know yet what goes before it in its turn.
  const read = async (name: string) => (name === command.stream ? stream.recorded : (await store.read(name)).events.map(factOf));
  const other = await otherThanTheySay(read, decision, stream.state);
  if (other) throw new Refused(other);
  return decision;
};
