import { choice, count, fields, flag, id, maybe, oneOf, said, words, type Of } from '#kernel/shape.js';
import { partialDate } from '#kernel/times.js';
import { roles } from './roles.js';

/** How someone attends (attendee capacity). */
export const role = oneOf(...roles, 'not stated');
export type Role = Of<typeof role>;

/** Where somebody takes part from. */
export const attends = oneOf('in the room', 'remotely');
export type Attends = Of<typeof attends>;

/** What a person is appointed to a board as. */
export const appointedAs = oneOf('voting member', 'non-voting member', 'observer', 'officer', 'adviser');

/** Who answers for an action: each kind keeps the words as printed. */
export const owner = choice({
  person: fields({ person: id('person'), printed: maybe(said) }),
  role: fields({ role: said }),
  group: fields({ group: said }),
  organisation: fields({ organisation: id('organisation'), printed: maybe(said) }),
  unresolved: fields({ unresolved: said }),
});
export type Owner = Of<typeof owner>;

/** Invariant 74: a date, a meeting (scheduled, or expected in a month), a period, an event, or no end. None is null. */
export const due = choice({
  date: fields({ date: partialDate, printed: maybe(said) }),
  meeting: fields({ meeting: id('meeting'), printed: maybe(said) }),
  expected: fields({ expected: partialDate, printed: maybe(said) }),
  period: fields({ period: said }),
  event: fields({ event: said }),
  standing: fields({ standing: flag, printed: maybe(said) }),
});
export type Due = Of<typeof due>;

/** A meeting that the book holds, or one that is known by reference only. */
export const meetingNamed = choice({
  meeting: fields({ meeting: id('meeting') }),
  mentioned: fields({ mentioned: words, date: maybe(partialDate) }),
});
export type MeetingNamed = Of<typeof meetingNamed>;

/** What standing orders say of a tie. */
export const onATie = oneOf('silent', 'casting vote', 'not carried');

/** What standing orders say of taking part: each is null where they say nothing of it. */
export const takingPart = {
  /** Whether somebody who attends remotely counts towards the quorum and votes. */
  remoteCounts: maybe(flag),
  /** By how many minutes before the start a substitution is to be notified. */
  substitutionNotice: maybe(count),
};

export const kindOfMeeting = oneOf('ordinary', 'extraordinary');
