import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { scenarios } from '#testing/scenario.js';
import { minutes, newestVersion, statusOf } from './index.js';

const { given } = scenarios(minutes);
const draft = { meeting: 'm1', meetingRevision: 40, checkpoint: null };
const sent = (version: number) => ({ version, meetingRevision: 40, digest: text('8Yk…'), to: null, with: [] });
const approval = { meeting: 'm2', decision: 'd1', on: null, version: 1, digest: text('8Yk…'), corrections: [] };

describe('the life of the paper', () => {
  it('drafted, circulated, approved, drafted again', () => {
    const drafted = given().when('DraftMinutes', draft).records(['MinutesDrafted', draft]);
    const circulated = drafted.when('CirculateMinutes', sent(1)).records(['MinutesCirculated', sent(1)]);
    const approved = circulated.when('ApproveMinutes', approval).records(['MinutesApproved', approval]);
    const redrafted = approved.when('RedraftMinutes', { meetingRevision: 44, reason: null });
    expect([given(), drafted, circulated, approved, redrafted].map(({ state }) => statusOf(state))).toEqual([
      'not drafted',
      'draft',
      'circulated',
      'approved',
      'approved',
    ]);
    expect(redrafted.state.drafts).toEqual([40, 44]);
    redrafted.findings().notStated();
  });
  it('live: drafted once, and first', () => {
    given('MinutesDrafted').when('DraftMinutes', draft).refused('minutes.drafted-already');
    given().when('RedraftMinutes', { meetingRevision: 44, reason: null }).refused('minutes.not-drafted');
    given().when('CirculateMinutes', sent(1)).refused('minutes.not-drafted');
  });
  it('live: versions are numbered without a gap', () => {
    given('MinutesDrafted').when('CirculateMinutes', sent(2)).refused('minutes.version');
    const first = given('MinutesDrafted', 'MinutesCirculated');
    first.when('CirculateMinutes', sent(1)).refused('minutes.version');
    expect(newestVersion(first.when('CirculateMinutes', sent(2)).state)?.version).toBe(2);
  });
  it('afterwards and from print the order is not enforced', () => {
    given().printed.when('CirculateMinutes', sent(3)).findings().notStated();
    given().afterwards.when('RedraftMinutes', { meetingRevision: 44, reason: null }).findings().notStated();
  });
});

describe('invariant 64 (E/F): minutes are approved by a decision, in the version that was sent out last', () => {
  const circulated = given('MinutesDrafted', 'MinutesCirculated', ['MinutesCirculated', sent(2)]);
  it('live: any other version is refused', () => {
    circulated.when('ApproveMinutes', approval).refused('minutes.version-approved');
    circulated.when('ApproveMinutes', { ...approval, version: 3 }).refused('minutes.version-approved');
    circulated.when('ApproveMinutes', { ...approval, version: null }).refused('minutes.version-approved');
    circulated.when('ApproveMinutes', { ...approval, version: 2, digest: null }).refused('minutes.digest');
    given('MinutesDrafted').when('ApproveMinutes', approval).refused('minutes.version-approved');
    circulated.when('ApproveMinutes', { ...approval, version: 2 }).findings();
  });
  it('printed: another version is a finding, and what is not stated is listed apart', () => {
    circulated.printed.when('ApproveMinutes', approval).findings('minutes.version-approved');
    given()
      .printed.when('ApproveMinutes', { ...approval, version: null, digest: null })
      .findings()
      .notStated('minutes.version-approved');
  });
  it('approved once: afterwards a second approval is a finding', () => {
    const approved = given('MinutesDrafted', 'MinutesCirculated', ['MinutesApproved', approval]);
    approved.when('ApproveMinutes', approval).refused('minutes.approved-already');
    approved.afterwards.when('ApproveMinutes', approval).findings('minutes.approved-already');
  });
});
