import { withCorrections } from '#kernel/corrections.js';
import type { Catalogue, EventsOf, IntentsOf } from '#kernel/event.js';
import { after } from './events/after.js';
import { before } from './events/before.js';
import { decisions } from './events/decisions.js';
import { followUp } from './events/follow-up.js';
import { interests } from './events/interests.js';
import { presence } from './events/presence.js';
import { talk } from './events/talk.js';
import { votes } from './events/votes.js';

// A correction that a later meeting agrees holds an entry of a meeting, so this catalogue holds itself.
function itself(): Catalogue {
  return meetingEvents;
}

/** The one place to add an event: it belongs to the part of the meeting where a clerk would look for it. */
export const meetingEvents = withCorrections({
  ...before,
  ...presence,
  ...interests,
  ...talk,
  ...votes,
  ...decisions,
  ...followUp,
  ...after(itself),
});
export type MeetingEvent = EventsOf<typeof meetingEvents>;
export type MeetingIntent = IntentsOf<typeof meetingEvents>;
