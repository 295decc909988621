import { event } from '#kernel/event.js';
import { choice, fields, flag, id, maybe, newId, oneOf, said, the, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';

export const interestType = oneOf('unspecified', 'personal', 'prejudicial', 'DPI', 'ORI', 'NRI', 'transactional', 'situational', 'loyalty');
export const interestScope = choice({
  subject: fields({ subject: the('subject') }),
  item: fields({ item: the('item') }),
  meeting: fields({ meeting: flag }),
  unspecified: fields({ unspecified: flag }),
});

/** A declaration alone excludes nobody (invariant 26). */
export const interests = {
  InterestDeclared: event({
    v: 1,
    by: 'DeclareInterest',
    say: 'declare an interest',
    doc: 'A person declared an interest: the words, what it is about, its type, and as what it is held, each as far as stated.',
    data: {
      interestId: newId('interest'),
      person: id('person'),
      item: maybe(the('item')),
      words: said,
      as: maybe(said),
      class: interestType,
      scope: interestScope,
    },
    example: {
      interestId: 'interest',
      person: 'person',
      item: 'item',
      words: text('Councillor Webb declared an interest as the Director of I&DeA'),
      as: text('Director of I&DeA'),
      class: 'unspecified',
      scope: { unspecified: true },
    },
  }),
  WithdrawalRecorded: event({
    v: 1,
    by: 'RecordWithdrawal',
    say: 'withdrew',
    doc: 'A person left the room for an item.',
    data: { person: id('person'), item: maybe(the('item')), interest: maybe(the('interest')), reason: maybe(words) },
    example: { person: 'person', item: 'item', interest: 'interest', reason: null },
  }),
  ReturnRecorded: event({
    v: 1,
    by: 'RecordReturn',
    say: 'returned',
    doc: 'A person who had withdrawn came back.',
    data: { person: id('person') },
    example: { person: 'person' },
  }),
};
