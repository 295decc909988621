import type { Entry, Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import type { Text } from '#kernel/text.js';
import type { MeetingEvent } from '../meeting/events.js';
import type { DecisionEvent } from './events.js';

export type At = Data<DecisionEvent, 'ConditionMet'>['at'];
type Recorded = { readonly at: At; readonly reason: Text | null; readonly entry: Entry };

/** What became of a condition. The conditions themselves are facts of the meeting that set them. */
export type Settled = Recorded & { readonly condition: string; readonly outcome: 'met' | 'failed' | 'waived' };
/** The decision, or one of its subjects, no longer holds; `by` is what replaced it. Subject null: all of them. */
export type Ending = Recorded & { readonly how: 'rescinded' | 'superseded'; readonly subject: string | null; readonly by: string | null };

export type DecisionState = {
  /** Null where the entry that recorded it does not stand. */
  readonly decision: string | null;
  /** The decision as its meeting recorded it. */
  readonly recorded: Data<MeetingEvent, 'DecisionRecorded'> | null;
  /** Whether this stream has begun to follow it up. */
  readonly begun: boolean;
  readonly conditions: readonly Settled[];
  readonly endings: readonly Ending[];
  readonly implemented: readonly { readonly at: At; readonly words: Text | null; readonly entry: Entry }[];
};

export const initial: DecisionState = { decision: null, recorded: null, begun: false, conditions: [], endings: [], implemented: [] };

/** The decision as it was taken, before anything became of it. */
export const start = (origin: Fact): DecisionState => {
  if (origin.type !== 'DecisionRecorded') return initial;
  const recorded = origin.data as Data<MeetingEvent, 'DecisionRecorded'>;
  return { ...initial, decision: recorded.decisionId, recorded };
};

/** What became of a condition last; null while it is open. */
export const outcomeOf = ({ conditions }: DecisionState, condition: string): Settled | null =>
  conditions.findLast((one) => one.condition === condition) ?? null;

/** What ended the decision for a subject (null: as a whole): with the link to what replaced it (invariant 62). */
export const endingOf = ({ endings }: DecisionState, subject: string | null): Ending | null =>
  endings.findLast((one) => one.subject === null || one.subject === subject) ?? null;

export const hasLapsed = ({ conditions }: DecisionState): boolean =>
  conditions.some(
    ({ condition, outcome }, n) => outcome === 'failed' && !conditions.slice(n + 1).some((later) => later.condition === condition),
  );

export type Force = 'in force' | 'conditional' | 'lapsed' | 'rescinded' | 'superseded';

/**
 * Whether the decision holds, for one subject or as a whole. Invariant 56: an approval subject to conditions is not unconditional
 * until each is met or waived; one that fails makes it lapse.
 * @param conditions the ids of all conditions that its meeting set.
 */
export const forceOf = (state: DecisionState, conditions: readonly string[], subject: string | null = null): Force => {
  const ending = endingOf(state, subject);
  if (ending) return ending.how;
  if (hasLapsed(state)) return 'lapsed';
  const open = conditions.some((condition) => outcomeOf(state, condition) === null);
  const unnamed = conditions.length === 0 && state.recorded?.kind === 'approved subject to condition';
  return open || unnamed ? 'conditional' : 'in force';
};
