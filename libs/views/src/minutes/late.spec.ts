import { expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios } from '#testing/scenario.js';
import { minutesOf } from './minutes.js';

const { given } = scenarios(meeting);

it('whoever a printed list shows as coming during an item is marked as late, and nobody else', () => {
  const room = given(
    'MeetingScheduled',
    ['ItemListed', {}, { recorded: 'printed' }],
    ['ItemTaken', {}, { recorded: 'printed' }],
    ['ListHeaded', {}, { recorded: 'printed' }],
    ['AttendanceRecorded', { person: 'early', list: 'list' }, { recorded: 'printed' }],
    ['AttendanceRecorded', { person: 'late', list: 'list' }, { recorded: 'printed', occurred: { during: 'item' } }],
  );
  const people = minutesOf(stands(room.recorded)).present.flatMap((list) => list.people);
  expect(people.map(({ person, late }) => [person, late])).toEqual([
    ['early', false],
    ['late', true],
  ]);
});
