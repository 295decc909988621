import { expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { text, type Opened } from '#kernel/text.js';
import { meeting } from '#domain/meeting/index.js';
import { differences } from '#views/differences/differences.js';
import { minutesOf } from '#views/minutes/minutes.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { openChanges } from './changes.js';

const facts: readonly Given[] = ['MeetingScheduled', 'ItemListed', ['NoteRecorded', {}, { as: 'note' }]];
const minutes = (...later: readonly Given[]) => minutesOf(stands(scenarios(meeting).given(...facts, ...later).recorded));
const changes = (open: (words: unknown) => string, ...later: readonly Given[]) => {
  const [before, after] = [minutes(), minutes(...later)];
  const reader = { open: (words: unknown): Opened => ({ words: open(words) }), name: (id: string): Opened => ({ words: id }) };
  return openChanges(differences(before, after), before, after, reader);
};
const note = (words: string): Given => [
  'PutRight',
  { entry: 'note', replacement: { type: 'NoteRecorded', v: 1, data: { item: 'item', words: text(words) }, occurred: null } },
];

it('tells each change with where it is, what it was and how it reads now', () => {
  expect(changes(String, note('Put right'), ['AttendanceRecorded', {}, { as: 'late' }])).toEqual([
    {
      change: 'added',
      entry: 'late',
      entries: ['late'],
      where: 'person present',
      was: null,
      is: 'Councillor Martin Hill OBE Lincolnshire CC – voting member',
    },
    {
      change: 'reads otherwise',
      entry: 'note',
      entries: ['note'],
      where: 'item 5',
      was: 'The Board reviewed the returns from the SRPs',
      is: 'Put right',
    },
  ]);
});
it('does not take words that were only sealed anew for a change', () => {
  expect(changes(() => 'the same words', note('Put right'))).toEqual([]);
});
