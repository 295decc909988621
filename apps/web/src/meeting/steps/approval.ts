import { introductions, opening } from '../../compose/compose.js';
import type { Values } from '../../compose/form.js';
import type { Typed } from '../../compose/people.js';
import { newId } from '../../room/intent.js';
import type { Asked, Room } from '../../room/room.svelte.js';
import type { ToApprove } from './to-approve.js';

/** A correction that the meeting has agreed: kept at this desk until it is recorded, with the approval or without one. */
export type Agreed = {
  readonly correctionId: string;
  /** How it reads, for the list. */
  readonly said: string;
  readonly data: Values;
  readonly introduced: readonly (readonly [string, Typed])[];
};

/** What is agreed and not yet recorded outlives a reload of the tab. */
export const agreedKept = (
  stream: string,
  meeting: string,
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = sessionStorage,
) => {
  const key = `minutebook.agreed.${stream}.${meeting}`;
  return {
    read: (): readonly Agreed[] => JSON.parse(store.getItem(key) ?? '[]'),
    keep: (agreed: readonly Agreed[]): void => (agreed.length === 0 ? store.removeItem(key) : store.setItem(key, JSON.stringify(agreed))),
  };
};

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** Words that are offered to the clerk, who may write others. */
export const offeredWords = (corrections: number): string => {
  const accurate = 'The minutes were approved as an accurate record of the meeting';
  if (corrections === 0) return `${accurate}.`;
  return `${accurate}, with ${numbers[corrections] ?? corrections} correction${corrections === 1 ? '' : 's'}.`;
};

/** Corrections as they are asked for under an item, by the authority of a decision or, without one, of the chair. */
export const asCorrections = (room: Room, item: string, decision: string | null, agreed: readonly Agreed[]): readonly Asked[] =>
  agreed.flatMap(({ correctionId, data, introduced }) => [
    ...introductions(new Map(introduced), data, room.desk.board.id),
    { verb: 'AgreeCorrection', data: { ...data, correctionId, item, decision } },
  ]);

export type Approval = {
  readonly item: string;
  readonly words: string;
  readonly method: string;
  readonly version: number | null;
  readonly agreed: readonly Agreed[];
};
/** The decision, the corrections that were agreed with it, and the approval that rests on it: all of them or none. */
export const asApproval = (room: Room, paper: ToApprove, { item, words, method, version, agreed }: Approval): readonly Asked[] => {
  const decision = newId();
  const decided = { ...opening('RecordDecision', room, {}), decisionId: decision, item, kind: 'minutes approved', words, method };
  return [
    { verb: 'RecordDecision', data: decided },
    ...asCorrections(room, item, decision, agreed),
    { verb: 'ApproveMinutes', data: { decision, of: { meeting: paper.meeting }, version, digest: paper.sent.digest } },
  ];
};
