import type { Fact } from '#kernel/entry.js';
import { entitledNow, presenceIsKnown, presentNow, whereabouts, type Present } from '#domain/meeting/presence.js';
import type { Meeting } from '#domain/meeting/state.js';

/** Somebody who withdrew and has not come back. What is not stated of it is null. */
export type Withdrawn = { readonly person: string; readonly interest: string | null; readonly reason: unknown };
export type Here = {
  readonly roles: readonly (readonly [Present['role'], readonly Present[]])[];
  /** Null where nobody's presence is recorded: then nobody can tell. */
  readonly present: number | null;
  readonly entitled: number | null;
  readonly withdrawn: readonly Withdrawn[];
  /** Who was in the room and left for good. */
  readonly left: readonly string[];
};

/** Who is in the room when all that is recorded so far has happened, who stands outside and why, and who has gone. */
export const hereIn = (state: Meeting, standing: readonly Fact[]): Here => {
  const present = presentNow(state);
  const known = presenceIsKnown(state);
  const moved = new Set(state.order.all.flatMap(({ move }) => (move && move.how !== 'role' ? [move.person] : [])));
  const where = (person: string) => whereabouts(state, person, state.order.length)?.where;
  return {
    roles: [...Map.groupBy(present, ({ role }) => role)],
    present: known ? present.length : null,
    entitled: known ? entitledNow(state).length : null,
    withdrawn: [...moved].filter((person) => where(person) === 'out').map((person) => whyOut(person, standing)),
    left: [...moved].filter((person) => where(person) === 'gone'),
  };
};

const whyOut = (person: string, standing: readonly Fact[]): Withdrawn => {
  const withdrawal = standing.findLast(({ type, data }) => type === 'WithdrawalRecorded' && data.person === person)?.data;
  return { person, interest: withdrawal?.interest ?? null, reason: withdrawal?.reason ?? null };
};
