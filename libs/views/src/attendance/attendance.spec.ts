import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { attendanceOf, presentAtDecision } from './attendance.js';

const { given } = scenarios(meeting);
const standing = (...facts: readonly Given[]) => stands(given(...facts).recorded);
const present = (person: string, role = 'voting member'): Given => ['AttendanceRecorded', { person, role }];

describe('attendance', () => {
  it('counts everybody who was there, and those with a vote', () => {
    const people = [present('a'), present('b', 'observer'), present('c', 'officer')];
    expect(attendanceOf(standing(...people, ['ApologyRecorded', { person: 'd' }]))).toMatchObject({ present: 3, voting: 1 });
  });
  it('keeps each stay with the entries that begin and end it', () => {
    const { people } = attendanceOf(
      standing(
        present('a'),
        ['WithdrawalRecorded', { person: 'a' }],
        ['ReturnRecorded', { person: 'a' }],
        ['DepartureRecorded', { person: 'a' }],
      ),
    );
    expect(people[0]!.stays).toMatchObject([
      { role: 'voting member', from: { entry: 'e1' }, until: { entry: 'e2', how: 'withdrew' } },
      { role: 'voting member', from: { entry: 'e3' }, until: { entry: 'e4', how: 'left' } },
    ]);
  });
  it('invariant 10: says of each stay whether it was remote, as far as it is stated', () => {
    const { people } = attendanceOf(
      standing(
        ['AttendanceRecorded', { person: 'a', attends: 'remotely' }],
        ['DepartureRecorded', { person: 'a' }],
        ['ArrivalRecorded', { person: 'a', attends: 'in the room' }],
        present('b'),
      ),
    );
    expect(people.map(({ stays }) => stays.map(({ attends }) => attends))).toEqual([['remotely', 'in the room'], [null]]);
  });
  it('shows the substitution from both sides, and the apology', () => {
    const { people } = attendanceOf(
      standing(
        present('a', 'observer'),
        ['ApologyRecorded', { person: 'b' }, { as: 'sorry' }],
        ['SubstitutionRecorded', { person: 'a', for: 'b' }],
      ),
    );
    expect(people).toMatchObject([
      { person: 'a', role: 'observer', substitutesFor: 'b' },
      { person: 'b', role: null, substitutedBy: 'a', apologies: ['sorry'] },
    ]);
  });
});

describe('5.1 The order of business: presence at a decision', () => {
  const decided: readonly Given[] = ['ItemListed', ['DecisionRecorded', { division: null, subjects: [] }, { as: 'd' }]];
  it('is who was in the room then', () => {
    const facts = standing(present('a'), present('b', 'officer'), ...decided, ['ArrivalRecorded', { person: 'c' }]);
    expect(presentAtDecision(facts, 'd')).toMatchObject({ present: [{ person: 'a' }, { person: 'b' }], entitled: ['a'], fixed: null });
  });
  it('follows what happened, not when it was told; the list fixed with the vote stays', () => {
    const vote: Given = ['OptionVoteRecorded', { entitled: ['a'] }, { as: 'v' }];
    const facts = standing(present('a'), 'ItemListed', vote, ['ArrivalRecorded', { person: 'c' }, { occurred: { before: 'v' } }]);
    expect(presentAtDecision(facts, 'v')).toMatchObject({ entitled: ['a', 'c'], fixed: ['a'] });
  });
  it('is not known of an entry that does not stand', () => {
    expect(presentAtDecision(standing(present('a')), 'd')).toBeNull();
  });
});
