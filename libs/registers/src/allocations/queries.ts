import type { Money } from '#kernel/money.js';
import { meetingName, where, type Ask } from '../ask.js';

export type AllocationKnown = {
  readonly id: string;
  readonly entry: string;
  readonly board: string | null;
  readonly boardName: string | null;
  readonly meeting: string | null;
  readonly meetingId: string;
  readonly decision: string;
  readonly item: { readonly label: string | null; readonly heading: string | null };
  readonly words: string | null;
  /** Minor units; null is not stated. */
  readonly amount: Money | null;
  readonly printed: string | null;
  readonly source: string | null;
  readonly purpose: string | null;
};
export type AllocationsAsked = { readonly board?: string; readonly decision?: string };

export const allocations = (ask: Ask, { board, decision }: AllocationsAsked = {}): readonly AllocationKnown[] => {
  const asked = where({ 'board = ?': board, 'decision = ?': decision });
  return ask.rows(`SELECT * FROM allocation_known ${asked.sql} ORDER BY board, date, nth, meeting, place`, ...asked.values).map((row) => ({
    id: row['allocation'] as string,
    entry: row['entry'] as string,
    board: row['board'] as string | null,
    boardName: row['board_name'] as string | null,
    meeting: meetingName(row),
    meetingId: row['meeting'] as string,
    decision: row['decision'] as string,
    item: { label: row['item_label'] as string | null, heading: row['item_heading'] as string | null },
    words: row['words'] as string | null,
    amount: row['amount_minor'] === null ? null : { minor: row['amount_minor'] as number, currency: row['currency'] as string },
    printed: row['printed'] as string | null,
    source: row['source'] as string | null,
    purpose: row['purpose'] as string | null,
  }));
};
