import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { text } from '#kernel/text.js';
import { meeting } from '#domain/meeting/index.js';
import { meetingEvents } from '#domain/meeting/events.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { minutesOf } from '../minutes/minutes.js';
import { differences } from './differences.js';

const { given } = scenarios(meeting);
const facts: readonly Given[] = [
  'MeetingScheduled',
  'AttendanceRecorded',
  'ItemListed',
  ['NoteRecorded', {}, { as: 'note' }],
  ['ActionRaised', { decision: null }, { as: 'action' }],
];
const changes = (...later: readonly Given[]) =>
  differences(minutesOf(stands(given(...facts).recorded)), minutesOf(stands(given(...facts, ...later).recorded))).map(
    ({ change, entry, item }) => [change, entry, item],
  );
const putRight = (type: 'NoteRecorded' | 'ActionRaised', entry: string, data: object): Given => [
  'PutRight',
  { entry, replacement: { type, v: 1, data: { ...meetingEvents[type].example, decision: undefined, ...data }, occurred: null } },
];

describe('5.1 Putting right: the list of changes of a numbered version', () => {
  it('are none where nothing printed has changed', () => {
    expect(changes(['ReaderRemarked', {}], ['PaperAttached', {}])).toEqual([]);
  });
  it('tell what was added, struck out, and reads otherwise, by entry', () => {
    expect(changes(['AdviceGiven', {}, { as: 'advice' }])).toEqual([['added', 'advice', 'item']]);
    expect(changes(['StruckOut', { entry: 'note' }])).toEqual([['removed', 'note', 'item']]);
    expect(changes(putRight('NoteRecorded', 'note', { words: text('The Board reviewed nothing') }))).toEqual([
      ['reads otherwise', 'note', 'item'],
    ]);
  });
  it('tell of an action once, also when only its date has changed', () => {
    expect(changes(putRight('ActionRaised', 'action', { decision: null, words: text('Another letter') }))).toEqual([
      ['reads otherwise', 'action', 'item'],
    ]);
    expect(changes(putRight('ActionRaised', 'action', { decision: null, due: { date: '2010-05-01', printed: null } }))).toEqual([
      ['reads otherwise', 'action', 'item'],
    ]);
  });
  it('tell of a person who was put on the list', () => {
    expect(changes(['AttendanceRecorded', { person: 'z' }, { as: 'z' }])).toEqual([['added', 'z', null]]);
  });
});
