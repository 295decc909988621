import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';
import { missingIn } from '../missing.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const voted = (ayes: number, against: number): Given => ['VoteRecorded', { motion: null, for: ayes, against, entitled: ['a', 'b', 'c'] }];
const members = ['a', 'b', 'c'].map((person): Given => ['AttendanceRecorded', { person }]);
const room: Given[] = ['MeetingOpened', ...members, 'ItemListed', 'SubjectNamed'];
const decision = (kind: string, more = {}) => asks('RecordDecision', { kind, division: 'vote', subjects: [], ...more });
const codes = (scenario: { recorded: Parameters<typeof missingIn>[0] }) => missingIn(scenario.recorded).map(({ code }) => code);

describe('decisions and votes', () => {
  it('invariant 53: a decision needs no vote', () => {
    given(...room)
      .when('RecordDecision', decision('approved', { division: null, method: 'not stated' }))
      .findings();
  });
  it('invariant 53: a vote without a decision stays pending, and with it no longer', () => {
    const pending = given(...room, voted(2, 1));
    expect(codes(pending)).toEqual(['division.undecided']);
    expect(codes(pending.when('RecordDecision', decision('approved')))).toEqual([]);
  });
  it('invariant 54, live: refuses an approval of what was lost', () => {
    given(...room, voted(1, 2))
      .when('RecordDecision', decision('approved'))
      .refused('decision.disagrees');
  });
  it('invariant 54: a decision not to approve fits a motion lost and one not to support that was carried', () => {
    given(...room, voted(1, 2))
      .when('RecordDecision', decision('not approved'))
      .findings();
    given(...room, voted(2, 1))
      .when('RecordDecision', decision('not approved'))
      .findings();
  });
  it('invariant 54, live: the chair may announce otherwise', () => {
    const override = { rules: ['decision.disagrees'], by: 'chair', authority: 'announced by the chair', reason: text('Announced') };
    given(...room, voted(1, 2))
      .when('RecordDecision', decision('approved'), { override })
      .findings('decision.disagrees');
  });
  it('invariant 54, printed: the paper is accepted', () => {
    given(...room, voted(1, 2))
      .printed.when('RecordDecision', decision('approved'))
      .findings();
  });
  it('invariant 49, live: refuses to approve what is tied until the tie is decided', () => {
    given(...room, voted(1, 1))
      .when('RecordDecision', decision('approved'))
      .refused('decision.tied');
  });
  it('invariant 49: the ruling of the chair decides it', () => {
    given(...room, voted(1, 1))
      .when('RecordRuling', asks('RecordRuling', { division: 'vote' }))
      .when('RecordDecision', decision('approved'))
      .findings();
  });
  it('invariant 49: where orders say that a tie is not carried, approval disagrees with it', () => {
    given(...room, ['StandingOrdersTaken', { tie: 'not carried' }], voted(1, 1))
      .when('RecordDecision', decision('approved'))
      .refused('decision.disagrees');
  });
  it('invariant 52, live: refuses general assent to what had votes against', () => {
    given(...room, voted(2, 1))
      .when('RecordDecision', decision('approved', { method: 'general assent' }))
      .refused('assent.dissent');
  });
  it('invariant 52, afterwards: it stands with a finding', () => {
    given(...room, voted(2, 1))
      .afterwards.when('RecordDecision', decision('approved', { method: 'general assent' }))
      .findings('assent.dissent');
  });
});

describe('what a decision holds', () => {
  it('invariant 55: a decision en bloc names every subject', () => {
    const subjects = ['s1', 's2', 's3'];
    const { state } = given(...room, ...subjects.map((id): Given => ['SubjectNamed', { subjectId: id }])).when(
      'RecordDecision',
      decision('approved', { subjects, division: null }),
    );
    expect(state.decisions[0]!.subjects).toEqual(subjects);
  });
  it('invariant 56: a condition stays open', () => {
    const conditional = given(...room, ['DecisionRecorded', decision('approved subject to condition', { division: null })]);
    expect(codes(conditional)).toEqual(['condition.not-stated']);
    expect(codes(conditional.when('SetCondition', asks('SetCondition')))).toEqual(['condition.open']);
  });
  it('invariant 57: the partnership asks for no reasons', () => {
    given(...room)
      .when('RecordDecision', decision('approved', { division: null, reason: null }))
      .findings();
  });
  it('invariant 58: an endorsement records the ratification, and makes no delegated decision', () => {
    const endorsement = asks('EndorseDelegatedApproval');
    given(...room, ['DecisionRecorded', decision('endorsed', { division: null })])
      .when('EndorseDelegatedApproval', endorsement)
      .records(['DelegatedApprovalEndorsed', endorsement]);
  });
  it('invariant 59: an endorsement that does not cite delegate, subject and version says so', () => {
    const endorsed = given(...room, ['DecisionRecorded', decision('endorsed', { division: null })]);
    endorsed.when('EndorseDelegatedApproval', asks('EndorseDelegatedApproval')).notStated('quorum.short');
    endorsed.printed
      .when('EndorseDelegatedApproval', asks('EndorseDelegatedApproval', { version: null }))
      .findings()
      .notStated('quorum.short', 'endorsement.not-cited');
  });
  it('invariant 60: without a gate in the orders a decision needs no recommendation, and keeps the one it had', () => {
    const proposed = decision('approved', { division: null, proposedBy: text('the Steering Group') });
    given(...room)
      .when('RecordDecision', proposed)
      .records(['DecisionRecorded', proposed])
      .findings();
  });
  it('invariant 62: a decision that puts another in the place of an earlier one leaves both to be read', () => {
    const taken = given(...room, ['DecisionRecorded', decision('approved', { division: null })]).when(
      'TakeUpDecision',
      asks('TakeUpDecision', { outcome: 'superseded', condition: null }),
    );
    expect(taken.recorded.slice(-2).map(({ type }) => type)).toEqual(['DecisionRecorded', 'DecisionTakenUp']);
  });
  it('invariant 78: an allocation says how much, from where and for what, as far as stated', () => {
    const approved = given(...room, ['DecisionRecorded', decision('approved', { division: null })]);
    approved.when('AllocateMoney', asks('AllocateMoney')).notStated('quorum.short');
    approved.when('AllocateMoney', asks('AllocateMoney', { amount: null })).notStated('quorum.short', 'allocation.not-stated');
  });
});
