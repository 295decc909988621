import { describe, expect, it } from '@jest/globals';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';
import { entitledNow } from '../presence.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const attends = (person: string, role = 'voting member'): Given => ['AttendanceRecorded', { person, role }];
const withQuorum = (quorum: number | null): Given => ['StandingOrdersTaken', { quorum }];
const agreed = asks('RecordDecision', { kind: 'agreed', division: null, subjects: [] });
const declared = (scope: object, more = {}) => asks('DeclareInterest', { person: 'a', scope, ...more });

describe('items', () => {
  it('invariant 15: a nil return is an entry, and not the same as none', () => {
    const { state } = given('MeetingOpened', 'ItemListed').when('ReturnNil', asks('ReturnNil'));
    expect(state.items.map(({ nil }) => nil)).toEqual([true]);
    expect(given('ItemListed').state.items.map(({ nil }) => nil)).toEqual([false]);
  });
  it('invariant 16, live: refuses a number that is used', () => {
    given('MeetingScheduled', 'ItemListed')
      .when('ListItem', asks('ListItem', { itemId: 'other' }))
      .refused('item.label-used');
  });
  it('invariant 16, live: refuses it for an item added on the day too', () => {
    given('MeetingOpened', 'ItemListed')
      .when('AddItem', asks('AddItem', { label: '5', after: null }))
      .refused('item.label-used');
  });
  it('invariant 16, printed: two items numbered 7 stand with a finding', () => {
    given(
      'MeetingScheduled',
      ['ItemListed', { label: '7' }],
      ['ItemListed', { itemId: 'other', label: '7' }, { recorded: 'printed' }],
    ).findings('item.label-used');
  });
  it('invariant 16: the order is kept apart from the number', () => {
    const { state } = given(
      ['ItemListed', { itemId: 'one', label: '1' }],
      ['ItemListed', { itemId: 'two', label: '2' }],
      ['ItemAdded', { itemId: 'urgent', label: '9', after: 'one' }],
    );
    expect(state.items.map(({ label }) => label)).toEqual(['1', '9', '2']);
  });
});

describe('the chair', () => {
  it('invariant 18, live: refuses a second person in the chair', () => {
    given('MeetingOpened', ['ChairTaken', { person: 'a' }])
      .when('TakeChair', asks('TakeChair', { person: 'b' }))
      .refused('chair.taken');
  });
  it('invariant 18, live: the chair is handed over', () =>
    expect(given('MeetingOpened', ['ChairTaken', { person: 'a' }]).when('HandOverChair', { to: 'b', reason: null }).state.chair).toBe('b'));
  it('invariant 18, printed: nobody need be stated as presiding', () =>
    expect(given('MeetingScheduled').findings().state.chair).toBeNull());
  it('invariant 18: whoever leaves the room presides no longer', () => {
    given('MeetingOpened', attends('a'), ['ChairTaken', { person: 'a' }], ['DepartureRecorded', { person: 'a' }])
      .when('TakeChair', asks('TakeChair', { person: 'b' }))
      .findings();
  });
});

describe('the quorum', () => {
  it('invariant 20, live: refuses a decision without a quorum', () => {
    given('MeetingOpened', withQuorum(2), attends('a'), 'ItemListed').when('RecordDecision', agreed).refused('quorum.short');
  });
  it('invariant 20, printed: what the paper says was decided is recorded', () => {
    given(withQuorum(2), attends('a'), 'ItemListed').printed.when('RecordDecision', agreed).findings();
  });
  it('invariant 20, live: not stated, nobody can tell, and nothing is refused', () => {
    given('MeetingOpened', withQuorum(null), attends('a'), 'ItemListed').when('RecordDecision', agreed).notStated('quorum.short');
  });
  it('invariant 20, live: refuses a vote and a carrying by consent too', () => {
    const alone = given('MeetingOpened', withQuorum(2), attends('a'), 'ItemListed', 'MotionMoved');
    alone.when('RecordVote', asks('RecordVote', { for: 1, against: 0 })).refused('quorum.short');
    alone.when('RecordOptionVote', asks('RecordOptionVote')).refused('quorum.short');
    alone.when('CarryByConsent', { motion: 'motion' }).refused('quorum.short');
  });
  it('invariant 20: without a quorum an item can be deferred and the meeting adjourned', () => {
    given('MeetingOpened', withQuorum(2), attends('a'), 'ItemListed')
      .when('RecordDecision', { ...agreed, kind: 'deferred' })
      .when('AdjournMeeting', { reason: null, until: null })
      .findings();
  });
  it('invariant 20: observers do not make a quorum', () => {
    given('MeetingOpened', withQuorum(2), attends('a'), attends('b', 'observer'), 'ItemListed')
      .when('RecordDecision', agreed)
      .refused('quorum.short');
  });
  it('invariant 20: a role that nobody stated may count', () => {
    given('MeetingOpened', withQuorum(2), attends('a'), attends('b', 'not stated'), 'ItemListed')
      .when('RecordDecision', agreed)
      .notStated('quorum.short');
  });
  it('invariant 19: it is reckoned at each decision', () => {
    const two = given('MeetingOpened', withQuorum(2), attends('a'), attends('b'), 'ItemListed').when('RecordDecision', agreed);
    two
      .when('RecordWithdrawal', { person: 'b', item: 'item', interest: null, reason: null })
      .when('RecordDecision', { ...agreed, decisionId: 'next' })
      .refused('quorum.short');
  });
  it('invariant 21: business waits until somebody comes', () => {
    given('MeetingOpened', withQuorum(2), attends('a'), attends('b'), 'ItemListed', ['DepartureRecorded', { person: 'b' }])
      .when('RecordArrival', { person: 'c', role: 'voting member' })
      .when('RecordDecision', agreed)
      .findings();
  });
  it('a decision without a quorum is recorded as announced by the chair', () => {
    const override = { rules: ['quorum.short'], by: 'chair', authority: 'announced by the chair', reason: 'Urgent' as never };
    given('MeetingOpened', withQuorum(2), attends('a'), 'ItemListed')
      .when('RecordDecision', agreed, { override })
      .records(['Overridden', override], ['DecisionRecorded', agreed])
      .findings('quorum.short');
  });
});

describe('interests', () => {
  const room = given('MeetingOpened', attends('a'), 'ItemListed', 'SubjectNamed');
  it('invariant 25: what is not stated stays unspecified', () => {
    room.when('DeclareInterest', declared({ unspecified: true })).records(['InterestDeclared', declared({ unspecified: true })]);
  });
  it('invariant 26: a declaration alone excludes nobody', () =>
    expect(entitledNow(room.when('DeclareInterest', declared({ item: 'item' }, { class: 'prejudicial' })).state)).toEqual(['a']));
  it('invariant 31: a personal interest leaves the vote and the quorum untouched', () => {
    given('MeetingOpened', withQuorum(1), attends('a'), 'ItemListed', 'SubjectNamed')
      .when('DeclareInterest', declared({ subject: 'subject' }, { class: 'personal' }))
      .when('RecordVote', asks('RecordVote', { motion: null, for: 1, against: 0 }))
      .when('RecordDecision', { ...agreed, division: 'vote' })
      .findings();
  });
  it.each([
    ['its item', { item: 'item' }],
    ['its subject', { subject: 'subject' }],
    ['the meeting', { meeting: true }],
  ])('invariant 33: a late declaration about %s leaves the vote and is pointed out', (_, scope) => {
    room
      .when('RecordVote', asks('RecordVote', { motion: null, subjects: ['subject'], for: 1, against: 0 }))
      .when('DeclareInterest', declared(scope))
      .findings('interest.late');
  });
  it('invariant 33: nobody can say of an unspecified one that it was late', () => {
    room
      .when('RecordVote', asks('RecordVote', { motion: null, for: 1, against: 0 }))
      .when('DeclareInterest', declared({ unspecified: true }))
      .findings();
  });
  it('invariant 33: one that was only typed late is not late', () => {
    room
      .when('RecordVote', asks('RecordVote', { motion: null, for: 1, against: 0 }), { as: 'division' })
      .when('DeclareInterest', declared({ item: 'item' }), { occurred: { before: 'division' } })
      .findings();
  });
  it('invariant 38: a challenge and its ruling leave the declaration as it is', () => {
    const { state } = room.when('DeclareInterest', declared({ item: 'item' })).when('RecordRuling', asks('RecordRuling'));
    expect(state.interests).toEqual([{ person: 'a', item: 'item', class: 'unspecified', scope: { item: 'item' } }]);
  });
});
