import { describe, expect, it } from '@jest/globals';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';
import { entitledNow, presentNow } from '../presence.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const orders = (remoteCounts: boolean | null, more = {}): Given => ['StandingOrdersTaken', { remoteCounts, ...more }];
const attends = (person: string, from: 'in the room' | 'remotely' | null): Given => ['AttendanceRecorded', { person, attends: from }];
const room = (...first: readonly Given[]) =>
  given('MeetingOpened', ...first, attends('a', 'in the room'), attends('b', 'remotely'), 'ItemListed');
const vote = (ayes: number, more = {}) => asks('RecordVote', { motion: null, for: ayes, against: 0, abstained: null, ...more });
const names = { division: 'vote', vote: 'for', option: null };

describe('remote attendance that does not count by the standing orders', () => {
  const physical = room(orders(false, { quorum: 2 }));
  const met = room(orders(false));
  it('invariant 10, live: is no presence with a vote', () => {
    expect(entitledNow(met.state)).toEqual(['a']);
    expect(presentNow(met.state).map(({ person }) => person)).toEqual(['a', 'b']);
  });
  it('invariant 10, live: refuses a count that has it, by for and against and by options', () => {
    met.when('RecordVote', vote(2)).refused('vote.more-than-the-roll');
    const options = [{ optionId: 'yes', words: 'Yes', count: 2 }];
    met.when('RecordOptionVote', asks('RecordOptionVote', { subjects: [], options, abstained: null })).refused('vote.more-than-the-roll');
  });
  it('invariant 10, live: refuses to decide where only with it there is a quorum', () => {
    physical.when('RecordVote', vote(1)).refused('quorum.short');
  });
  it('invariant 10, live: refuses its vote by name', () => {
    met
      .when('RecordVote', vote(1))
      .when('RecordNamedVote', asks('RecordNamedVote', { ...names, person: 'b' }))
      .refused('vote.not-entitled');
  });
  it('invariant 10, live: what the chair announced all the same is recorded with a finding', () => {
    const override = { rules: ['vote.more-than-the-roll'], by: null, authority: 'announced by the chair', reason: 'As announced' as never };
    met.when('RecordVote', vote(2), { override }).findings('vote.more-than-the-roll');
  });
  it('invariant 10, printed: a count that has it stands with a finding', () => {
    met.printed.when('RecordVote', vote(2)).findings('vote.more-than-the-roll');
  });
  it('invariant 10, afterwards: so does a vote by name', () => {
    met.afterwards
      .when('RecordVote', vote(1))
      .when('RecordNamedVote', asks('RecordNamedVote', { ...names, person: 'b' }))
      .findings('vote.not-entitled');
  });
  it('invariant 10: counts again from when somebody comes into the room', () => {
    const came = met.when('RecordDeparture', { person: 'b' }).when('RecordArrival', { person: 'b', role: null, attends: 'in the room' });
    expect(entitledNow(came.state)).toEqual(['a', 'b']);
  });
  it('invariant 10: lasts through a withdrawal, a change of role, and an arrival that does not say', () => {
    const back = met
      .when('RecordWithdrawal', asks('RecordWithdrawal', { person: 'b', interest: null }))
      .when('RecordReturn', { person: 'b' });
    const again = back.when('RecordDeparture', { person: 'b' }).when('RecordArrival', { person: 'b', role: null, attends: null });
    expect([back, again].map(({ state }) => entitledNow(state))).toEqual([['a'], ['a']]);
    expect(presentNow(again.when('ChangeRole', { person: 'b', role: 'observer', reason: null }).state)[1]).toEqual({
      person: 'b',
      role: 'observer',
      attends: 'remotely',
    });
  });
});

describe('remote attendance that counts by the standing orders', () => {
  it('invariant 10, live: votes and makes a quorum', () => {
    const { state } = room(orders(true, { quorum: 2 }))
      .when('RecordVote', vote(2))
      .findings()
      .notStated();
    expect(state.divisions[0]!.entitled).toEqual(['a', 'b']);
  });
});

describe('remote attendance of which the standing orders say nothing', () => {
  it.each([
    ['they say nothing', [orders(null)]],
    ['none were taken', []],
  ])('invariant 10, live: nobody can tell, and nothing is refused: %s', (_, first) => {
    room(...first)
      .when('RecordVote', vote(2))
      .when('RecordNamedVote', asks('RecordNamedVote', { ...names, person: 'b' }))
      .findings()
      .notStated('quorum.short', 'vote.more-than-the-roll', 'vote.not-entitled');
  });
  it('invariant 10, live: whether there is a quorum with it, nobody can tell', () => {
    room(orders(null, { quorum: 2 }))
      .when('RecordVote', vote(1))
      .findings()
      .notStated('quorum.short');
  });
  it('invariant 10, live: still refuses a count beyond all who are there', () => {
    room(orders(null)).when('RecordVote', vote(3)).refused('vote.more-than-the-roll');
  });
  it('invariant 10: where nobody stated how they attend nothing is asked', () => {
    given('MeetingOpened', orders(false), attends('a', null), attends('b', null), 'ItemListed').when('RecordVote', vote(2)).findings();
  });
});
