import { replacementIn, type Replacement } from '#kernel/corrections.js';
import { event, type Catalogue } from '#kernel/event.js';
import { count, elsewhere, id, maybe, newId, oneOf, said, the, theEntry, words, type Shape } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { meetingNamed } from '../../shapes.js';

/** How an entry of another meeting is to read: sealed like any entry, its ids living over there. */
const correctionElsewhere = (meeting: () => Catalogue): Shape<Replacement> => elsewhere(() => replacementIn(meeting()));

/** What was put right at a later meeting, what a mention turned out to be, and what became of the minutes. */
export const after = (meeting: () => Catalogue) => ({
  CorrectionAgreed: event({
    v: 1,
    by: 'AgreeCorrection',
    say: 'agree a correction of earlier minutes',
    doc: 'This meeting corrected an entry of an earlier one: which, how it reads from now on, who proposed it, and whether words or a fact change. A policy carries it there.',
    data: {
      correctionId: newId('correction'),
      item: the('item'),
      decision: maybe(the('decision')),
      of: id('meeting'),
      entry: id('entry'),
      follows: maybe(id('entry')),
      proposedBy: maybe(id('person')),
      changes: oneOf('words', 'fact'),
      words: maybe(said),
      reason: words,
      replacement: maybe(correctionElsewhere(meeting)),
    },
    example: {
      correctionId: 'correction',
      item: 'item',
      decision: null,
      of: 'earlier-meeting',
      entry: 'earlier-entry',
      follows: null,
      proposedBy: 'person',
      changes: 'fact',
      words: text('That Member C be shown as present'),
      reason: text('Omitted'),
      replacement: null,
    },
  }),
  ReferenceMatched: event({
    v: 1,
    by: 'MatchReference',
    say: 'match a mention',
    doc: 'What an entry mentions turns out to be a meeting that the book holds.',
    data: { entry: theEntry, meeting: id('meeting') },
    example: { entry: 'entry', meeting: 'earlier-meeting' },
  }),
  MinutesCirculated: event({
    v: 1,
    by: 'NoteMinutesCirculated',
    say: 'minutes circulated',
    doc: 'The minutes of this meeting were sent out in a numbered version, made from the revision named.',
    data: { version: count, ofRevision: count },
    example: { version: 1, ofRevision: 20 },
  }),
  MinutesAdopted: event({
    v: 1,
    by: 'NoteMinutesApproved',
    say: 'minutes approved',
    doc: 'The minutes of this meeting were approved by a decision of another one.',
    data: { meeting: id('meeting'), decision: id('decision'), version: maybe(count) },
    example: { meeting: 'later-meeting', decision: 'later-decision', version: 1 },
  }),
  MeetingFileRead: event({
    v: 1,
    by: 'ReadMeetingFile',
    say: 'read a meeting file',
    doc: 'A run of the import read this file, whole, at most 200 KB: the first one, or an amended one and why. Where this stream holds fewer commands of the run than it says, the run was cut off.',
    data: { run: count, reason: maybe(words), commands: maybe(count), file: words },
    example: {
      run: 1,
      reason: null,
      commands: 2,
      file: text('minutebook: 1\nboard: East Midlands Improvement Partnership Board\nmeeting: 2010-01-20\n'),
    },
  }),
  ReaderRemarked: event({
    v: 1,
    by: 'Remark',
    say: 'reader’s remark',
    doc: 'A remark of whoever recorded the paper, on an entry or on the meeting. Never printed in the minutes.',
    data: { entry: maybe(theEntry), words: words, meeting: maybe(meetingNamed) },
    example: { entry: null, words: text('The chair is never named'), meeting: null },
  }),
});
