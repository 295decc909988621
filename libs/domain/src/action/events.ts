import { withCorrections } from '#kernel/corrections.js';
import { event, type EventsOf, type IntentsOf } from '#kernel/event.js';
import { id, list, maybe, oneOf, said, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { reportedAt } from '../reported-at.js';
import { due, owner } from '../shapes.js';

const reported = { at: reportedAt, by: maybe(id('person')), words: maybe(said) };
const nothing = { at: null, by: null, words: null };

/** The life of an action after the meeting that raised it. */
export const actionEvents = withCorrections({
  ActionContinued: event({
    v: 1,
    by: 'ContinueAction',
    say: 'follow an action up',
    doc: 'This stream goes on with an action that a meeting raised: the entry is read from there.',
    data: { action: id('action'), meeting: id('meeting'), entry: id('entry') },
    example: { action: 'action', meeting: 'meeting', entry: 'entry' },
  }),
  ProgressReported: event({
    v: 1,
    by: 'ReportProgress',
    say: 'report progress',
    doc: 'What was done so far.',
    data: reported,
    example: { ...nothing, by: 'person', words: text('The letter is drafted') },
  }),
  DueChanged: event({
    v: 1,
    by: 'ChangeDue',
    say: 'change the date',
    doc: 'The action is due at another time, and who asked for it.',
    data: { ...reported, due: maybe(due), askedBy: maybe(id('person')), reason: maybe(words) },
    example: { ...nothing, due: { date: '2010-05-01', printed: null }, askedBy: 'person', reason: text('The minister is away') },
  }),
  ActionReassigned: event({
    v: 1,
    by: 'ReassignAction',
    say: 'reassign',
    doc: 'Somebody else answers for the action, or nobody yet.',
    data: { ...reported, owners: list(owner), assigned: oneOf('named', 'unassigned', 'to be confirmed'), reason: maybe(words) },
    example: { ...nothing, owners: [{ person: 'other-person', printed: null }], assigned: 'named', reason: text('CA has left') },
  }),
  ActionCompleted: event({
    v: 1,
    by: 'CompleteAction',
    say: 'complete',
    doc: 'The action is done: who said so.',
    data: reported,
    example: { ...nothing, by: 'person' },
  }),
  ActionCarriedForward: event({
    v: 1,
    by: 'CarryActionForward',
    say: 'carry forward',
    doc: 'The action goes on to a later meeting under its own identity.',
    data: { ...reported, due: maybe(due), reason: maybe(words) },
    example: { ...nothing, due: { expected: '2010-07', printed: null }, reason: null },
  }),
  ActionCancelled: event({
    v: 1,
    by: 'CancelAction',
    say: 'cancel',
    doc: 'The action is not to be done any more.',
    data: { ...reported, reason: maybe(words) },
    example: { ...nothing, reason: text('Overtaken by events') },
  }),
  ActionSuperseded: event({
    v: 1,
    by: 'SupersedeAction',
    say: 'supersede',
    doc: 'Another action stands in its place.',
    data: { ...reported, with: maybe(id('action')), reason: maybe(words) },
    example: { ...nothing, with: 'later-action', reason: null },
  }),
  ActionReopened: event({
    v: 1,
    by: 'ReopenAction',
    say: 'reopen',
    doc: 'The action is open again.',
    data: { ...reported, reason: maybe(words) },
    example: { ...nothing, reason: text('The letter came back') },
  }),
});
export type ActionEvent = EventsOf<typeof actionEvents>;
export type ActionIntent = IntentsOf<typeof actionEvents>;
