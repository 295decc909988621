import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';
import { missingIn } from '../missing.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const attends = (person: string): Given => ['AttendanceRecorded', { person, role: 'voting member' }];
const members = (...people: string[]): Given[] => ['MeetingOpened', ...people.map(attends), 'ItemListed', 'MotionMoved'];
const vote = (ayes: number | null, against: number | null, more = {}) =>
  asks('RecordVote', { for: ayes, against, abstained: null, ...more });
const voted = (ayes: number | null, against: number | null, more = {}): Given => ['VoteRecorded', vote(ayes, against, more)];
const options = (one: number | null, other: number | null, more = {}) => {
  const [option, otherOption] = (asks('RecordOptionVote') as { options: [object, object] }).options;
  return asks('RecordOptionVote', {
    options: [
      { ...option, count: one },
      { ...otherOption, count: other },
    ],
    ...more,
  });
};
const named = (person: string, cast: string, more = {}) => asks('RecordNamedVote', { person, vote: cast, ...more });
const inNames = (person: string, cast: string, more = {}): Given => ['NamedVoteRecorded', named(person, cast, more)];
const announced = (...rules: string[]) => ({
  rules,
  by: 'chair',
  authority: 'announced by the chair',
  reason: text('The chair announced the count'),
});

describe('named votes', () => {
  it('invariant 41, live: refuses a second vote of one person', () => {
    given(...members('a', 'b'), voted(2, 0, { entitled: ['a', 'b'] }), inNames('a', 'for'))
      .when('RecordNamedVote', named('a', 'for'))
      .refused('vote.twice');
  });
  it('invariant 41, printed: a name printed on both sides stands with a finding', () => {
    given(...members('a', 'b'), voted(1, 1, { entitled: ['a', 'b'] }), inNames('a', 'for'))
      .printed.when('RecordNamedVote', named('a', 'against'))
      .findings('vote.twice');
  });
  it('invariant 44, live: refuses more names than the count has', () => {
    given(...members('a', 'b'), voted(1, 1, { entitled: ['a', 'b'] }), inNames('a', 'for'))
      .when('RecordNamedVote', named('b', 'for'))
      .refused('named-vote.unequal');
  });
  it('invariant 44, printed: accepts the names of the paper, with a finding', () => {
    given(...members('a', 'b'), voted(1, 1, { entitled: ['a', 'b'] }), inNames('a', 'for'))
      .printed.when('RecordNamedVote', named('b', 'for'))
      .findings('named-vote.unequal');
  });
  it('invariant 44: the names of those who did not vote are apart from the count', () => {
    given(...members('a', 'b'), voted(1, 0, { entitled: ['a', 'b'] }))
      .when('RecordNamedVote', named('b', 'absent'))
      .findings();
  });
  it('invariant 44: names for an option are held against its count', () => {
    const division = ['OptionVoteRecorded', { ...options(1, 1), entitled: ['a', 'b'] }] as const;
    const first = named('a', 'for', { division: 'division', option: 'option' });
    given(...members('a', 'b'), division, ['NamedVoteRecorded', first])
      .when('RecordNamedVote', { ...first, person: 'b' })
      .refused('named-vote.unequal');
  });
  it('refuses the vote of somebody who is not on the list, and records it as announced', () => {
    const observed = given(...members('a'), voted(1, 1, { entitled: ['a'] }));
    observed.when('RecordNamedVote', named('z', 'against')).refused('vote.not-entitled');
    observed
      .when('RecordNamedVote', named('z', 'against'), { override: announced('vote.not-entitled') })
      .findings('vote.more-than-the-roll', 'vote.not-entitled');
  });
  it('invariant 44: a recorded vote with fewer names than its count is asked about', () => {
    const recorded = given(...members('a', 'b'), voted(2, 0, { entitled: ['a', 'b'], method: 'recorded vote' }), inNames('a', 'for'));
    const asked = (scenario: { recorded: Parameters<typeof missingIn>[0] }) => missingIn(scenario.recorded).map(({ code }) => code);
    expect(asked(recorded)).toEqual(['division.undecided', 'named-vote.incomplete']);
    expect(asked(recorded.when('RecordNamedVote', named('b', 'for')))).toEqual(['division.undecided']);
  });
  it('invariant 44: so is a recorded vote on options, and a show of hands is not', () => {
    const asked = (method: string) =>
      missingIn(given(...members('a', 'b'), ['OptionVoteRecorded', options(1, 1, { method })]).recorded).map(({ code }) => code);
    expect(asked('roll call')).toEqual(['division.tied', 'named-vote.incomplete']);
    expect(asked('show of hands')).toEqual(['division.tied']);
  });
  it('invariant 45: a vote makes no named votes', () => {
    given(...members('a', 'b'))
      .when('RecordVote', vote(2, 0))
      .records(['VoteRecorded', { ...vote(2, 0), entitled: ['a', 'b'] }]);
  });
  it('invariant 46, live: a vote is named when its member asks at once', () => {
    given(...members('a', 'b'), voted(1, 1, { entitled: ['a', 'b'] }))
      .when('RecordNamedVote', named('a', 'against'))
      .findings();
  });
  it('invariant 46, live: later it needs the leave of the chair', () => {
    const later = given(...members('a', 'b'), voted(1, 1, { entitled: ['a', 'b'] }), 'ItemTaken');
    later.when('RecordNamedVote', named('a', 'against')).refused('named-vote.late');
    later.when('RecordNamedVote', named('a', 'against'), { override: announced('named-vote.late') }).findings('named-vote.late');
    later.afterwards.when('RecordNamedVote', named('a', 'against')).findings();
  });
  it('invariant 46: in a recorded vote all are named, whenever the clerk gets to it', () => {
    given(...members('a', 'b'), voted(1, 1, { entitled: ['a', 'b'], method: 'recorded vote' }), 'ItemTaken')
      .when('RecordNamedVote', named('a', 'against'))
      .findings();
  });
});
