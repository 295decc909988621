import { describe, expect, it } from '@jest/globals';
import { backupCheck, checkpointCheck, erasureCheck, followerCheck, logCheck, roomCheck } from './checks.js';
import { ago, size } from './units.js';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const now = Date.parse('2026-02-20T12:00:00.000Z');
const ledger = { size: 41, checkpoint: 40, verified: { done: 40, of: 40 }, mended: 0, unsigned: null, alarm: null };

describe('doctor looks', () => {
  it('whether there is room for as much again', () => {
    expect(roomCheck(1e9, 5e8)).toMatchObject({ is: 'well', says: '1.0 GB free, and the book takes 500.0 MB' });
    expect(roomCheck(4e8, 5e8)).toMatchObject({ is: 'wrong', remedy: expect.stringMatching(/^Make room/) });
    expect(roomCheck(9e7, 1e6).is).toBe('wrong');
    expect(roomCheck(null, 1e6).is).toBe('well');
  });
  it('whether each register follows the log', () => {
    expect(followerCheck({ name: 'search', position: 40, stopped: null }, 40).is).toBe('well');
    expect(followerCheck({ name: 'search', position: 38, stopped: null }, 40)).toMatchObject({
      is: 'wrong',
      says: 'search is 2 entries behind the log.',
    });
    expect(followerCheck({ name: 'search', position: 40, stopped: 'it threw' }, 40)).toMatchObject({
      is: 'wrong',
      says: 'search does not follow the log after position 40: it threw',
    });
  });
  it('how old the newest checkpoint is, and whether any is signed', () => {
    expect(checkpointCheck(ledger, now - 3 * minute, now)).toMatchObject({
      is: 'well',
      says: 'covers 40 of 41 entries, signed 3 minutes ago',
    });
    expect(checkpointCheck({ ...ledger, checkpoint: null }, null, now).says).toBe('none is kept yet');
    expect(checkpointCheck({ ...ledger, unsigned: 'No key.' }, now, now).is).toBe('wrong');
    expect(logCheck({ ...ledger, alarm: { position: 3, stream: 'log', says: 'was changed' } })).toMatchObject({
      is: 'wrong',
      says: 'The log is not what was signed: position 3, log: was changed.',
    });
  });
  it('whether an entry has been in no backup for a week', () => {
    const last = { taken: new Date(now - 9 * day).toISOString(), entries: 40 };
    expect(backupCheck(null, now - 6 * day, now)).toMatchObject({ is: 'well', says: 'none was taken' });
    expect(backupCheck(null, now - 7 * day, now)).toMatchObject({
      is: 'wrong',
      says: 'An entry recorded 7 days ago is in no backup (none was taken).',
    });
    expect(backupCheck(last, null, now)).toMatchObject({ is: 'well', says: 'taken 9 days ago, with 40 entries' });
    expect(backupCheck(last, now - 8 * day, now).is).toBe('wrong');
    expect(backupCheck(last, now - hour, now).is).toBe('well');
  });
  it('whether what is erased is gone', () => {
    expect(erasureCheck(null, false).is).toBe('well');
    expect(erasureCheck('Another program reads.', false)).toMatchObject({ is: 'wrong', says: 'Another program reads.' });
    expect(erasureCheck(null, true).is).toBe('wrong');
  });
  it('and says how much and how long ago', () => {
    expect([size(0), size(999), size(1_500), size(2e12)]).toEqual(['0 bytes', '999 bytes', '1.5 KB', '2.0 TB']);
    expect([ago(0), ago(minute), ago(5 * hour), ago(day)]).toEqual(['less than a minute ago', '1 minute ago', '5 hours ago', '1 day ago']);
  });
});
