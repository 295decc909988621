import { event } from '#kernel/event.js';
import { fields, id, label, list, maybe, newId, said, the, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { partialDate } from '#kernel/times.js';

/** What was said and told. None of it decides anything. */
export const talk = {
  NilReturned: event({
    v: 1,
    by: 'ReturnNil',
    say: 'none',
    doc: 'Nothing came up under an item, and the record says so: not the same as no entry.',
    data: { item: the('item'), words: words },
    example: { item: 'item', words: text('None') },
  }),
  SubjectNamed: event({
    v: 1,
    by: 'NameSubject',
    say: 'name a subject',
    doc: 'Something that business is about, mentioned more than once: its first mention, a short name, and whether it replaces something (what, if stated).',
    data: {
      subjectId: newId('subject'),
      item: maybe(the('item')),
      name: words,
      words: maybe(said),
      listedIn: maybe(the('discussion')),
      replaces: maybe(fields({ subject: maybe(the('subject')), words: maybe(words) })),
    },
    example: { subjectId: 'subject', item: 'item', name: text('CCTV projects'), words: null, listedIn: null, replaces: null },
  }),
  DiscussionRecorded: event({
    v: 1,
    by: 'RecordDiscussion',
    say: 'discuss',
    doc: 'The board discussed something: the lead-in, before its points.',
    data: { discussionId: newId('discussion'), item: the('item'), words: said, subjects: list(the('subject')) },
    example: {
      discussionId: 'discussion',
      item: 'item',
      words: text('The Board debated the following issues around the CCTV proposals'),
      subjects: ['subject'],
    },
  }),
  PointMade: event({
    v: 1,
    by: 'RecordPoint',
    say: 'point',
    doc: 'One point of a discussion, by nobody in particular unless somebody is named.',
    data: { discussion: the('discussion'), words: said, by: maybe(id('person')) },
    example: { discussion: 'discussion', words: text('Moving from old to new technologies'), by: null },
  }),
  WordsRecorded: event({
    v: 1,
    by: 'RecordWords',
    say: 'words of several facts',
    doc: 'A printed passage that holds several facts: each of them cites its stretch, and the passage is printed once.',
    data: { item: the('item'), words: words },
    example: {
      item: 'item',
      words: text('The Board agreed that there should be collaboration and were advised that a workshop has been arranged'),
    },
  }),
  AdviceGiven: event({
    v: 1,
    by: 'GiveAdvice',
    say: 'advised',
    doc: 'The board was advised of something. It decides nothing.',
    data: { item: the('item'), words: said, by: maybe(id('person')) },
    example: { item: 'item', words: text('The Board were advised of a workshop'), by: null },
  }),
  NoteRecorded: event({
    v: 1,
    by: 'RecordNote',
    say: 'note',
    doc: 'Narrative that decides nothing.',
    data: { item: the('item'), words: said },
    example: { item: 'item', words: text('The Board reviewed the returns from the SRPs') },
  }),
  CorrespondenceRecorded: event({
    v: 1,
    by: 'RecordCorrespondence',
    say: 'correspondence',
    doc: 'A letter to or from the board: from whom, to whom, of what date, as far as stated.',
    data: {
      letterId: newId('letter'),
      item: the('item'),
      words: said,
      from: maybe(said),
      to: maybe(said),
      dated: maybe(partialDate),
      reference: maybe(label),
    },
    example: {
      letterId: 'letter',
      item: 'item',
      words: text('The Board were advised of the letter sent to the Chair by the minister'),
      from: text('the minister'),
      to: text('the Chair'),
      dated: null,
      reference: null,
    },
  }),
  ChairRuled: event({
    v: 1,
    by: 'RecordRuling',
    say: 'ruling',
    doc: 'The person presiding ruled on something, with the reason if one was given.',
    data: { rulingId: newId('ruling'), item: maybe(the('item')), words: said, reason: maybe(said), division: maybe(the('division')) },
    example: {
      rulingId: 'ruling',
      item: 'item',
      words: text('The Chair ruled that the motion was not carried'),
      reason: null,
      division: null,
    },
  }),
};
