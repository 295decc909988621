import { describe, expect, it } from '@jest/globals';
import { meetingInWords } from '../frame/meeting-name.js';
import { dueInWords, reportTold, shownInWords, standsInWords, whereAgreed } from './told.js';

const said = (words: string, date: string | null = null) => ({ words, date });
const report = {
  entry: 'e',
  what: 'due',
  meeting: { id: 'm', name: '2026-04-14', address: '/harbour-board/2026-04-14' },
  by: 'Member A',
  words: null,
  reason: 'the survey is late',
  due: said('29 May 2026', '2026-05-29'),
  owners: null,
  recordedAt: '2026-04-14T09:06:00.000Z',
};

describe('what a member is told', () => {
  it('names a meeting by its day, and which of the day it is', () => {
    expect(meetingInWords('2026-03-10 (2)')).toBe('10 March 2026 (2)');
    expect(meetingInWords('2026-03')).toBe('March 2026');
    expect(meetingInWords(null)).toBe('date not stated');
  });
  it('says until when, and until when it was first', () => {
    expect(dueInWords({ dueSaid: said('29 May 2026'), firstDueSaid: said('14 April 2026') })).toBe('due 29 May 2026, first 14 April 2026');
    expect(dueInWords({ dueSaid: said('29 May 2026'), firstDueSaid: said('29 May 2026') })).toBe('due 29 May 2026');
    expect(dueInWords({ dueSaid: null, firstDueSaid: null })).toBe('no date');
  });
  it('says where it was agreed', () => {
    const agreed = { meeting: 'm', name: '2026-03-10 (1)', item: { label: '4', heading: 'Ferry' }, address: null };
    expect(whereAgreed({ board: { id: 'b', name: 'Harbour Board' }, agreed })).toBe('Harbour Board, 10 March 2026 (1), item 4');
    expect(whereAgreed({ board: { id: 'b', name: null }, agreed: { ...agreed, item: null } })).toBe('10 March 2026 (1)');
  });
  it('tells a change of date with who asked for it, where and why', () => {
    expect(reportTold(report)).toEqual({
      what: 'another date, now due 29 May 2026',
      words: null,
      by: 'by Member A, at the meeting of 14 April 2026, because: the survey is late',
      address: '/harbour-board/2026-04-14',
    });
  });
  it('says that nobody is stated, and the day where there was no meeting', () => {
    const { by, what } = reportTold({ ...report, what: 'owners', by: null, meeting: null, reason: null, due: null, owners: ['Member B'] });
    expect(what).toBe('another owner, now Member B');
    expect(by).toBe('by whom is not stated, on 14 April 2026');
  });
  it('says how she is shown', () => {
    expect(shownInWords({ as: 'present', role: 'voting member', attends: 'remotely' })).toBe(
      'you are shown present as voting member, remotely',
    );
    expect(shownInWords({ as: 'present', role: 'officer', attends: 'in the room' })).toBe('you are shown present as officer');
    expect(shownInWords({ as: 'apologies', role: null, attends: null })).toBe('you are shown as having sent apologies');
    expect(shownInWords({ as: 'absent', role: null, attends: null })).toBe('you are shown absent');
    expect(shownInWords({ as: 'not stated', role: null, attends: null })).toBe('it is not stated whether you were present');
  });
  it('says of a decision what is more than being in force', () => {
    expect(standsInWords({ kind: 'approved', force: 'in force', implemented: false })).toBe('approved');
    expect(standsInWords({ kind: 'approved', force: 'conditional', implemented: true })).toBe('approved · conditional · implemented');
  });
});
