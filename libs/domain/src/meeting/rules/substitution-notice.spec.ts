import { describe, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const substitutes = (on: string | null, at: string | null = null) =>
  asks('RecordSubstitution', { person: 'a', for: 'c', notified: on === null ? null : { on, at } });
const twoHours: Given = ['StandingOrdersTaken', { substitutionNotice: 120 }];
const meetingAt = (date: string | null, start: string | null, ...more: readonly Given[]) =>
  given(['MeetingScheduled', { date, start }], ...more, ['AttendanceRecorded', { person: 'a', role: 'observer' }]);
const atTwo = meetingAt('2010-01-20', '14:00', twoHours);
const late = substitutes('2010-01-20', '13:00');

describe('the notice of a substitution', () => {
  it('invariant 5, live: one hour before, where two are asked for, is refused', () => {
    atTwo.when('RecordSubstitution', late).refused('substitute.notified-late');
  });
  it.each([
    ['at the start', '2010-01-20', '14:00'],
    ['after the start', '2010-01-20', '14:10'],
    ['a minute too late', '2010-01-20', '12:01'],
    ['on a later day', '2010-01-21', null],
  ])('invariant 5, live: refuses it %s', (_, on, at) => {
    atTwo.when('RecordSubstitution', substitutes(on, at)).refused('substitute.notified-late');
  });
  it.each([
    ['at the cut-off', '2010-01-20', '12:00'],
    ['the evening before', '2010-01-19', '23:59'],
    ['the day before, at no stated time', '2010-01-19', null],
  ])('invariant 5, live: takes it %s', (_, on, at) => {
    atTwo.when('RecordSubstitution', substitutes(on, at)).findings().notStated();
  });
  it('invariant 5, live: the chair’s ruling lets it through, and stands as a finding', () => {
    const override = { rules: ['substitute.notified-late'], by: 'chair', authority: 'ruling', reason: text('The trains had stopped') };
    atTwo
      .when('RecordSubstitution', late, { override })
      .records(['Overridden', override], ['SubstitutionRecorded', late])
      .findings('substitute.notified-late');
  });
  it('invariant 5, live: counts to the time to which the meeting was moved', () => {
    const moved: Given = ['MeetingRescheduled', { date: '2010-01-20', start: '16:00' }];
    meetingAt('2010-01-20', '14:00', moved, twoHours).when('RecordSubstitution', late).findings();
  });
  it('invariant 5, printed and afterwards: what came late stands, and is no finding', () => {
    atTwo.printed.when('RecordSubstitution', late).findings();
    atTwo.afterwards.when('RecordSubstitution', late).findings();
  });
  it.each([
    ['when it was notified', atTwo, substitutes(null)],
    ['at what time of that day', atTwo, substitutes('2010-01-20')],
    ['when the meeting was to start', meetingAt('2010-01-20', null, twoHours), late],
    ['on which day', meetingAt('2010-01', '14:00', twoHours), late],
    ['on any day', meetingAt(null, '14:00', twoHours), late],
  ])('invariant 5, live: nobody can tell where it is not stated %s', (_, told, substitution) => {
    told.when('RecordSubstitution', substitution).findings().notStated('substitute.notified-late');
  });
  it('invariant 5, live: standing orders that state no cut-off ask nothing', () => {
    meetingAt('2010-01-20', '14:00', 'StandingOrdersTaken').when('RecordSubstitution', late).findings().notStated();
    meetingAt('2010-01-20', '14:00').when('RecordSubstitution', late).findings().notStated();
  });
});
