import { withCorrections } from '#kernel/corrections.js';
import { event, type EventsOf, type IntentsOf } from '#kernel/event.js';
import { count, id, list, maybe, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { partialDate } from '#kernel/times.js';

export const minutesEvents = withCorrections({
  MinutesDrafted: event({
    v: 1,
    by: 'DraftMinutes',
    say: 'draft the minutes',
    doc: 'A draft was made of a meeting as it stood at a revision. It carries the checkpoint of the meeting’s close, where a ledger signed one.',
    data: { meeting: id('meeting'), meetingRevision: count, checkpoint: maybe(words) },
    example: { meeting: 'meeting', meetingRevision: 40, checkpoint: null },
  }),
  MinutesCirculated: event({
    v: 1,
    by: 'CirculateMinutes',
    say: 'circulate the minutes',
    doc: 'A numbered version was sent out: its digest, to whom, and what went with it.',
    data: { version: count, meetingRevision: count, digest: words, to: maybe(words), with: list(words) },
    example: {
      version: 1,
      meetingRevision: 40,
      digest: text('8Yk…'),
      to: text('All members'),
      with: [text('The performance return that was omitted')],
    },
  }),
  MinutesApproved: event({
    v: 1,
    by: 'ApproveMinutes',
    say: 'approve the minutes',
    doc: 'A decision of another meeting approved them: which version, with which corrections; each not stated where nobody said.',
    data: {
      meeting: id('meeting'),
      decision: id('decision'),
      on: maybe(partialDate),
      version: maybe(count),
      digest: maybe(words),
      corrections: list(id('correction')),
    },
    example: { meeting: 'later-meeting', decision: 'decision', on: '2010-04-14', version: 1, digest: text('8Yk…'), corrections: [] },
  }),
  MinutesRedrafted: event({
    v: 1,
    by: 'RedraftMinutes',
    say: 'draft the minutes again',
    doc: 'The minutes were drafted again from the meeting as it then stood.',
    data: { meetingRevision: count, reason: maybe(words) },
    example: { meetingRevision: 44, reason: text('One line was put right') },
  }),
});
export type MinutesEvent = EventsOf<typeof minutesEvents>;
export type MinutesIntent = IntentsOf<typeof minutesEvents>;
