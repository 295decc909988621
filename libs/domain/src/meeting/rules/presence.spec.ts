import { describe, expect, it } from '@jest/globals';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { role } from '../../shapes.js';
import { meeting } from '../index.js';
import { entitledNow, presentNow } from '../presence.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const attends = (person: string, as = 'voting member'): Given => ['AttendanceRecorded', { person, role: as }];
const printed = (type: string, data: object): Given => [type, data, { recorded: 'printed' }];
const afterwards = (type: string, data: object): Given => [type, data, { recorded: 'afterwards' }];

describe('one role at a time', () => {
  it('invariant 1, live: refuses a second role beside the first', () => {
    given('MeetingOpened', attends('a'))
      .when('RecordAttendance', asks('RecordAttendance', { person: 'a', role: 'officer' }))
      .refused('role.one-at-a-time');
  });
  it('invariant 1, printed: a name under two headings stands with a finding', () => {
    given(printed('AttendanceRecorded', { person: 'a' }), printed('AttendanceRecorded', { person: 'a', role: 'officer' })).findings(
      'role.one-at-a-time',
    );
  });
  it('invariant 1, live: a change of role is an entry of its own', () => {
    const { state } = given('MeetingOpened', attends('a')).when('ChangeRole', asks('ChangeRole', { person: 'a', role: 'observer' }));
    expect(presentNow(state)).toEqual([{ person: 'a', role: 'observer', attends: null }]);
  });
  it('invariant 1, live: refuses an arrival of somebody who is here', () => {
    given('MeetingOpened', attends('a')).when('RecordArrival', { person: 'a', role: null }).refused('presence.already');
  });
  it('invariant 1, live: refuses an arrival in another role', () => {
    given('MeetingOpened', attends('a')).when('RecordArrival', { person: 'a', role: 'officer' }).refused('role.one-at-a-time');
  });
  it('invariant 1, printed: a name printed twice stands with a finding', () => {
    given(printed('AttendanceRecorded', { person: 'a' }), printed('AttendanceRecorded', { person: 'a' })).findings('presence.already');
  });
  it('refuses that somebody leaves who is not here, and says who cannot be found where nobody is recorded', () => {
    given('MeetingOpened', attends('a')).when('RecordDeparture', { person: 'b' }).refused('presence.not-there');
    given('MeetingOpened').when('RecordDeparture', { person: 'b' }).notStated('presence.not-there');
  });
  it('refuses that somebody withdraws or changes role who is not here', () => {
    const room = given('MeetingOpened', attends('a'), 'ItemListed');
    room.when('RecordWithdrawal', { person: 'b', item: 'item', interest: null, reason: null }).refused('presence.not-there');
    room.when('ChangeRole', asks('ChangeRole', { person: 'b', role: 'observer' })).refused('presence.not-there');
  });
  it('refuses a return of somebody who never withdrew', () => {
    given('MeetingOpened', attends('a')).when('RecordReturn', { person: 'a' }).refused('presence.not-out');
  });
  it('a refused arrival is recorded as announced by the chair', () => {
    const override = {
      rules: ['presence.already'],
      by: 'chair',
      authority: 'announced by the chair',
      reason: 'The chair said so' as never,
    };
    given('MeetingOpened', attends('a'))
      .when('RecordArrival', { person: 'a', role: null }, { override })
      .records(['Overridden', override], ['ArrivalRecorded', { person: 'a', role: null }])
      .findings('presence.already');
  });
});

describe('apologies', () => {
  it('invariant 6, live: refuses an apology of somebody present', () => {
    given('MeetingOpened', attends('a'))
      .when('RecordApology', asks('RecordApology', { person: 'a', item: null }))
      .refused('apology.present');
  });
  it('invariant 6, live: refuses attendance of somebody who sent apologies', () => {
    given('MeetingOpened', ['ApologyRecorded', { person: 'a', item: null }])
      .when('RecordAttendance', asks('RecordAttendance', { person: 'a' }))
      .refused('apology.present');
  });
  it('invariant 6, printed: a name under both stands with a finding', () => {
    given(printed('AttendanceRecorded', { person: 'a' }), printed('ApologyRecorded', { person: 'a' })).findings('apology.present');
  });
  it('invariant 6: a late arrival closes the apology', () => {
    const { state } = given('MeetingOpened', ['ApologyRecorded', { person: 'a', item: null }])
      .when('RecordArrival', { person: 'a', role: 'voting member' })
      .findings();
    expect(state.apologies).toEqual([{ person: 'a', entry: 'e2', open: false }]);
  });
});

describe('who may vote', () => {
  it.each(role.json && (role.json as { enum: string[] }).enum.map((one) => [one]))('invariant 8: %s', (one) => {
    const { state } = given('MeetingOpened', attends('a', one));
    expect(entitledNow(state)).toEqual(one === 'voting member' ? ['a'] : []);
  });
  it('invariant 8: an officer who is appointed is here as an officer', () => {
    const { state } = given(['RollTaken', { voting: ['a', 'b'] }], attends('a', 'officer'), attends('b', 'not stated'));
    expect(entitledNow(state)).toEqual(['b']);
  });
  it('invariant 7: a name that nobody can resolve stays as it was printed', () => {
    given('MeetingOpened', 'ItemListed')
      .when('RaiseAction', asks('RaiseAction', { decision: null, owners: [{ unresolved: 'Clr Hill' }] }))
      .findings();
  });
  it('invariant 9, live: refuses a voting member who is not appointed', () => {
    given('MeetingOpened', ['RollTaken', { voting: ['a'] }])
      .when('RecordAttendance', asks('RecordAttendance', { person: 'b' }))
      .refused('member.not-on-the-roll');
  });
  it('invariant 9, live: refuses one who arrives, and one who changes role', () => {
    const room = given('MeetingOpened', ['RollTaken', { voting: ['a'] }], attends('b', 'observer'));
    room.when('RecordArrival', { person: 'c', role: 'voting member' }).refused('member.not-on-the-roll');
    room.when('ChangeRole', asks('ChangeRole', { person: 'b', role: 'voting member' })).refused('member.not-on-the-roll');
  });
  it('invariant 9, live: whom the chair lets vote all the same is recorded as announced', () => {
    const override = {
      rules: ['member.not-on-the-roll'],
      by: 'chair',
      authority: 'announced by the chair',
      reason: 'Elected today' as never,
    };
    const { state } = given('MeetingOpened', ['RollTaken', { voting: ['a'] }])
      .when('RecordAttendance', asks('RecordAttendance', { person: 'b' }), { override })
      .findings('member.not-on-the-roll');
    expect(entitledNow(state)).toEqual(['b']);
  });
  it('invariant 9, afterwards: a voting member who is not appointed stands with a finding, and counts as the room did', () => {
    const { state } = given(['RollTaken', { voting: ['a'] }], afterwards('AttendanceRecorded', { person: 'b' })).findings(
      'member.not-on-the-roll',
    );
    expect(entitledNow(state)).toEqual(['b']);
  });
  it('invariant 9: a list taken afterwards names whoever is not on it', () => {
    given(attends('a'), attends('b'), ['RollTaken', { voting: ['a'] }]).findings('roll.leaves-out');
  });
  it('invariant 9: "appointment not stated" is no finding', () => {
    given(attends('a')).findings().notStated();
  });
});

describe('substitution', () => {
  const substitutes = (person: string, absent: string) => asks('RecordSubstitution', { person, for: absent });
  it('invariant 2, live: refuses a substitute who is not here', () => {
    given('MeetingOpened', attends('a')).when('RecordSubstitution', substitutes('b', 'c')).refused('substitute.not-present');
  });
  it('invariant 2, live: refuses a substitute for somebody who is here', () => {
    given('MeetingOpened', attends('a'), attends('b'))
      .when('RecordSubstitution', substitutes('a', 'b'))
      .refused('substitute.member-present');
  });
  it('invariant 2, live: refuses a second substitute for one member', () => {
    given('MeetingOpened', attends('a'), attends('b'), ['SubstitutionRecorded', { person: 'a', for: 'c' }])
      .when('RecordSubstitution', substitutes('b', 'c'))
      .refused('substitute.twice');
  });
  it('invariant 2, live: refuses a substitute for somebody who is not appointed', () => {
    given('MeetingOpened', ['RollTaken', { voting: ['c'], others: [] }], attends('a', 'observer'))
      .when('RecordSubstitution', substitutes('a', 'd'))
      .refused('substitute.no-seat');
  });
  it('invariant 2, printed: accepts what the paper says, with findings', () => {
    given(
      printed('AttendanceRecorded', { person: 'a', role: 'observer' }),
      printed('SubstitutionRecorded', { person: 'b', for: 'a' }),
    ).findings('substitute.not-present', 'substitute.member-present');
  });
  it('invariant 3, live: refuses that a member and their substitute both vote', () => {
    given('MeetingOpened', attends('a'), ['SubstitutionRecorded', { person: 'a', for: 'c' }])
      .when('RecordArrival', { person: 'c', role: 'voting member' })
      .refused('seat.counted-twice');
  });
  it('invariant 3, live: refuses it however the second of the two comes to vote', () => {
    const withBoth = given('MeetingOpened', attends('a'), ['SubstitutionRecorded', { person: 'a', for: 'c' }]);
    withBoth.when('RecordAttendance', asks('RecordAttendance', { person: 'c' })).refused('seat.counted-twice');
    withBoth
      .when('RecordArrival', { person: 'c', role: 'observer' })
      .when('ChangeRole', asks('ChangeRole', { person: 'c', role: 'voting member' }))
      .refused('seat.counted-twice');
  });
  it('invariant 3, afterwards: both stand with a finding', () => {
    given(
      attends('a'),
      ['SubstitutionRecorded', { person: 'a', for: 'c' }],
      afterwards('ArrivalRecorded', { person: 'c', role: 'voting member' }),
    ).findings('seat.counted-twice');
  });
  it('invariant 3: the place is handed back when the substitute goes on as an observer', () => {
    given('MeetingOpened', attends('a'), ['SubstitutionRecorded', { person: 'a', for: 'c' }], ['RoleChanged', { person: 'a' }])
      .when('RecordArrival', { person: 'c', role: 'voting member' })
      .findings();
  });
  it('invariant 4: by itself a substitution confers no vote', () => {
    const { state } = given(attends('a', 'observer'), ['SubstitutionRecorded', { person: 'a', for: 'c' }]).findings();
    expect(entitledNow(state)).toEqual([]);
  });
  it('invariant 4, live: refuses a vote in the place of a member who has none', () => {
    given('MeetingOpened', ['RollTaken', { voting: [], others: ['c'] }], attends('a', 'observer'), [
      'SubstitutionRecorded',
      { person: 'a', for: 'c' },
    ])
      .when('ChangeRole', asks('ChangeRole', { person: 'a', role: 'voting member' }))
      .refused('substitute.no-vote');
  });
  it('invariant 4, live: refuses a substitution by somebody who is down as voting in such a place', () => {
    given('MeetingOpened', attends('a'), ['RollTaken', { voting: ['a'], others: ['c'] }])
      .when('RecordSubstitution', substitutes('a', 'c'))
      .refused('substitute.no-vote');
  });
  it('invariant 4, afterwards: such a vote stands with a finding', () => {
    given(
      ['RollTaken', { voting: [], others: ['c'] }],
      attends('a', 'observer'),
      ['SubstitutionRecorded', { person: 'a', for: 'c' }],
      afterwards('RoleChanged', { person: 'a', role: 'voting member' }),
    ).findings('substitute.no-vote');
  });
  it('invariant 4: in the place of a voting member a substitute votes', () => {
    const { state } = given(
      ['RollTaken', { voting: ['c'], others: [] }],
      attends('a', 'observer'),
      ['SubstitutionRecorded', { person: 'a', for: 'c' }],
      ['RoleChanged', { person: 'a', role: 'voting member' }],
    ).findings();
    expect(entitledNow(state)).toEqual(['a']);
  });
});
