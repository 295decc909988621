import { withCorrections } from '#kernel/corrections.js';
import { event, type EventsOf, type IntentsOf } from '#kernel/event.js';
import { id, maybe, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { reportedAt } from '../reported-at.js';

const conditionally = { condition: id('condition'), at: reportedAt, reason: maybe(words) };
const example = { condition: 'condition', at: null, reason: text('The grant was confirmed') };

/** The life of a decision after the meeting that took it. */
export const decisionEvents = withCorrections({
  DecisionContinued: event({
    v: 1,
    by: 'ContinueDecision',
    say: 'follow a decision up',
    doc: 'This stream goes on with a decision that a meeting recorded: the entry is read from there.',
    data: { decision: id('decision'), meeting: id('meeting'), entry: id('entry') },
    example: { decision: 'decision', meeting: 'meeting', entry: 'entry' },
  }),
  ConditionMet: event({
    v: 1,
    by: 'MeetCondition',
    say: 'condition met',
    doc: 'A condition of the decision is satisfied.',
    data: conditionally,
    example,
  }),
  ConditionFailed: event({
    v: 1,
    by: 'FailCondition',
    say: 'condition failed',
    doc: 'A condition of the decision failed: the approval lapses.',
    data: conditionally,
    example,
  }),
  ConditionWaived: event({
    v: 1,
    by: 'WaiveCondition',
    say: 'condition waived',
    doc: 'The board no longer asks for a condition.',
    data: conditionally,
    example,
  }),
  DecisionRescinded: event({
    v: 1,
    by: 'RescindDecision',
    say: 'rescind',
    doc: 'The decision, or one of its subjects, no longer holds. It stays readable.',
    data: { subject: maybe(id('subject')), by: maybe(id('decision')), at: reportedAt, reason: maybe(words) },
    example: { subject: null, by: 'later-decision', at: null, reason: text('The project was withdrawn') },
  }),
  DecisionSuperseded: event({
    v: 1,
    by: 'SupersedeDecision',
    say: 'supersede',
    doc: 'Another decision stands in its place, for all its subjects or one.',
    data: { subject: maybe(id('subject')), by: id('decision'), at: reportedAt, reason: maybe(words) },
    example: { subject: null, by: 'later-decision', at: null, reason: null },
  }),
  DecisionImplemented: event({
    v: 1,
    by: 'ImplementDecision',
    say: 'implemented',
    doc: 'What was decided has been done.',
    data: { at: reportedAt, words: maybe(words) },
    example: { at: null, words: text('The grant was paid') },
  }),
});
export type DecisionEvent = EventsOf<typeof decisionEvents>;
export type DecisionIntent = IntentsOf<typeof decisionEvents>;
