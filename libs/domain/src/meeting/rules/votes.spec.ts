import { describe, expect, it } from '@jest/globals';
import { findingsIn } from '#kernel/stream.js';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { resultOf, tookPart } from '../divisions.js';
import { meeting } from '../index.js';

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
const announced = (...rules: string[]) => ({
  rules,
  by: 'chair',
  authority: 'announced by the chair',
  reason: text('The chair announced the count'),
});
const resultAfter = (...facts: Given[]) => {
  const { divisions, orders } = given(...facts).state;
  return resultOf(divisions[0]!, orders?.tie ?? null);
};

describe('counts and the list of who may vote', () => {
  it('invariant 39, live: refuses more votes than there are people who may vote', () => {
    given(...members('a', 'b'))
      .when('RecordVote', vote(2, 1))
      .refused('vote.more-than-the-roll');
  });
  it('invariant 39: a vote that is put right to more than could vote stands with its finding', () => {
    const recorded = given(...members('a', 'b'), ['VoteRecorded', { ...vote(1, 1), entitled: ['a', 'b'] }]).recorded;
    const { type, data, entry } = recorded.at(-1)!;
    const replacement = { type, v: 1, data: { ...data, for: 40 }, occurred: null };
    const right = { entry: entry.id, follows: null, replacement, reason: text('Miscounted'), authority: { clerk: true } };
    const putRight = { type: 'PutRight', data: right, entry: { ...entry, id: 'right', revision: entry.revision + 1 } };
    const found = findingsIn(meeting, [...recorded, putRight]).findings.map(({ code }) => code);
    expect(found).toContain('vote.more-than-the-roll');
    expect(findingsIn(meeting, recorded).findings).toEqual([]);
  });
  it('invariant 39, live: abstentions count among those present', () => {
    given(...members('a', 'b'))
      .when('RecordVote', vote(1, 1, { abstained: 1 }))
      .refused('vote.more-than-the-roll');
  });
  it('invariant 39, printed: accepts 34 votes from 33 present, with a finding', () => {
    given(...members('a', 'b'))
      .printed.when('RecordVote', vote(2, 1))
      .findings('vote.more-than-the-roll');
  });
  it('invariant 39, afterwards: accepts it with a finding', () => {
    given(...members('a', 'b'))
      .afterwards.when('RecordVote', vote(2, 1))
      .findings('vote.more-than-the-roll');
  });
  it('invariant 39, live: a count announced by the chair is recorded with its finding', () => {
    given(...members('a', 'b'))
      .when('RecordVote', vote(2, 1), { override: announced('vote.more-than-the-roll') })
      .records(['Overridden', announced('vote.more-than-the-roll')], ['VoteRecorded', { ...vote(2, 1), entitled: ['a', 'b'] }])
      .findings('vote.more-than-the-roll');
  });
  it('invariant 40, live: refuses more first choices than there are people who may vote', () => {
    given(...members('a', 'b'))
      .when('RecordOptionVote', options(2, 1))
      .refused('vote.more-than-the-roll');
  });
  it('invariant 40, printed: accepts what the paper says, with a finding', () => {
    given(...members('a', 'b'))
      .printed.when('RecordOptionVote', options(2, 1))
      .findings('vote.more-than-the-roll');
  });
  it('what is known is compared where a count is not stated', () => {
    given(...members('a', 'b'))
      .when('RecordVote', vote(3, null))
      .refused('vote.more-than-the-roll');
    given(...members('a', 'b'))
      .when('RecordVote', vote(2, null))
      .findings();
  });
  it('nobody can tell where nobody is recorded as present', () => {
    given('MeetingOpened', 'ItemListed', 'MotionMoved')
      .when('RecordVote', vote(50, 1))
      .findings()
      .notStated('quorum.short', 'vote.more-than-the-roll');
  });
  it('the appointments bound a count whose attendance is not recorded', () => {
    given('MeetingOpened', ['RollTaken', { voting: ['a', 'b'] }], 'ItemListed', 'MotionMoved')
      .when('RecordVote', vote(2, 1))
      .refused('vote.more-than-the-roll');
  });
  it('nobody can tell of people whose role is not stated whether they voted', () => {
    const room = given(
      'MeetingOpened',
      attends('a'),
      ['AttendanceRecorded', { person: 'b', role: 'not stated' }],
      'ItemListed',
      'MotionMoved',
    );
    room.when('RecordVote', vote(1, 1)).notStated('quorum.short', 'vote.more-than-the-roll');
    room.when('RecordVote', vote(2, 1)).refused('vote.more-than-the-roll');
  });
  it('whoever withdrew is not on the list', () => {
    given(...members('a', 'b'), ['WithdrawalRecorded', { person: 'b', interest: null }])
      .when('RecordVote', vote(1, 0))
      .records(['VoteRecorded', { ...vote(1, 0), entitled: ['a'] }]);
  });
  it('invariant 43: unknown counts stay unknown, and totals are ranges', () => {
    const counts = { for: 3, against: null, abstained: null, options: [] };
    expect(tookPart(counts, 7)).toEqual({ least: 3, most: 7 });
    expect(tookPart(counts, null)).toEqual({ least: 3, most: null });
    expect(tookPart({ ...counts, against: 2, abstained: 1 }, 7)).toEqual({ least: 6, most: 6 });
    expect(resultAfter(...members('a'), voted(1, null))).toBe('not known');
  });
});

describe('the result', () => {
  it('invariant 48: a majority of the votes cast carries, abstentions aside', () => {
    expect(resultAfter(...members('a'), voted(2, 1, { abstained: 9 }))).toBe('carried');
    expect(resultAfter(...members('a'), voted(1, 2))).toBe('lost');
  });
  it('invariant 48, live: refuses a result that the count does not give', () => {
    given(...members('a', 'b', 'c'))
      .when('RecordVote', vote(1, 2, { announced: 'carried' }))
      .refused('vote.announced-otherwise');
  });
  it('invariant 48, printed: what was announced stands with a finding', () => {
    const { state } = given(...members('a', 'b', 'c'))
      .printed.when('RecordVote', vote(1, 2, { announced: 'carried' }))
      .findings('vote.announced-otherwise');
    expect(resultOf(state.divisions[0]!, null)).toBe('carried');
  });
  it('invariant 49: a tie is not carried: tied where the orders are silent, lost where they say so', () => {
    expect(resultAfter(...members('a'), voted(1, 1))).toBe('tied');
    expect(resultAfter(['StandingOrdersTaken', { tie: 'not carried' }], ...members('a'), voted(1, 1))).toBe('lost');
  });
  it('an option with most votes is chosen, and equal ones are tied', () => {
    expect(resultAfter(...members('a'), ['OptionVoteRecorded', options(6, 1)])).toBe('chosen');
    expect(resultAfter(...members('a'), ['OptionVoteRecorded', options(1, 1)])).toBe('tied');
    expect(resultAfter(...members('a'), ['OptionVoteRecorded', options(1, null)])).toBe('not known');
  });
  it('invariant 52, live: refuses general assent with votes against', () => {
    given(...members('a', 'b'))
      .when('RecordVote', vote(1, 1, { method: 'general assent' }))
      .refused('assent.dissent');
  });
  it('invariant 52, printed: it stands with a finding', () => {
    given(...members('a', 'b'))
      .printed.when('RecordVote', vote(1, 1, { method: 'general assent' }))
      .findings('assent.dissent');
  });
  it('invariant 52, live: refuses general assent to two options, and a named vote against one', () => {
    given(...members('a', 'b'))
      .when('RecordOptionVote', options(1, 1, { method: 'general assent' }))
      .refused('assent.dissent');
    given(...members('a', 'b'), voted(null, null, { method: 'general assent', entitled: ['a', 'b'] }))
      .when('RecordNamedVote', named('a', 'against'))
      .refused('assent.dissent');
  });
});

describe('amendments', () => {
  const motion = given('MeetingOpened', attends('a'), 'ItemListed', 'MotionMoved', 'AmendmentMoved');
  it('invariant 51, live: refuses a vote on a motion whose amendment is open', () => {
    motion.when('RecordVote', vote(1, 0)).refused('amendment.pending');
  });
  it('invariant 51: it is disposed of by consent or by vote', () => {
    motion.when('CarryByConsent', { motion: 'amendment' }).when('RecordVote', vote(1, 0)).findings();
    motion
      .when('RecordVote', vote(0, 1, { divisionId: 'first', motion: 'amendment' }))
      .when('RecordVote', vote(1, 0))
      .findings();
  });
  it('invariant 51, live: refuses an amendment in the third degree', () => {
    const second = asks('MoveAmendment', { motionId: 'second', amends: 'amendment' });
    motion
      .when('MoveAmendment', second)
      .when('MoveAmendment', { ...second, motionId: 'third', amends: 'second' })
      .refused('amendment.third-degree');
  });
});
