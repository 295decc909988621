import { describe, expect, it } from '@jest/globals';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { resultOf } from '../divisions.js';
import { meeting } from '../index.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const attends = (person: string): Given => ['AttendanceRecorded', { person, role: 'voting member' }];
const members = (...people: string[]): Given[] => ['MeetingOpened', ...people.map(attends), 'ItemListed', 'MotionMoved'];
const vote = (ayes: number | null, against: number | null, more = {}) =>
  asks('RecordVote', { for: ayes, against, abstained: null, ...more });
const voted = (ayes: number | null, against: number | null, more = {}): Given => ['VoteRecorded', vote(ayes, against, more)];
describe('the casting vote', () => {
  const cast = asks('GiveCastingVote', { person: 'a' });
  const tied = (tie: string): Given[] => [
    ['StandingOrdersTaken', { tie }],
    ...members('a', 'b'),
    ['ChairTaken', { person: 'a' }],
    voted(1, 1, { entitled: ['a', 'b'] }),
  ];
  it('invariant 42, live: refuses one where the votes are not equal', () => {
    given(...members('a', 'b'), voted(2, 0, { entitled: ['a', 'b'] }))
      .when('GiveCastingVote', cast)
      .refused('casting-vote.no-tie');
  });
  it('invariant 42: it decides a tie and is kept apart from the count', () => {
    const { state } = given(...tied('casting vote'))
      .when('GiveCastingVote', cast)
      .findings();
    expect(state.divisions[0]!).toMatchObject({ for: 1, against: 1, casting: { person: 'a', vote: 'for' } });
    expect(resultOf(state.divisions[0]!, 'casting vote')).toBe('carried');
  });
  it('invariant 41, live: refuses a second one, one by somebody else, and one that standing orders do not give', () => {
    given(...tied('casting vote'), ['CastingVoteGiven', cast])
      .when('GiveCastingVote', cast)
      .refused('casting-vote.twice');
    given(...tied('casting vote'))
      .when('GiveCastingVote', { ...cast, person: 'b' })
      .refused('casting-vote.not-presiding');
    given(...tied('not carried'))
      .when('GiveCastingVote', cast)
      .refused('casting-vote.not-given');
  });
  it('invariant 41, printed: what the paper says stands with its findings', () => {
    given(...tied('not carried'))
      .printed.when('GiveCastingVote', { ...cast, person: 'b' })
      .findings('casting-vote.not-presiding', 'casting-vote.not-given');
  });
  it('silent orders and an unknown chair settle nothing', () => {
    given(...members('a', 'b'), voted(null, null, { entitled: ['a', 'b'] }))
      .when('GiveCastingVote', cast)
      .notStated('quorum.short', 'casting-vote.no-tie', 'casting-vote.not-presiding', 'casting-vote.not-given');
  });
});
