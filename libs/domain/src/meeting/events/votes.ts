import { event } from '#kernel/event.js';
import { count, fields, id, list, maybe, newId, oneOf, said, the } from '#kernel/shape.js';
import { text } from '#kernel/text.js';

const option = fields({ optionId: newId('option'), words: said, count: maybe(count) });
const method = oneOf('show of hands', 'recorded vote', 'roll call', 'ballot', 'general assent', 'not stated');
const optionVote = {
  divisionId: newId('division'),
  item: the('item'),
  words: said,
  subjects: list(the('subject')),
  method,
  options: list(option),
  abstained: maybe(count),
};
const counted = {
  divisionId: newId('division'),
  item: the('item'),
  motion: maybe(the('motion')),
  words: maybe(said),
  subjects: list(the('subject')),
  method,
  for: maybe(count),
  against: maybe(count),
  abstained: maybe(count),
  announced: maybe(oneOf('carried', 'lost', 'tied')),
};
/** The list of who may vote is fixed when the count is entered: those present and entitled then. */
const fixed = { entitled: list(id('person')) };

/** Motions, amendments and votes. A first count stays readable whatever follows. */
export const votes = {
  MotionMoved: event({
    v: 1,
    by: 'MoveMotion',
    say: 'motion',
    doc: 'A motion, with its mover and seconder or none.',
    data: {
      motionId: newId('motion'),
      item: the('item'),
      words: said,
      mover: maybe(id('person')),
      seconder: maybe(id('person')),
      subjects: list(the('subject')),
    },
    example: {
      motionId: 'motion',
      item: 'item',
      words: text('That the hall be repaired'),
      mover: 'person',
      seconder: 'other-person',
      subjects: [],
    },
  }),
  AmendmentMoved: event({
    v: 1,
    by: 'MoveAmendment',
    say: 'amendment',
    doc: 'An amendment: the words replaced and the text that results.',
    data: {
      motionId: newId('motion'),
      item: the('item'),
      amends: the('motion'),
      replaces: maybe(said),
      words: said,
      mover: maybe(id('person')),
      seconder: maybe(id('person')),
    },
    example: {
      motionId: 'amendment',
      item: 'item',
      amends: 'motion',
      replaces: text('the hall'),
      words: text('That the roof of the hall be repaired'),
      mover: null,
      seconder: null,
    },
  }),
  ConsentGiven: event({
    v: 1,
    by: 'CarryByConsent',
    say: 'carried by consent',
    doc: 'A motion or an amendment was carried without a vote, nobody dissenting.',
    data: { motion: the('motion') },
    example: { motion: 'amendment' },
  }),
  OptionVoteRecorded: event({
    v: 1,
    by: 'RecordOptionVote',
    say: 'vote on options',
    doc: 'A vote between named options, with a count for each as far as stated.',
    asks: optionVote,
    data: { ...optionVote, ...fixed },
    example: {
      divisionId: 'division',
      item: 'item',
      words: text('The Board were asked to vote on two options'),
      subjects: [],
      method: 'not stated',
      options: [
        { optionId: 'option', words: text('Propose not to support the CCTV projects'), count: 1 },
        { optionId: 'other-option', words: text('Propose to commission work on the effectiveness of CCTV'), count: 1 },
      ],
      abstained: null,
      entitled: ['person', 'other-person'],
    },
  }),
  VoteRecorded: event({
    v: 1,
    by: 'RecordVote',
    say: 'vote',
    doc: 'A vote for and against, on a motion or on what its words say. Counts that nobody stated stay unknown.',
    asks: counted,
    data: { ...counted, ...fixed },
    example: {
      divisionId: 'vote',
      item: 'item',
      motion: 'motion',
      words: null,
      subjects: [],
      method: 'show of hands',
      for: 1,
      against: 1,
      abstained: 0,
      announced: null,
      entitled: ['person', 'other-person'],
    },
  }),
  NamedVoteRecorded: event({
    v: 1,
    by: 'RecordNamedVote',
    say: 'named vote',
    doc: 'How one person voted. Never made from totals.',
    data: {
      division: the('division'),
      person: id('person'),
      vote: oneOf('for', 'against', 'abstained', 'absent', 'barred', 'not recorded'),
      option: maybe(the('option')),
    },
    example: { division: 'vote', person: 'person', vote: 'for', option: null },
  }),
  CastingVoteGiven: event({
    v: 1,
    by: 'GiveCastingVote',
    say: 'casting vote',
    doc: 'The person presiding decided a tie. Kept apart from the count.',
    data: { division: the('division'), person: id('person'), vote: oneOf('for', 'against') },
    example: { division: 'vote', person: 'person', vote: 'for' },
  }),
};
