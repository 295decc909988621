import { meetings, type MeetingKnown } from '../book/queries.js';
import type { Ask } from '../ask.js';
import { findings, type FindingKnown } from './queries.js';

/** What is left to do about the record of a board. */
export type Missing = {
  /** Held, and never approved. */
  readonly minutesNotApproved: readonly MeetingKnown[];
  readonly conditionsOpen: readonly FindingKnown[];
  /** Agreements and requests that gave rise to no action. */
  readonly untracked: readonly FindingKnown[];
  readonly actionNumbersSkipped: readonly FindingKnown[];
  /** Votes without a decision, ties without a ruling, lists that disagree, and the like. */
  readonly others: readonly FindingKnown[];
};

const isOver = new Set<MeetingKnown['status']>(['closed', 'held']);

/** @param board its id */
export const missing = (ask: Ask, board: string): Missing => {
  const open = findings(ask, { board }).filter(({ kind }) => kind === 'missing' || kind === 'discrepancy');
  const of = (code: string) => open.filter((one) => one.code === code);
  const listed = ['condition.open', 'decision.untracked', 'action.number-skipped'];
  return {
    minutesNotApproved: meetings(ask, board).filter(({ status, minutes }) => isOver.has(status) && minutes.status !== 'approved'),
    conditionsOpen: of('condition.open'),
    untracked: of('decision.untracked'),
    actionNumbersSkipped: of('action.number-skipped'),
    others: open.filter(({ code }) => !listed.includes(code)),
  };
};
