import type { Part } from './part.js';

export const followUp = {
  ActionRaised: (meeting, { actionId, label, decision }, { id }) => ({
    ...meeting,
    actions: [...meeting.actions, { id: actionId, entry: id, label, decision }],
  }),
  ActionReported: (meeting) => meeting,
  ConsolidatedListPrinted: (meeting) => meeting,
  ActionListed: (meeting, { listingId, compared }, { id }) => ({
    ...meeting,
    listings: [...meeting.listings, { id: listingId, entry: id, compared, settled: false }],
  }),
  DiscrepancySettled: (meeting, { listing }) => ({
    ...meeting,
    listings: meeting.listings.map((one) => (one.id === listing ? { ...one, settled: true } : one)),
  }),
} satisfies Part;
