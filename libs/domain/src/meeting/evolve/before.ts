import type { Item } from '../state.js';
import type { Part } from './part.js';

/** On the agenda after the item named, else last. */
export const listed = (items: readonly Item[], item: Item, after: string | null): readonly Item[] => {
  const place = items.findIndex(({ id }) => id === after) + 1;
  return place === 0 ? [...items, item] : items.toSpliced(place, 0, item);
};

export const before = {
  MeetingScheduled: (meeting, { board, date, start, end, zone, kind, label }) => ({
    ...meeting,
    schedule: { board, date, start, end, kind, label },
    zone,
  }),
  MeetingRescheduled: (meeting, { date, start, end }) => ({
    ...meeting,
    schedule: meeting.schedule && { ...meeting.schedule, date, start, end },
  }),
  NoticeGiven: (meeting) => meeting,
  ItemListed: (meeting, { itemId, label, standing, after }, { id }) => ({
    ...meeting,
    items: listed(meeting.items, { id: itemId, entry: id, label, standing, onTheDay: false, nil: false }, after),
  }),
  PaperAttached: (meeting) => meeting,
  RollTaken: (meeting, { voting, others }) => ({ ...meeting, roll: { voting, others } }),
  StandingOrdersTaken: (meeting, { profile, quorum, tie, remoteCounts, substitutionNotice }) => ({
    ...meeting,
    orders: { profile, quorum, tie, remoteCounts, substitutionNotice },
  }),
} satisfies Part;
