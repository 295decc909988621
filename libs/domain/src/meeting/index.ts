import type { Decider } from '#kernel/decider.js';
import { decide } from './decide.js';
import { meetingEvents, type MeetingEvent, type MeetingIntent } from './events.js';
import { evolve } from './evolve.js';
import { mayCorrect } from './room.js';
import { rules } from './rules.js';
import { initial, type Meeting } from './state.js';

/** One sitting: it keeps all that presence, interest, quorum and votes must agree on. */
export const meeting: Decider<MeetingIntent, Meeting, MeetingEvent> = {
  kind: 'meeting',
  events: meetingEvents,
  initial,
  evolve,
  rules,
  decide,
  mayCorrect,
};
