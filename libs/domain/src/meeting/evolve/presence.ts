import type { Meeting } from '../state.js';
import { listed } from './before.js';
import type { Part } from './part.js';

/** Whoever goes, for good or for an item, presides no longer. */
export const vacated = (meeting: Meeting, person: string): Meeting => (meeting.chair === person ? { ...meeting, chair: null } : meeting);

/** What is written down after the close does not open the meeting again. */
const unlessClosed = (meeting: Meeting, room: Meeting['room']): Meeting => (meeting.room === 'closed' ? meeting : { ...meeting, room });

/** Where each person is follows from the order of what happened: see `presence.ts`. */
export const presence = {
  MeetingOpened: (meeting, { zone }) => ({ ...unlessClosed(meeting, 'open'), zone }),
  ChairTaken: (meeting, { person }) => ({ ...meeting, chair: person }),
  ChairHandedOver: (meeting, { to }) => ({ ...meeting, chair: to }),
  ApologyRecorded: (meeting, { person }, { id }) => ({ ...meeting, apologies: [...meeting.apologies, { person, entry: id, open: true }] }),
  ListHeaded: (meeting) => meeting,
  AttendanceRecorded: (meeting) => meeting,
  SubstitutionRecorded: (meeting, { person, for: absent }) => ({
    ...meeting,
    substitutions: [...meeting.substitutions, { person, for: absent }],
  }),
  RoleChanged: (meeting) => meeting,
  ArrivalRecorded: (meeting, { person }) => ({
    ...meeting,
    apologies: meeting.apologies.map((apology) => (apology.person === person ? { ...apology, open: false } : apology)),
  }),
  DepartureRecorded: (meeting, { person }) => vacated(meeting, person),
  ItemTaken: (meeting, { item }, { id }) => ({ ...meeting, taken: [...meeting.taken, { item, entry: id }] }),
  ItemAdded: (meeting, { itemId, label, after }, { id }) => ({
    ...meeting,
    items: listed(meeting.items, { id: itemId, entry: id, label, standing: null, onTheDay: true, nil: false }, after),
  }),
  PrivateSessionBegun: (meeting) => ({ ...meeting, private: true }),
  PrivateSessionEnded: (meeting) => ({ ...meeting, private: false }),
  MeetingAdjourned: (meeting) => unlessClosed(meeting, 'adjourned'),
  MeetingResumed: (meeting) => unlessClosed(meeting, 'open'),
  MeetingClosed: (meeting) => ({ ...meeting, room: 'closed' }),
} satisfies Part;
