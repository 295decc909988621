import { event } from '#kernel/event.js';
import { count, id, label, list, maybe, newId, oneOf, the, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { clock, partialDate, zone } from '#kernel/times.js';
import { kindOfMeeting, onATie, takingPart } from '../../shapes.js';

const standing = oneOf('apologies', 'minutes', 'matters arising', 'declarations', 'any other business', 'next meeting');

/** Before the meeting, and what is read into it from other streams. */
export const before = {
  MeetingScheduled: event({
    v: 1,
    by: 'ScheduleMeeting',
    say: 'schedule a meeting',
    doc: 'A meeting of a board is to be, or was, held. What is not stated of place and time stays unstated.',
    data: {
      board: id('board'),
      date: maybe(partialDate),
      start: maybe(clock),
      end: maybe(clock),
      zone: maybe(zone),
      place: maybe(words),
      kind: maybe(kindOfMeeting),
      label: maybe(label),
      title: list(words),
    },
    example: {
      board: 'board',
      date: '2010-01-20',
      start: null,
      end: null,
      zone: null,
      place: null,
      kind: null,
      label: null,
      title: [text('East Midlands Improvement Partnership'), text('Board Meeting 20th January 2010'), text('Minutes')],
    },
  }),
  MeetingRescheduled: event({
    v: 1,
    by: 'RescheduleMeeting',
    say: 'move a meeting',
    doc: 'The meeting has another date, time or place.',
    data: { date: maybe(partialDate), start: maybe(clock), end: maybe(clock), place: maybe(words), reason: maybe(words) },
    example: { date: '2010-01-27', start: '14:00', end: null, place: null, reason: text('Snow') },
  }),
  NoticeGiven: event({
    v: 1,
    by: 'GiveNotice',
    say: 'give notice',
    doc: 'The members were told of the meeting.',
    data: { on: maybe(partialDate), to: maybe(words) },
    example: { on: '2010-01-12', to: text('All members of the Board') },
  }),
  ItemListed: event({
    v: 1,
    by: 'ListItem',
    say: 'put an item on the agenda',
    doc: 'An item of the agenda. Its label is printed and is no position: it stands after the item named, else last.',
    data: {
      itemId: newId('item'),
      label: maybe(label),
      heading: words,
      standing: maybe(standing),
      after: maybe(the('item')),
      earlier: maybe(words),
    },
    example: {
      itemId: 'item',
      label: '5',
      heading: text('Re-Submission of SRP 2009/10 Efficiency and Transformation Projects'),
      standing: null,
      after: null,
      earlier: null,
    },
  }),
  PaperAttached: event({
    v: 1,
    by: 'AttachPaper',
    say: 'attach a paper',
    doc: 'A paper by reference: where it can be found, and whether it came with the agenda.',
    data: {
      paperId: newId('paper'),
      item: maybe(the('item')),
      title: words,
      reference: maybe(words),
      came: oneOf('with the agenda', 'late', 'tabled', 'omitted', 'with the minutes', 'not stated'),
    },
    example: { paperId: 'paper', item: 'item', title: text('Efficiency Survey Report'), reference: null, came: 'with the agenda' },
  }),
  RollTaken: event({
    v: 1,
    by: 'TakeRoll',
    say: 'take the list of who may vote',
    doc: 'The appointments in force, read from the board at the revision named.',
    data: { board: id('board'), boardRevision: count, voting: list(id('person')), others: list(id('person')) },
    example: { board: 'board', boardRevision: 4, voting: ['person', 'other-person'], others: [] },
  }),
  StandingOrdersTaken: event({
    v: 1,
    by: 'TakeStandingOrders',
    say: 'take the standing orders in force',
    doc: 'The rules in force, read from the board at the revision named. They decide every replay of this meeting, for ever.',
    data: {
      board: id('board'),
      boardRevision: count,
      orders: maybe(id('orders')),
      profile: oneOf('partnership'),
      quorum: maybe(count),
      tie: onATie,
      ...takingPart,
    },
    example: {
      board: 'board',
      boardRevision: 4,
      orders: null,
      profile: 'partnership',
      quorum: null,
      tie: 'silent',
      remoteCounts: null,
      substitutionNotice: null,
    },
  }),
};
