import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { appointmentsOn, board as decider } from '#domain/board/index.js';
import { ordersInForce } from '../taken.js';
import type { Taking } from './answers.js';

/** What a meeting would take from its board on a date, worded as the checks of those entries ask for it. */
export const takingOn = (board: string, recorded: readonly Fact[], date: string | null): Taking => {
  const theirs = fold(decider, stands(recorded));
  if (date === null || !theirs.established) return { roll: null, orders: null };
  const from = { board, boardRevision: recorded.length - 1 };
  const appointed = appointmentsOn(theirs, date);
  const voting = people(appointed.filter((one) => one.as === 'voting member'));
  const others = people(appointed).filter((person) => !voting.includes(person));
  return {
    roll: appointed.length === 0 ? null : { ...from, voting, others },
    orders: { ...from, ...ordersInForce(theirs, date) },
  };
};

const people = (appointed: readonly { readonly person: string }[]): readonly string[] => [
  ...new Set(appointed.map(({ person }) => person)),
];
