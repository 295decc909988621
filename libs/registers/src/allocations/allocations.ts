import { each, projection } from '../projection.js';

const tables = {
  allocation: {
    allocation: 'text',
    meeting: 'text',
    entry: 'text',
    decision: 'text',
    amount_minor: 'integer?',
    currency: 'text?',
    printed: 'text?',
    source: 'text?',
    purpose: 'text?',
    place: 'integer',
  },
} as const;

/** Money by a decision: how much, from where, for what, each as far as stated (invariant 78). */
export const allocations = projection({
  name: 'allocations',
  version: 1,
  tables,
  views: `
CREATE VIEW allocation_known AS
  SELECT allocation.*, meeting.board, meeting.board_name, meeting.date, meeting.nth, meeting.that_day, decision.words, decision.kind,
    decision.item_label, decision.item_heading
  FROM allocation_then allocation
  JOIN meeting_known meeting ON meeting.meeting = allocation.meeting
  LEFT JOIN decision_then decision ON decision.decision = allocation.decision;`,
  of: { meeting: (stream) => ({ allocation: made(stream) }) },
});

const made = each<'meeting'>()(['AllocationMade'], (meeting, { data, entry }) => ({
  key: data.allocationId,
  allocation: data.allocationId,
  meeting: meeting.id,
  entry: entry.id,
  decision: data.decision,
  amount_minor: data.amount?.minor ?? null,
  currency: data.amount?.currency ?? null,
  printed: meeting.words(data.printed),
  source: meeting.words(data.source),
  purpose: meeting.words(data.purpose),
  place: entry.revision,
}));
