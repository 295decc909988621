import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from './index.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const open: Given[] = ['MeetingScheduled', 'MeetingOpened', 'AttendanceRecorded', 'ItemListed'];
const closed: Given[] = [...open, 'MeetingClosed'];
const note = asks('RecordNote');

describe('the life of a meeting', () => {
  it('is scheduled once, however it is recorded', () => {
    given()
      .when('ScheduleMeeting', asks('ScheduleMeeting'))
      .records(['MeetingScheduled', asks('ScheduleMeeting')]);
    given('MeetingScheduled').printed.when('ScheduleMeeting', asks('ScheduleMeeting')).refused('meeting.scheduled-already');
  });
  it('takes nothing before that, however it is recorded', () => {
    given().when('OpenMeeting', asks('OpenMeeting')).refused('meeting.unknown');
    given().printed.when('RecordNote', note).refused('meeting.unknown');
    given().when('Remark', asks('Remark')).refused('meeting.unknown');
  });
  it('opens once, and fixes its zone', () => {
    const opened = given('MeetingScheduled').when('OpenMeeting', { zone: 'Europe/London' });
    expect(opened.state.zone).toBe('Europe/London');
    opened.when('OpenMeeting', { zone: 'Europe/London' }).refused('meeting.opened-already');
  });
  it('opens live in the zone that it is scheduled in, or in any where none was', () => {
    const scheduled = given(['MeetingScheduled', { zone: 'Europe/London' }]);
    scheduled.when('OpenMeeting', { zone: 'Europe/Paris' }).refused('meeting.other-zone');
    scheduled.when('OpenMeeting', { zone: 'Europe/London' }).findings();
    scheduled.printed.when('OpenMeeting', { zone: 'Europe/Paris' }).findings();
    given('MeetingScheduled').when('OpenMeeting', { zone: 'Europe/Paris' }).findings();
  });
  it('is moved before it is opened, and not after', () => {
    const { state } = given('MeetingScheduled').when('RescheduleMeeting', asks('RescheduleMeeting'));
    expect(state.schedule).toMatchObject({ board: 'board', date: '2010-01-27', start: '14:00' });
    given(...open)
      .when('RescheduleMeeting', asks('RescheduleMeeting'))
      .refused('meeting.opened-already');
  });
  it('takes its agenda and its people before it opens, and business after', () => {
    given('MeetingScheduled').when('ListItem', asks('ListItem')).when('RecordAttendance', asks('RecordAttendance')).findings();
    given('MeetingScheduled', 'ItemListed').when('RecordNote', note).refused('meeting.not-open');
    given('MeetingScheduled').when('CloseMeeting', {}).refused('meeting.not-open');
  });
  it('does no business while it is adjourned, and people come and go', () => {
    const adjourned = given(...open).when('AdjournMeeting', { reason: null, until: null });
    adjourned.when('RecordNote', note).refused('meeting.adjourned');
    adjourned.when('AdjournMeeting', { reason: null, until: null }).refused('meeting.adjourned');
    adjourned.when('RecordDeparture', { person: 'person' }).when('ResumeMeeting', {}).when('RecordNote', note).findings();
    given(...open)
      .when('ResumeMeeting', {})
      .refused('meeting.not-adjourned');
  });
  it('closes once, adjourned or not, and takes nothing live after that', () => {
    given(...open, 'MeetingAdjourned')
      .when('CloseMeeting', {})
      .when('CloseMeeting', {})
      .refused('meeting.closed');
    given(...closed)
      .when('RecordNote', note)
      .refused('meeting.closed');
    given(...closed)
      .when('ResumeMeeting', {})
      .refused('meeting.closed');
  });
  it('takes what belongs afterwards: what became of the minutes, papers, remarks, settled discrepancies', () => {
    given(...closed, 'ConsolidatedListPrinted', ['ActionListed', { action: null }])
      .when('SettleDiscrepancy', asks('SettleDiscrepancy'))
      .when('AttachPaper', asks('AttachPaper'))
      .when('NoteMinutesCirculated', asks('NoteMinutesCirculated'))
      .when('NoteMinutesApproved', asks('NoteMinutesApproved'))
      .when('Remark', asks('Remark'))
      .findings();
  });
  it('a printed meeting needs no opening and no closing', () => {
    given('MeetingScheduled', 'ItemListed').printed.when('RecordNote', note).findings();
    given(...closed)
      .printed.when('OpenMeeting', { zone: 'Europe/London' })
      .findings();
  });
  it('what is written down after the close does not open the meeting again', () => {
    const late = given(...closed)
      .afterwards.when('AdjournMeeting', { reason: null, until: null })
      .when('ResumeMeeting', {});
    expect(late.state.room).toBe('closed');
  });
});

describe('approved minutes', () => {
  const approved: Given[] = [...closed, 'MinutesAdopted'];
  it('take nothing more from the clerk’s notes, and still what their paper says', () => {
    given(...approved)
      .afterwards.when('RecordNote', note)
      .refused('minutes.approved');
    given(...approved)
      .printed.when('RecordNote', note)
      .findings();
  });
});

describe('5.1 Putting right', () => {
  const noted: Given = ['NoteRecorded', {}, { as: 'note' }];
  const authority = { clerk: true };
  const strike = (by: object | null) => ({ entries: [{ entry: 'note', follows: null }], reason: text('Typed twice'), authority: by });
  const putRight = (by: object | null) => ({
    entry: 'note',
    follows: null,
    replacement: { type: 'NoteRecorded', v: 1, data: { item: 'item', words: text('Otherwise') }, occurred: null },
    reason: text('Misheard'),
    authority: by,
  });
  it('5.1 Putting right: is for the clerk until the minutes are approved, after circulation too', () => {
    given(...open, noted, 'MeetingClosed', 'MinutesCirculated')
      .when('StrikeOut', strike(authority))
      .findings();
    given(...open, noted, 'MeetingClosed')
      .when('PutRight', putRight(null))
      .findings();
  });
  it('5.1 Putting right: is for a decision of a later meeting after that', () => {
    const approved = given(...open, noted, 'MeetingClosed', 'MinutesAdopted');
    approved.when('StrikeOut', strike(authority)).refused('minutes.approved');
    approved.when('PutRight', putRight({ chair: 'person' })).refused('minutes.approved');
    approved.when('PutRight', putRight({ decision: 'later-decision', meeting: 'later-meeting' })).findings();
  });
  it('5.1 Putting right: an entry from printed minutes is always brought back to its paper', () => {
    const printed: Given = ['NoteRecorded', {}, { as: 'note', recorded: 'printed' }];
    given(...open, printed, 'MinutesAdopted')
      .when('PutRight', putRight(authority))
      .findings();
  });
  it('an approval that was no approval is taken back by whoever recorded it', () => {
    const { state } = given(...closed, ['MinutesAdopted', {}, { as: 'note' }]).when('StrikeOut', strike(authority));
    expect(state.adopted).toBeNull();
  });
  it('invariant 63: nothing is edited: the entry, and the entry that corrects it, are both there', () => {
    const corrected = given(...open, noted).when('PutRight', putRight(authority));
    expect(corrected.recorded.slice(-2).map(({ type }) => type)).toEqual(['NoteRecorded', 'PutRight']);
  });
});

describe('a meeting file', () => {
  it('comes before all that is read from it, and makes no meeting by itself', () => {
    const read = given().printed.when('ReadMeetingFile', { run: 1, reason: null, commands: null, file: text('minutebook: 1') });
    read.records(['MeetingFileRead', { run: 1, reason: null, commands: null, file: text('minutebook: 1') }]);
    read.when('TakeItem', { item: 'item' }).refused('meeting.unknown');
  });
});
